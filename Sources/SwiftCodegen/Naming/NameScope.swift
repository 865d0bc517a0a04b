import WorkflowSpec
import YAMLSyntax

/// The names of one Swift scope, each with the place in the spec that it comes from.
struct NameScope {
    private var taken: [String: Located<String>] = [:]
    /// How often each fallback was asked for, so that many of one name do not cost a search each.
    private var numbers: [String: Int] = [:]

    /// Takes a name that the spec's author chose, directly or as the name something was made from. A second claim is an error.
    mutating func claim(_ name: String, for source: Located<String>, what: String, _ findings: inout Findings) {
        if let first = taken[name] {
            let both = first.value == source.value ? "is here twice" : "and `\(first.value)` both become `\(name)`"
            findings.add(
                .nameConflict, at: source.range,
                "\(what) `\(source.value)` \(both) in Swift; rename one, or give one an `x-swift-name`",
                note: "`\(first.value)` is here", noteAt: first.range)
            return
        }
        taken[name] = source
    }

    func contains(_ name: String) -> Bool { taken[name] != nil }

    /// Takes a name that generated code gives.
    mutating func reserve(_ name: String, for source: Located<String>) { taken[name] = source }

    /// Takes the first free one of `name`, `fallback`, and `fallback` with a number.
    mutating func claimFree(_ name: String, orElse fallback: String, for source: Located<String>) -> String {
        var candidate = name
        while taken[candidate] != nil {
            let number = (numbers[fallback] ?? 0) + 1
            numbers[fallback] = number
            candidate = number == 1 ? fallback : fallback + String(number)
        }
        taken[candidate] = source
        return candidate
    }
}

/// Collects diagnostics of one spec.
struct Findings {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) { self.file = file }

    mutating func add(_ code: DiagnosticCode, at range: SourceRange, _ message: String) {
        diagnostics.append(Diagnostic(code, file: file, range: range, message))
    }

    mutating func add(
        _ code: DiagnosticCode, at range: SourceRange, _ message: String, note: String, noteAt: SourceRange
    ) {
        let note = Diagnostic.Note(file: file, range: noteAt, message: note)
        diagnostics.append(Diagnostic(code, file: file, range: range, message, notes: [note]))
    }

    mutating func adjusted(_ what: String, _ source: Located<String>, to name: String, because reason: String) {
        add(
            .nameAdjusted, at: source.range,
            "\(what) `\(source.value)` becomes `\(name)` in Swift, because \(reason); `x-swift-name` chooses another name"
        )
    }
}
