/// What JSON text may be. Beyond it is an error, not a crash.
public struct JSONLimits: Sendable {
    /// Levels of arrays and objects.
    public var maxDepth: Int
    public var maxBytes: Int

    public init(maxDepth: Int = 512, maxBytes: Int = 256 << 20) {
        self.maxDepth = maxDepth
        self.maxBytes = maxBytes
    }
}

/// JSON text that cannot be read, or a value that cannot be written. Lines and columns count from 1; a column is a Unicode scalar.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    public var column: Int
    /// What is wrong and what was expected; never the text itself, which may be a secret.
    public var message: String

    public init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }

    public var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONValue {
    /// Reads JSON text, strictly by RFC 8259.
    public init(parsing text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self = try JSONParser.parse(text, limits: limits)
    }

    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// Compact JSON text, members in the order of the object. Throws for a number that JSON cannot hold, and beyond 512 levels.
    public func bytes() throws(JSONError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.write(self)
        return writer.out
    }

    /// JSON text. With `pretty`, two spaces a level; with `sortedKeys`, the same text for equal objects.
    public func text(pretty: Bool = false, sortedKeys: Bool = false) throws(JSONError) -> String {
        var writer = JSONWriter(isPretty: pretty, sortsKeys: sortedKeys)
        try writer.write(self)
        return String(decoding: writer.out, as: UTF8.self)
    }
}
