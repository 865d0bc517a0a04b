/// The types of JSON Schema.
public enum JSONType: String, Sendable, CaseIterable {
    case null, boolean, integer, number, string, array, object

    /// An integral number is an integer however it is written: `1.0` is one (JSON Schema 2020-12 validation, section
    /// 6.1.1).
    func includes(_ value: JSONValue) -> Bool {
        switch value {
        case .null: return self == .null
        case .bool: return self == .boolean
        case .integer: return self == .integer || self == .number
        case .number(let number): return self == .number || (self == .integer && number.rounded() == number)
        case .string: return self == .string
        case .array: return self == .array
        case .object: return self == .object
        }
    }
}

extension Validation {
    /// `type` with several types: the value must be of one of them.
    public mutating func type(_ value: JSONValue, _ types: [JSONType]) {
        if types.contains(where: { $0.includes(value) }) { return }
        let names = types.map {
            $0 == .null ? "null" : ($0 == .integer || $0 == .array || $0 == .object ? "an " : "a ") + $0.rawValue
        }
        fail("type", expected: names.joined(separator: " or "), found: value.shape)
    }
}
