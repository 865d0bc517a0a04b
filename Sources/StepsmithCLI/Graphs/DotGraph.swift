import WorkflowSpec
import YAMLSyntax

/// A workflow in the language of Graphviz.
enum DotGraph {
    static func text(_ workflow: WorkflowSpec) -> String {
        var lines = ["digraph \(quoted(workflow.name.value)) {", "    node [fontname=\"sans-serif\"];"]
        for step in workflow.steps { lines.append("    \(quoted(step.name.value)) [shape=\(shape(step.kind))];") }
        for edge in workflow.edges {
            lines.append("    \(quoted(workflow.steps[edge.from].name.value)) -> \(quoted(workflow.steps[edge.to].name.value));")
        }
        return lines.joined(separator: "\n") + "\n}"
    }

    private static func shape(_ kind: StepKind) -> String {
        switch kind {
        case .standard: return "box"
        case .decision: return "diamond"
        case .deferredConvergence, .batchable: return "parallelogram"
        case .batchWorker: return "box, peripheries=2"
        }
    }

    /// Without another label a node shows its name, in which `\N` and the like have a meaning, so every backslash is doubled.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in Diagnostic.printable(text).unicodeScalars {
            if scalar == "\"" || scalar == "\\" { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out + "\""
    }
}
