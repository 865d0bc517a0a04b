internal import OrderedCollections

/// A JSON object that remembers the order of its members. Equality ignores that order.
///
/// Keys are told apart as JSON does, by their scalars: `"é"` written as one scalar and as two are different keys.
public struct JSONObject: Sendable {
    private var storage: OrderedDictionary<Name, JSONValue>

    /// A string compared by its UTF-8 bytes.
    fileprivate struct Name: Hashable, Sendable {
        let text: String
        static func == (a: Name, b: Name) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
        // Equal bytes have an equal String hash, since String hashes its normalized form.
        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    public init() { storage = [:] }

    public var count: Int { storage.count }
    public var isEmpty: Bool { storage.isEmpty }

    public subscript(key: String) -> JSONValue? {
        get { storage[Name(text: key)] }
        set { storage[Name(text: key)] = newValue }
    }

    /// Keys in the order of insertion.
    public var keys: [String] { storage.keys.map(\.text) }

    /// Removes a member and gives back its value.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? { storage.removeValue(forKey: Name(text: key)) }

    /// Adds a member unless there is one of that name; false then.
    mutating func insert(_ value: JSONValue, forNewKey key: String) -> Bool {
        let before = storage.count
        storage.updateValue(value, forKey: Name(text: key), insertingAt: before)
        return storage.count > before
    }

    public mutating func reserveCapacity(_ count: Int) { storage.reserveCapacity(count) }
}

extension JSONObject: Sequence {
    public struct Iterator: IteratorProtocol {
        fileprivate var base: OrderedDictionary<Name, JSONValue>.Iterator
        public mutating func next() -> (key: String, value: JSONValue)? {
            guard let (key, value) = base.next() else { return nil }
            return (key.text, value)
        }
    }
    public func makeIterator() -> Iterator { Iterator(base: storage.makeIterator()) }
    public var underestimatedCount: Int { storage.count }
}

extension JSONObject: Hashable {
    public static func == (a: JSONObject, b: JSONObject) -> Bool {
        guard a.count == b.count else { return false }
        for (key, value) in a.storage where b.storage[key] != value { return false }
        return true
    }
    public func hash(into hasher: inout Hasher) {
        var combined = 0
        for (key, value) in storage {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            combined ^= member.finalize()
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
