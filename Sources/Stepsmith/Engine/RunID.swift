/// Names one run: a UUID of version 7, so that ids sort by the time they were made.
public struct RunID: Hashable, Sendable, Codable, CustomStringConvertible, Comparable {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
    public static func < (a: RunID, b: RunID) -> Bool { a.rawValue < b.rawValue }
}
/// Why a run has no result to give.
public enum RunError: Error, Sendable {
    case noResult(step: String)
}
