import Foundation

/// A CSV file of products, read in parts. Rows may hold quoted line ends.
struct ProductFile {
    let path: String

    /// Where rows begin, and how many there are.
    struct Index {
        var columns: String
        var rows: Int
        /// Byte offsets of rows 0, `rowsPerMark`, …, and of the end.
        var marks: [Int]
    }

    /// Reads the file once from end to end, and keeps none of it.
    func index(rowsPerMark: Int) throws -> Index {
        let file = try open()
        defer { try? file.close() }
        var scanner = RowScanner()
        var columns: [UInt8] = []
        var marks: [Int] = []
        var rows = 0
        var offset = 0
        while let chunk = try file.read(upToCount: 1 << 16), !chunk.isEmpty {
            for byte in chunk {
                if scanner.isAtStart, rows > 0, (rows - 1) % rowsPerMark == 0, marks.last != offset { marks.append(offset) }
                if rows == 0 { columns.append(byte) }
                offset += 1
                if scanner.ends(with: byte) { rows += 1 }
            }
        }
        // The last row may have no line end.
        if !scanner.isAtStart { rows += 1 }
        if marks.last != offset { marks.append(offset) }
        let header = String(decoding: columns, as: UTF8.self).trimmingCharacters(in: .newlines)
        return Index(columns: header, rows: max(0, rows - 1), marks: marks)
    }

    /// The text between two offsets.
    func text(from start: Int, to end: Int) throws -> String {
        let file = try open()
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(start))
        return String(decoding: try file.read(upToCount: end - start) ?? Data(), as: UTF8.self)
    }

    private func open() throws -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: path) else { throw NoSuchFile(path: path) }
        return file
    }

    struct NoSuchFile: Error {
        let path: String
    }
}

/// Finds the ends of rows.
private struct RowScanner {
    private(set) var isAtStart = true
    private var isQuoted = false

    /// Whether this byte ends a row. A doubled quote within a quoted text turns quoting off and on again.
    mutating func ends(with byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        isAtStart = byte == UInt8(ascii: "\n") && !isQuoted
        return isAtStart
    }
}
