/// The names in JSON of optional members that are `null` rather than absent.
///
/// A record of a schema that allows both keeps what it read in such a set, and writes `null` for a member in it that is nil.
public struct NullMembers: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var names: Set<MemberName> = []

    public init() {}
    public init(arrayLiteral elements: String...) {
        for name in elements { insert(name) }
    }

    public var isEmpty: Bool { names.isEmpty }
    public func contains(_ name: String) -> Bool { names.contains(MemberName(text: name)) }
    public mutating func insert(_ name: String) { names.insert(MemberName(text: name)) }
    public mutating func remove(_ name: String) { names.remove(MemberName(text: name)) }
}
