/// What JSON text may be. Beyond it is an error, not a crash.
public struct JSONLimits: Sendable {
    /// Levels of arrays and objects that may be read by default, and that can be written.
    public static let levels = 512
    /// Levels of records, arrays and maps that can be turned into JSON. Fewer, because that recurses through generated code,
    /// and a secondary thread of some platforms has a stack of no more than 512 kB.
    public static let recordLevels = 256

    /// Levels of arrays and objects.
    public var maxDepth: Int
    public var maxBytes: Int

    public init(maxDepth: Int = JSONLimits.levels, maxBytes: Int = 256 << 20) {
        self.maxDepth = maxDepth
        self.maxBytes = maxBytes
    }
}

/// JSON text that cannot be read, or a value that cannot be written.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Counts from 1; 0 when a value could not be written.
    public var line: Int
    /// Counts Unicode scalars from 1; 0 when a value could not be written.
    public var column: Int
    /// For a value that could not be written, the JSON Pointer (RFC 6901) to what stood in the way; empty for the root.
    public var pointer: String
    /// What is wrong and what was expected; never the text itself, which may be a secret.
    public var message: String

    public init(line: Int = 0, column: Int = 0, pointer: String = "", message: String) {
        self.line = line
        self.column = column
        self.pointer = pointer
        self.message = message
    }

    public var description: String {
        if line > 0 { return "line \(line), column \(column): \(message)" }
        return pointer.isEmpty ? message : "at \(pointer): \(message)"
    }
}

extension JSONValue {
    /// Reads JSON text, strictly by RFC 8259.
    ///
    /// Integers that fit in 64 bits are kept exactly, larger ones become the nearest `Double`. Refused with the place:
    /// text that is not UTF-8, a byte order mark, a name used twice in one object, lone surrogates, numbers beyond the
    /// range of `Double`, and what exceeds `limits`.
    public init(parsing text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self = try JSONParser.parse(text, limits)
    }

    /// Reads JSON text, strictly by RFC 8259.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self = try JSONParser.parse(Array(text.utf8), limits)
    }

    /// Compact JSON text in UTF-8, members in the order of the object. Throws for a number that JSON cannot hold (NaN,
    /// infinity) and beyond `JSONLimits.levels`.
    public func bytes() throws(JSONError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.write(self)
        return writer.out.withBytes { Array($0) }
    }

    /// JSON text. With `pretty`, two spaces a level; with `sortedKeys`, the members of each object by the bytes of
    /// their names. Throws as `bytes()` does.
    public func text(pretty: Bool = false, sortedKeys: Bool = false) throws(JSONError) -> String {
        var writer = JSONWriter(isPretty: pretty, sortsKeys: sortedKeys)
        try writer.write(self)
        return writer.out.withBytes { String(decoding: $0, as: UTF8.self) }
    }
}
