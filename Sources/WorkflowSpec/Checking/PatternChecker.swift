import Patterns

/// Compiles the patterns of one file, each different one once.
final class PatternChecker {
    private var compiled: [String: Pattern] = [:]
    private var problems: [String: String] = [:]

    /// Why the pattern cannot be used, or nil.
    func problem(with source: String) -> String? {
        if compiled[source] != nil { return nil }
        if let problem = problems[source] { return problem }
        do {
            compiled[source] = try Pattern(source)
            return nil
        } catch {
            problems[source] = error.description
            return error.description
        }
    }

    /// Whether the text has a match of a pattern without problems.
    func matches(_ text: String, _ source: String) -> Bool {
        compiled[source]?.matches(text) ?? true
    }
}
