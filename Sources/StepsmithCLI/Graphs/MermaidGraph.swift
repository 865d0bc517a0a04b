import WorkflowSpec
import YAMLSyntax

/// A workflow as a Mermaid flowchart.
enum MermaidGraph {
    static func text(_ workflow: WorkflowSpec) -> String {
        let ids = identifiers(workflow.steps.map(\.name.value))
        var lines = ["graph TD"]
        for (index, step) in workflow.steps.enumerated() {
            let (open, close) = shape(step.kind)
            lines.append("    \(ids[index])\(open)\"\(label(step.name.value))\"\(close)")
        }
        for edge in workflow.edges { lines.append("    \(ids[edge.from]) --> \(ids[edge.to])") }
        return lines.joined(separator: "\n")
    }

    private static func shape(_ kind: StepKind) -> (String, String) {
        switch kind {
        case .standard: return ("[", "]")
        case .decision: return ("{", "}")
        case .deferredConvergence, .batchable: return ("[/", "/]")
        case .batchWorker: return ("[[", "]]")
        }
    }

    /// The steps' own names where Mermaid takes them, so that a picture's text changes as little as its spec.
    private static func identifiers(_ names: [String]) -> [String] {
        let taken = Set(names)
        return names.enumerated().map { index, name in
            if isPlain(name) { return name }
            var id = "step\(index + 1)"
            while taken.contains(id) { id += "_" }
            return id
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        let isWord = name.utf8.allSatisfy { byte in
            byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        return isWord && !words.contains(name.lowercased())
    }

    private static let words: Set<String> = [
        "call", "class", "classdef", "click", "default", "direction", "end", "flowchart", "graph", "href", "interpolate",
        "linkstyle", "style", "subgraph",
    ]

    /// Everything that could mean something to Mermaid or to HTML becomes a character code.
    private static func label(_ text: String) -> String {
        var out = ""
        for scalar in Diagnostic.printable(text).unicodeScalars {
            let properties = scalar.properties
            if properties.isAlphabetic || properties.numericType != nil || " _-.".unicodeScalars.contains(scalar) {
                out.unicodeScalars.append(scalar)
            } else {
                out += "#\(scalar.value);"
            }
        }
        return out
    }
}
