/// Writes JSON text. Doubles are written with the fewest digits that read back the same.
struct JSONWriter {
    var out: [UInt8] = []
    private let isPretty: Bool
    private let sortsKeys: Bool
    private var depth = 0

    init(isPretty: Bool = false, sortsKeys: Bool = false) {
        self.isPretty = isPretty
        self.sortsKeys = sortsKeys
        out.reserveCapacity(256)
    }

    mutating func write(_ value: JSONValue) throws(JSONError) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .integer(let integer): append(integer.description)
        case .number(let number):
            guard number.isFinite else { throw JSONError(line: 1, column: 1, message: "NaN and infinity are not JSON") }
            append(number.description)
        case .string(let text): string(text)
        case .array(let array): try self.array(array)
        case .object(let object): try self.object(object)
        }
    }

    private mutating func array(_ array: [JSONValue]) throws(JSONError) {
        try open(UInt8(ascii: "["))
        var isFirst = true
        for item in array {
            separate(&isFirst)
            try write(item)
        }
        close(UInt8(ascii: "]"), isEmpty: isFirst)
    }

    private mutating func object(_ object: JSONObject) throws(JSONError) {
        try open(UInt8(ascii: "{"))
        var isFirst = true
        if sortsKeys {
            for key in object.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                separate(&isFirst)
                if let value = object[key] { try member(key, value) }
            }
        } else {
            for (key, value) in object {
                separate(&isFirst)
                try member(key, value)
            }
        }
        close(UInt8(ascii: "}"), isEmpty: isFirst)
    }

    private mutating func member(_ key: String, _ value: JSONValue) throws(JSONError) {
        string(key)
        out.append(UInt8(ascii: ":"))
        if isPretty { out.append(0x20) }
        try write(value)
    }

    private mutating func open(_ bracket: UInt8) throws(JSONError) {
        depth += 1
        if depth > 512 { throw JSONError(line: 1, column: 1, message: "the value is nested more than 512 levels deep") }
        out.append(bracket)
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        if isPretty { newLine() }
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
        depth -= 1
        if isPretty, !isEmpty { newLine() }
        out.append(bracket)
    }

    private mutating func newLine() {
        out.append(0x0A)
        for _ in 0..<depth * 2 { out.append(0x20) }
    }

    private mutating func append(_ text: String) { out.append(contentsOf: text.utf8) }

    private mutating func string(_ text: String) {
        out.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for index in 0..<bytes.count {
                let byte = bytes[index]
                if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
                out.append(contentsOf: bytes[start..<index])
                escape(byte)
                start = index + 1
            }
            out.append(contentsOf: bytes[start...])
        }
        out.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        out.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
        case 0x08: out.append(UInt8(ascii: "b"))
        case 0x09: out.append(UInt8(ascii: "t"))
        case 0x0A: out.append(UInt8(ascii: "n"))
        case 0x0C: out.append(UInt8(ascii: "f"))
        case 0x0D: out.append(UInt8(ascii: "r"))
        default:
            append("u00")
            append(byte < 0x10 ? "0" : "")
            append(String(byte, radix: 16))
        }
    }
}
