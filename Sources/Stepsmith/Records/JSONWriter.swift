/// Writes JSON text. Doubles are written with the fewest digits that read back the same (`2.0` for a whole one),
/// integers exactly; what need not be escaped is not.
struct JSONWriter: ~Copyable {
    private(set) var out = ByteBuffer()
    private let isPretty: Bool
    private let sortsKeys: Bool
    /// The open arrays and objects, at hand instead of on the stack, since stacks are small.
    private var levels: [Level] = []

    private enum Level {
        case array([JSONValue], next: Int)
        case object([JSONObject.Member], next: Int)
    }

    init(isPretty: Bool = false, sortsKeys: Bool = false) {
        self.isPretty = isPretty
        self.sortsKeys = sortsKeys
    }

    mutating func write(_ value: JSONValue) throws(JSONError) {
        try begin(value)
        while let level = levels.last {
            switch level {
            case .array(let items, let next):
                if next == items.count {
                    close(0x5D, items.isEmpty)
                    continue
                }
                separate(next)
                levels[levels.count - 1] = .array(items, next: next + 1)
                try begin(items[next])
            case .object(let members, let next):
                if next == members.count {
                    close(0x7D, members.isEmpty)
                    continue
                }
                separate(next)
                levels[levels.count - 1] = .object(members, next: next + 1)
                string(members[next].key)
                out.append(0x3A)
                if isPretty { out.append(0x20) }
                try begin(members[next].value)
            }
        }
    }

    /// Writes a scalar, or opens an array or object.
    private mutating func begin(_ value: JSONValue) throws(JSONError) {
        switch value {
        case .null: out.append("null")
        case .bool(let flag): out.append(flag ? "true" : "false")
        case .integer(let integer): plain(integer.description)
        case .number(let number):
            if !number.isFinite { throw failure("\(number.isNaN ? "NaN" : "infinity") is not JSON") }
            plain(number.description)
        case .string(let text): string(text)
        case .array(let items): try open(0x5B, .array(items, next: 0))
        case .object(let object):
            var members = object.members
            if sortsKeys { members.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
            try open(0x7B, .object(members, next: 0))
        }
    }

    private mutating func open(_ bracket: UInt8, _ level: Level) throws(JSONError) {
        if levels.count == JSONLimits.levels {
            throw failure("the value is nested more than \(JSONLimits.levels) levels deep")
        }
        levels.append(level)
        out.append(bracket)
    }

    private mutating func separate(_ index: Int) {
        if index > 0 { out.append(0x2C) }
        if isPretty { newLine() }
    }

    private mutating func close(_ bracket: UInt8, _ isEmpty: Bool) {
        levels.removeLast()
        if isPretty, !isEmpty { newLine() }
        out.append(bracket)
    }

    private mutating func newLine() {
        out.append(0x0A)
        for _ in levels { out.append("  ") }
    }

    private borrowing func failure(_ message: String) -> JSONError {
        var pointer = ""
        for level in levels {
            switch level {
            case .array(_, let next): pointer += "/\(next - 1)"
            case .object(let members, let next): pointer += "/" + JSONPointer.escape(members[next - 1].key)
            }
        }
        return JSONError(pointer: pointer, message: message)
    }

    // MARK: Strings

    private mutating func plain(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let base = bytes.baseAddress { out.append(base, count: bytes.count) }
        }
    }

    private mutating func string(_ text: String) {
        out.append(0x22)
        var text = text
        text.withUTF8 { bytes in
            if let base = bytes.baseAddress { escaped(base, bytes.count) }
        }
        out.append(0x22)
    }

    private mutating func escaped(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var start = 0
        var place = 0
        while place < count {
            let byte = bytes[place]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                out.append(bytes + start, count: place - start)
                escape(byte)
                start = place + 1
            }
            place += 1
        }
        out.append(bytes + start, count: count - start)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22: out.append("\\\"")
        case 0x5C: out.append("\\\\")
        case 0x08: out.append("\\b")
        case 0x09: out.append("\\t")
        case 0x0A: out.append("\\n")
        case 0x0C: out.append("\\f")
        case 0x0D: out.append("\\r")
        default:
            let digit = byte & 0xF
            out.append(byte < 0x10 ? "\\u000" : "\\u001")
            out.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
        }
    }
}
