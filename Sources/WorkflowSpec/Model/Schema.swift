public import YAMLSyntax

/// The seven JSON types a schema can name.
public enum JSONType: String, CaseIterable, Sendable {
    case null, boolean, integer, number, string, array, object
}

/// A JSON Schema as written, keyword by keyword. Only reading happens here; what Swift type it becomes is SwiftCodegen's affair.
public final class Schema: Sendable {
    /// What `additionalProperties` or a boolean schema says.
    public enum Additional: Sendable {
        /// Not written: anything is allowed and nothing is said.
        case unspecified
        /// `true`.
        case allowed
        /// `false`.
        case forbidden
        case schema(Schema)
    }

    /// Where a `$ref` leads. Resolution happens when the spec is read; a dangling one is a diagnostic.
    public struct Reference: Sendable {
        /// The text as written, such as `#/definitions/Money`.
        public var text: Located<String>
        /// For a reference to this file's `definitions` (or `$defs`): the definition's name.
        public var definition: String?
        /// For a reference to another file: the path as written, relative to this file.
        public var file: String?
        /// The file that the reference stands in, as diagnostics name it.
        public var home: String

        public init(text: Located<String>, definition: String? = nil, file: String? = nil, home: String = "") {
            self.text = text
            self.definition = definition
            self.file = file
            self.home = home
        }
    }

    /// A number keyword: its value, and the text it was written with, for exact decimal arithmetic.
    public struct Bound: Sendable {
        public var value: Double
        public var text: String
        public var range: SourceRange

        public init(value: Double, text: String, range: SourceRange) {
            self.value = value
            self.text = text
            self.range = range
        }
    }

    /// The keywords, each nil or empty when not written.
    public struct Keywords: Sendable {
        /// Empty when `type` is not written. `nullable: true` adds `.null`.
        public var types: [JSONType] = []
        public var title: String?
        public var description: String?
        public var deprecated = false
        public var examples: [YAMLNode] = []
        public var reference: Reference?

        public var properties: [NamedSchema] = []
        public var required: [Located<String>] = []
        public var additionalProperties: Additional = .unspecified
        public var minProperties: Located<Int>?
        public var maxProperties: Located<Int>?

        public var items: Schema?
        public var minItems: Located<Int>?
        public var maxItems: Located<Int>?
        public var uniqueItems = false

        public var minLength: Located<Int>?
        public var maxLength: Located<Int>?
        public var pattern: Located<String>?
        public var format: Located<String>?

        public var minimum: Bound?
        public var maximum: Bound?
        public var exclusiveMinimum: Bound?
        public var exclusiveMaximum: Bound?
        public var multipleOf: Bound?

        public var enumeration: [YAMLNode]?
        public var constant: YAMLNode?
        public var defaultValue: YAMLNode?
        /// `x-extensible: true`: an enum keeps an unknown value instead of refusing it.
        public var extensible = false
        /// `x-swift-name`: the Swift name of the type or property.
        public var swiftName: Located<String>?

        public init() {}
    }

    public let range: SourceRange
    /// Nil unless the schema is written as plain `true` or `false`.
    public let boolean: Bool?
    public let keywords: Keywords
    /// Nil when there are none, as in most schemas.
    public let applicators: Applicators?

    public init(
        range: SourceRange, boolean: Bool? = nil, keywords: Keywords = Keywords(), applicators: Applicators? = nil
    ) {
        self.range = range
        self.boolean = boolean
        self.keywords = keywords
        self.applicators = applicators
    }

    public func allows(_ type: JSONType) -> Bool { keywords.types.isEmpty || keywords.types.contains(type) }
    public var isNullable: Bool { keywords.types.contains(.null) }
    /// The one type named apart from `null`, if there is exactly one.
    public var soleType: JSONType? {
        let named = keywords.types.filter { $0 != .null }
        return named.count == 1 ? named[0] : nil
    }
}
