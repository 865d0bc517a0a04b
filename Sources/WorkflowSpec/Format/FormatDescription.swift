/// What a value of the spec format may be. Scalars are checked from this alone; what they mean is the reader's affair.
public indirect enum FormatValue: Sendable {
    case text
    /// Text of 1 to `max` characters without control characters.
    case name(max: Int)
    /// An integer: outside `accepted` it is an error, outside `usual` a warning.
    case integer(accepted: ClosedRange<Int>, usual: ClosedRange<Int>)
    case boolean
    case choice([String])
    /// RFC 3339, such as `2026-01-31T00:00:00Z`.
    case timestamp
    case swiftName
    case mapping(FormatMapping)
    case list(FormatValue)
    /// A mapping with keys of the author's choice.
    case map(FormatValue)
    /// A list, or a mapping from argument names to the same.
    case listOrMap(FormatValue)
    /// A JSON Schema, as `SpecFormat.schema` describes it.
    case schema
    case any

    // What only a JSON Schema has.
    case number
    case count
    case schemaOrBoolean
    case typeName
}

/// One key of a mapping.
public struct FormatKey: Sendable {
    public let name: String
    /// Other spellings that mean the same; writing two of them is an error.
    public let aliases: [String]
    public let value: FormatValue
    public let required: Bool
    /// One line for an editor's hover.
    public let doc: String

    public init(
        _ name: String, aliases: [String] = [], _ value: FormatValue, required: Bool = false, _ doc: String
    ) {
        self.name = name
        self.aliases = aliases
        self.value = value
        self.required = required
        self.doc = doc
    }
}

/// One mapping of the format: its keys, and the keys people write in it that are not of the format.
///
/// The reader finds keys, kinds, choices and ranges here, and editors' schemas are printed from it, so the two cannot differ.
public final class FormatMapping: Sendable {
    /// As it reads in a message: `a step`.
    public let name: String
    public let keys: [FormatKey]
    /// Wrong spellings seen in the wild, and the key that was meant.
    public let renamed: [(written: String, meant: String)]
    /// Keys that Tasker's templates have but that do nothing, and what to say about them.
    public let ignored: [(key: String, why: String)]

    public init(
        _ name: String, keys: [FormatKey], renamed: [(written: String, meant: String)] = [],
        ignored: [(key: String, why: String)] = []
    ) {
        self.name = name
        self.keys = keys
        self.renamed = renamed
        self.ignored = ignored
    }

    /// The index in `keys` of a key or alias, or -1.
    func index(of key: String) -> Int {
        var index = 0
        while index < keys.count {
            if keys[index].name == key { return index }
            index += 1
        }
        index = 0
        while index < keys.count {
            if !keys[index].aliases.isEmpty, keys[index].aliases.contains(key) { return index }
            index += 1
        }
        return -1
    }
}
