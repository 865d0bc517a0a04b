import CYAML

/// The bytes of a file, for the places that libyaml's marks do not tell exactly. Valid only while the bytes are.
struct SourceText {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The offset of the first such byte at or after `start`.
    func find(_ byte: UInt8, from start: Int = 0) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let hit = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    /// Offsets at which lines start. Lines end with LF, CR LF or CR.
    func lineStarts(upTo limit: Int) -> [Int] {
        var starts: [Int] = [0]
        var lf = find(0x0A) ?? bytes.count
        var cr = find(0x0D) ?? bytes.count
        while lf < limit || cr < limit {
            let end = cr + 1 == lf && lf < bytes.count ? lf : min(lf, cr)
            starts.append(end + 1)
            if lf <= end { lf = find(0x0A, from: end + 1) ?? bytes.count }
            if cr <= end { cr = find(0x0D, from: end + 1) ?? bytes.count }
        }
        return starts
    }

    /// The position of the character at a byte offset.
    func position(ofByte offset: Int) -> SourcePosition {
        let starts = lineStarts(upTo: offset)
        var line = starts.count - 1
        if line > 0 && starts[line] > offset { line -= 1 }
        return SourcePosition(line: line + 1, column: scalars(in: starts[line]..<offset) + 1)
    }

    /// Unicode scalars in a stretch of text, without a byte order mark at the very start of the file.
    func scalars(in range: Range<Int>) -> Int {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        let hasMark = range.lowerBound == 0 && text.unicodeScalars.first == "\u{FEFF}"
        return text.unicodeScalars.count - (hasMark ? 1 : 0)
    }

    /// Where the text of a block scalar ends that starts at `start` and whose lines are all before `line` (counted from
    /// 1): after the last character that is no space or line break.
    func endOfBlockScalar(from start: SourcePosition, before line: Int, starts: [Int]) -> SourcePosition {
        var last = min(line, starts.count + 1) - 1
        while last >= start.line {
            let lower = starts[last - 1]
            var upper = last < starts.count ? starts[last] : bytes.count
            while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
            if upper > lower { return SourcePosition(line: last, column: scalars(in: lower..<upper) + 1) }
            last -= 1
        }
        return start
    }
}
