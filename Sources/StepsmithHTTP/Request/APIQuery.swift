/// Query items of a request: `["page": 2, "tag": "new", "cursor": cursor]`. Names and values are percent-encoded; an
/// item whose value is nil is left out. The order is kept, and a name may occur more than once.
public struct APIQuery: Sendable, Hashable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    /// A text, a number, a boolean, or nil.
    public typealias Value = (any LosslessStringConvertible)?

    /// Percent-encoded, without a question mark; empty without items.
    private(set) var encoded = ""

    public init(_ items: some Sequence<(String, Value)>) {
        for (name, value) in items { append(name, value) }
    }

    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
    public init(arrayLiteral elements: (String, Value)...) { self.init(elements) }

    /// The items of a dictionary, in the order of their names.
    public init(_ items: [String: String]) {
        for (name, value) in items.sorted(by: { $0.key < $1.key }) { append(name, value) }
    }

    public mutating func append(_ name: String, _ value: Value) {
        guard let value else { return }
        if !encoded.isEmpty { encoded += "&" }
        encoded += PercentEncoding.encode(value: name) + "=" + PercentEncoding.encode(value: value.description)
    }
}
