/// Header fields, in order. Names are compared without regard to case.
public struct APIHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public private(set) var fields: [Field] = []

    public init(_ fields: some Sequence<(String, String)>) {
        for (name, value) in fields { append(name, value) }
    }

    public init(dictionaryLiteral elements: (String, String)...) { self.init(elements) }
    public init(arrayLiteral elements: (String, String)...) { self.init(elements) }

    /// The first value of that name. Setting one replaces all; setting nil removes them.
    public subscript(name: String) -> String? {
        get { fields.first { APIHeaders.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { APIHeaders.isSame($0.name, name) }
            if let newValue { append(name, newValue) }
        }
    }

    /// Every value of that name.
    public func values(of name: String) -> [String] {
        fields.filter { APIHeaders.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field beside those of the same name.
    public mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    /// Puts `others` in the place of the fields of the same names.
    mutating func replace(with others: APIHeaders) {
        fields.removeAll { field in others.fields.contains { APIHeaders.isSame($0.name, field.name) } }
        fields += others.fields
    }

    /// Why it cannot be sent: a line break in a header would be a header of its own. Names the field, never its value,
    /// which may be a secret.
    var defect: String? {
        for field in fields {
            if field.name.isEmpty || !field.name.utf8.allSatisfy(APIHeaders.isNameCharacter) {
                return "the header name \"\(Excerpt.visible(field.name, limit: 80))\" has characters that a name cannot have"
            }
            if field.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
                return "the value of the header \(field.name) holds a control character, such as a line break"
            }
        }
        return nil
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lowercase($0) == lowercase($1) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    /// `tchar` of RFC 9110, section 5.6.2.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        PercentEncoding.isUnreserved(byte) || "!#$%&'*+^`|".utf8.contains(byte)
    }
}
