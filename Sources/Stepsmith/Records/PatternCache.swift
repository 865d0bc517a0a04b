internal import Patterns
internal import Synchronization

/// Patterns by source: compiled once in a process. Sources come from specs, so there are few; a bound guards against
/// misuse.
final class PatternCache: Sendable {
    static let shared = PatternCache()
    private static let limit = 10_000
    private let patterns = Mutex<[String: Pattern]>([:])

    /// Nil when the source is no pattern.
    func pattern(_ source: String) -> Pattern? {
        // The dictionary takes canonically equivalent sources for one, so what it finds may be another pattern.
        if let known = patterns.withLock({ $0[source] }), known.source.hasSameScalars(as: source) { return known }
        guard let made = try? Pattern(source) else { return nil }
        patterns.withLock { patterns in
            if patterns.count < PatternCache.limit { patterns[source] = made }
        }
        return made
    }
}
