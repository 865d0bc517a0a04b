import Foundation
import SpecDrift
import SwiftCodegen
import Testing
import WorkflowSpec
import YAMLSyntax

/// The rows of Documentation/Drift.md.
enum RuleTable {
    struct Row: CustomTestStringConvertible, Sendable {
        var rule: String
        var place: String
        var before: String
        var after: String
        var breaks: [String]

        var testDescription: String { "\(rule): \(before) → \(after)" }

        func workflow(_ fragment: String) throws -> CanonicalWorkflow {
            var entries = ["namespace_name: n", "name: w"]
            var step = ["name: a"]
            var steps: String?
            switch place {
            case "workflow": entries.append(fragment)
            case "step": step.append(fragment)
            case "steps": steps = fragment
            case "input": entries.append("input_schema: " + fragment)
            case "result": step.append("result_schema: " + fragment)
            default: Issue.record("no place \(place)")
            }
            if !fragment.hasPrefix("version:") { entries.append("version: 1.0.0") }
            if !fragment.hasPrefix("handler:") { step.append("handler: {callable: a}") }
            entries.append("steps: " + (steps ?? "[{" + step.filter { !$0.isEmpty }.joined(separator: ", ") + "}]"))
            return try canonical(entries.joined(separator: "\n") + "\n")
        }
    }

    static func rows() throws -> [Row] {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.lastPathComponent != "Tests" { folder.deleteLastPathComponent() }
        let path = folder.deletingLastPathComponent().appending(path: "Documentation/Drift.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
            let breaks = cells[4] == "–" ? [] : cells[4].replacing(" runs", with: "_runs").split(separator: ", ").map(String.init)
            return Row(rule: cells[0], place: cells[1], before: cells[2], after: cells[3], breaks: breaks)
        }
    }
}

/// A spec as the drift checks see it. Records an issue when it has errors.
func canonical(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CanonicalWorkflow {
    let result = SpecReader.read(Array(text.utf8), file: "spec.yaml")
    let errors = result.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.text)) in\n\(text)", sourceLocation: sourceLocation)
    let spec = try #require(result.spec, sourceLocation: sourceLocation)
    return CanonicalWorkflow(spec, fingerprint: Fingerprint.of(spec))
}
