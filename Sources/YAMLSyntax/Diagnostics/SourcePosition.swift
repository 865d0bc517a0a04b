/// A place in a source file. `line` and `column` count from 1; a column is one Unicode scalar, as editors count it.
public struct SourcePosition: Hashable, Comparable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The very start of a file, for findings about the file as a whole.
    public static let start = SourcePosition(line: 1, column: 1)

    public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        a.line == b.line ? a.column < b.column : a.line < b.line
    }
}

/// A stretch of source text: `start` inclusive, `end` exclusive.
public struct SourceRange: Hashable, Sendable {
    public var start: SourcePosition
    public var end: SourcePosition

    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    public static let fileStart = SourceRange(start: .start, end: .start)
}
