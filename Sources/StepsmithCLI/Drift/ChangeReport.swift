import SpecDrift
import SpecFiles
import YAMLSyntax

/// Changes between two sets of specs, for people and for programs.
struct ChangeReport {
    let changes: [Change]
    let old: SpecRevision
    let new: SpecRevision

    var isBreaking: Bool { changes.contains { !$0.breaks.isEmpty } }

    func show(_ format: ReportFormat) {
        switch format {
        case .text: print(text)
        case .json: print(JSONReport.encoded(document))
        case .github: diagnostics.forEach { print(GitHubReport.line($0)) }
        case .sarif: print(SARIFReport.text(Report(diagnostics, specCount: new.specs.entries.count)))
        }
    }

    // MARK: People

    private var text: String {
        if changes.isEmpty { return "nothing changed" }
        var lines: [String] = []
        var workflow = ""
        for change in changes {
            if change.workflow != workflow {
                workflow = change.workflow
                lines.append((lines.isEmpty ? "" : "\n") + Diagnostic.printable(workflow))
            }
            let place = change.at.isEmpty ? "" : " \(Diagnostic.printable(change.at)):"
            lines.append("  \(change.verdict):\(place) \(Diagnostic.printable(change.message)) [\(change.rule.id)]")
        }
        let count = changes.count { !$0.breaks.isEmpty }
        lines.append("\n\(TextReport.counted(changes.count, "change")), \(count == 0 ? "none" : String(count)) breaking")
        return lines.joined(separator: "\n")
    }

    // MARK: Programs

    private struct Document: Encodable {
        var verdict: String
        var changes: [Entry]
    }

    private struct Entry: Encodable {
        var workflow: String
        var at: String
        var rule: String
        var breaks: [String]
        var message: String
    }

    private var document: Document {
        Document(
            verdict: isBreaking ? "breaking" : "compatible",
            changes: changes.map {
                Entry(
                    workflow: $0.workflow, at: $0.at, rule: $0.rule.id, breaks: $0.breaks.map(\.rawValue), message: $0.message)
            })
    }

    private var diagnostics: [Diagnostic] {
        let places = SpecPlaces()
        return changes.map { change in
            let side = change.isGone ? old : new
            let place = side.place(of: change, places) ?? (change.workflow, .fileStart)
            let code: DiagnosticCode = change.breaks.isEmpty ? .compatibleChange : .breakingChange
            return Diagnostic(
                code, file: place.0, range: place.1, "\(change.verdict): \(change.message) [\(change.rule.id)]")
        }
    }
}

extension Change {
    /// `breaks callers and stored runs`, or `compatible`.
    var verdict: String {
        if breaks.isEmpty { return "compatible" }
        return "breaks " + breaks.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: " and ")
    }
}
