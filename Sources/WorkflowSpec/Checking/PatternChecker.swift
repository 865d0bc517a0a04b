import Patterns
import YAMLSyntax

/// Compiles the patterns of one file, each different one once.
final class PatternChecker {
    private var compiled: [ExactText: Pattern] = [:]
    private var problems: [ExactText: String] = [:]

    /// Why the pattern cannot be used, or nil.
    func problem(with source: String) -> String? {
        let key = ExactText(source)
        if compiled[key] != nil { return nil }
        if let problem = problems[key] { return problem }
        do {
            compiled[key] = try Pattern(source)
            return nil
        } catch {
            problems[key] = error.description
            return error.description
        }
    }

    /// Whether the text has a match of a pattern without problems.
    func matches(_ text: String, _ source: String) -> Bool {
        compiled[ExactText(source)]?.matches(text) ?? true
    }
}
