/// How much of an untrusted document is read before it is refused.
public struct YAMLLimits: Sendable {
    /// Size of the file in bytes.
    public var maxBytes: Int = 10_000_000
    /// Levels of nested mappings and sequences after alias expansion.
    public var maxDepth: Int = 1_000
    /// Scalars, sequences and mappings, keys included, after alias expansion.
    public var maxNodes: Int = 100_000

    public init() {}
}
