/// A JSON object that remembers the order of its members. Equality ignores that order.
///
/// Keys are told apart as JSON does, by their scalars: `"é"` written as one scalar and as two are different keys.
public struct JSONObject: Sendable {
    private(set) var members: [Member] = []
    /// Where each key stands in `members`; empty while a search from the front is quicker.
    private var places: [MemberName: Int] = [:]
    private static let searchLimit = 12

    struct Member: Sendable {
        let key: String
        var value: JSONValue
    }

    public init() {}

    /// The number of members.
    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }

    /// The member of that name; names are compared scalar by scalar, not by canonical equivalence. Nil removes it.
    public subscript(key: String) -> JSONValue? {
        get {
            guard let place = place(of: key) else { return nil }
            return members[place].value
        }
        set {
            guard let newValue else {
                removeValue(forKey: key)
                return
            }
            if let place = place(of: key) {
                members[place].value = newValue
            } else {
                append(key, newValue)
            }
        }
    }

    /// Keys in the order of insertion.
    public var keys: [String] { members.map { $0.key } }

    /// Removes a member and gives back its value. Takes time proportional to the number of members.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let place = place(of: key) else { return nil }
        let removed = members.remove(at: place)
        if !places.isEmpty { indexMembers() }
        return removed.value
    }

    /// Adds a member unless there is one of that name; false then.
    mutating func insert(_ value: JSONValue, forNewKey key: String) -> Bool {
        if place(of: key) != nil { return false }
        append(key, value)
        return true
    }

    /// Makes room for that many members.
    public mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    private func place(of key: String) -> Int? {
        if !places.isEmpty { return places[MemberName(text: key)] }
        var index = 0
        while index < members.count {
            if members[index].key.hasSameScalars(as: key) { return index }
            index += 1
        }
        return nil
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
        if !places.isEmpty {
            places[MemberName(text: key)] = members.count - 1
        } else if members.count > JSONObject.searchLimit {
            indexMembers()
        }
    }

    private mutating func indexMembers() {
        places.removeAll(keepingCapacity: true)
        if members.count <= JSONObject.searchLimit { return }
        for index in members.indices { places[MemberName(text: members[index].key)] = index }
    }
}

extension JSONObject: Sequence {
    public struct Iterator: IteratorProtocol {
        fileprivate var base: IndexingIterator<[Member]>
        public mutating func next() -> (key: String, value: JSONValue)? {
            guard let member = base.next() else { return nil }
            return (member.key, member.value)
        }
    }
    public func makeIterator() -> Iterator { Iterator(base: members.makeIterator()) }
    public var underestimatedCount: Int { members.count }
}

extension JSONObject: Hashable {
    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        guard a.count == b.count else { return false }
        for member in a.members {
            guard let place = b.place(of: member.key), b.members[place].value == member.value else { return false }
        }
        return true
    }
    public func hash(into hasher: inout Hasher) {
        var combined = 0
        for member in members {
            var own = Hasher()
            own.combine(member.key)
            member.value.hash(into: &own)
            combined ^= own.finalize()
        }
        hasher.combine(combined)
        hasher.combine(count)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public typealias Key = String
    public typealias Value = JSONValue
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}
