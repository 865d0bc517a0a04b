/// Reads JSON text strictly by RFC 8259, with places in its errors.
///
/// Integers that fit in 64 bits are kept exactly. Refused: text that is not UTF-8, a byte order mark, names used twice in one object,
/// lone surrogates, numbers beyond the range of `Double`, nesting beyond the limit, anything after the value.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var depth = 0
    private let limits: JSONLimits

    static func parse(_ text: [UInt8], limits: JSONLimits) throws(JSONError) -> JSONValue {
        if text.count > limits.maxBytes {
            throw JSONError(line: 1, column: 1, message: "the text is larger than \(limits.maxBytes) bytes")
        }
        let outcome: Result<JSONValue, JSONError> = text.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer, limits: limits)
            do throws(JSONError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func document() throws(JSONError) -> JSONValue {
        skipSpace()
        if index == bytes.count { throw error("a value is expected, and the text is empty") }
        let value = try self.value()
        skipSpace()
        if index < bytes.count { throw error("nothing may follow the value") }
        return value
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        guard index < bytes.count else { throw error("a value is expected, and the text ends") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try nested { (parser: inout JSONParser) throws(JSONError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser: inout JSONParser) throws(JSONError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error("a value is expected")
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        depth += 1
        if depth > limits.maxDepth { throw error("the value is nested more than \(limits.maxDepth) levels deep") }
        index += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var object = JSONObject()
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw error("a name in quotes is expected")
            }
            let start = index
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw error("a colon is expected after the name") }
            skipSpace()
            let value = try self.value()
            if !object.insert(value, forNewKey: key) { throw error("the name is used twice in one object", at: start) }
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
                continue
            }
            if take(UInt8(ascii: "}")) { return .object(object) }
            throw error("a comma or a closing brace is expected")
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var array: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(array) }
        while true {
            array.append(try value())
            skipSpace()
            if take(UInt8(ascii: ",")) {
                skipSpace()
                continue
            }
            if take(UInt8(ascii: "]")) { return .array(array) }
            throw error("a comma or a closing bracket is expected")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count else { throw error("a value is expected") }
        for offset in 0..<length where bytes[index + offset] != word.utf8Start[offset] {
            throw error("a value is expected")
        }
        index += length
        return value
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        _ = take(UInt8(ascii: "-"))
        guard let first = peek, isDigit(first) else { throw error("a digit is expected") }
        index += 1
        if first == UInt8(ascii: "0") {
            if let next = peek, isDigit(next) { throw error("a number may not start with 0") }
        } else {
            skipDigits()
        }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            guard let next = peek, isDigit(next) else { throw error("a digit is expected after the point") }
            skipDigits()
        }
        if let next = peek, next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            index += 1
            if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            guard let next = peek, isDigit(next) else { throw error("a digit is expected in the exponent") }
            skipDigits()
        }
        if isInteger, let exact = integer(start..<index) { return .integer(exact) }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        guard let double = Double(text), double.isFinite else {
            throw error("the number does not fit: its size is beyond 1.8e308", at: start)
        }
        return .number(double)
    }

    /// Nil when it does not fit in 64 bits.
    private func integer(_ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        // -0 is a number of its own: only a Double keeps its sign.
        if isNegative, range.upperBound - index == 1, bytes[index] == UInt8(ascii: "0") { return nil }
        var magnitude: UInt64 = 0
        while index < range.upperBound {
            let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carried) = scaled.addingReportingOverflow(UInt64(bytes[index] - UInt8(ascii: "0")))
            if overflow || carried { return nil }
            magnitude = sum
            index += 1
        }
        if isNegative {
            return magnitude <= UInt64(Int64.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int(exactly: magnitude)
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        let opening = index
        index += 1
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                let text = try utf8(start..<index)
                index += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start, opening) }
            if byte < 0x20 { throw error("a control character in a string must be escaped") }
            index += 1
        }
        throw error("the string is not closed", at: opening)
    }

    private mutating func escapedString(from start: Int, _ opening: Int) throws(JSONError) -> String {
        var out = try utf8(start..<index)
        var piece = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                out += try utf8(piece..<index)
                index += 1
                return out
            }
            if byte == UInt8(ascii: "\\") {
                out += try utf8(piece..<index)
                out.unicodeScalars.append(try escape())
                piece = index
                continue
            }
            if byte < 0x20 { throw error("a control character in a string must be escaped") }
            index += 1
        }
        throw error("the string is not closed", at: opening)
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let kind = peek else { throw error("the string is not closed", at: start) }
        index += 1
        switch kind {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw error("the escape is none of JSON's", at: start)
        }
        let high = try hex()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw error("the surrogate has no partner", at: start)
        }
        let low = try hex()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("the surrogate has no partner", at: start) }
        return scalar
    }

    private mutating func hex() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw error("four hexadecimal digits are expected") }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw error("four hexadecimal digits are expected")
            }
            index += 1
        }
        return value
    }

    private func utf8(_ range: Range<Int>) throws(JSONError) -> String {
        if range.isEmpty { return "" }
        guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
            throw error("the text is not UTF-8", at: range.lowerBound)
        }
        return text
    }

    // MARK: Bytes

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipDigits() {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private func error(_ message: String, at place: Int? = nil) -> JSONError {
        let place = min(place ?? index, bytes.count)
        var line = 1
        var column = 1
        for byte in bytes[..<place] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError(line: line, column: column, message: message)
    }
}
