/// Reads JSON text by recursive descent; `JSONLimits.maxDepth` bounds the recursion.
///
/// Bytes are written as numbers, and read through a plain pointer: every step of a run parses JSON, in debug builds too.
struct JSONParser {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let maxDepth: Int
    var index = 0
    private var depth = 0

    /// What is wrong, and at which byte.
    struct Failure: Error {
        let message: String
        let offset: Int
    }

    static func parse(_ text: [UInt8], _ limits: JSONLimits) throws(JSONError) -> JSONValue {
        if text.count > limits.maxBytes { throw JSONError(message: "the text is larger than \(limits.maxBytes) bytes") }
        do throws(Failure) {
            return try text.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONValue in
                guard let base = buffer.baseAddress, !buffer.isEmpty else {
                    throw Failure(message: "a value is expected, and the text is empty", offset: 0)
                }
                var parser = JSONParser(base: base, count: buffer.count, maxDepth: limits.maxDepth)
                return try parser.document()
            }
        } catch {
            throw located(error, text)
        }
    }

    private init(base: UnsafePointer<UInt8>, count: Int, maxDepth: Int) {
        self.base = base
        self.count = count
        self.maxDepth = maxDepth
    }

    private static func located(_ failure: Failure, _ text: [UInt8]) -> JSONError {
        var line = 1
        var column = 1
        for byte in text[..<min(failure.offset, text.count)] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError(line: line, column: column, message: failure.message)
    }

    // MARK: Values

    private mutating func document() throws(Failure) -> JSONValue {
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
            throw failure("a value is expected, and the text begins with a byte order mark")
        }
        skipSpace()
        if index == count { throw failure("a value is expected, and the text is blank") }
        let value = try self.value()
        skipSpace()
        if index < count { throw failure("nothing may follow the value") }
        return value
    }

    private mutating func value() throws(Failure) -> JSONValue {
        guard index < count else { throw failure("a value is expected, and the text ends") }
        switch base[index] {
        case 0x22: return .string(try string())
        case 0x2D, 0x30...0x39: return try number()
        case 0x7B: return try object()
        case 0x5B: return try array()
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: throw failure("a value is expected")
        }
    }

    private mutating func object() throws(Failure) -> JSONValue {
        try enter()
        var object = JSONObject()
        if take(0x7D) { return leave(.object(object)) }
        while true {
            guard byte == 0x22 else { throw failure("a name in quotes is expected") }
            let start = index
            let key = try string()
            skipSpace()
            guard take(0x3A) else { throw failure("a colon is expected after the name") }
            skipSpace()
            let value = try self.value()
            if !object.insert(value, forNewKey: key) {
                throw failure("the name is used twice in one object", at: start)
            }
            skipSpace()
            if take(0x2C) {
                skipSpace()
            } else if take(0x7D) {
                return leave(.object(object))
            } else {
                throw failure("a comma or a closing brace is expected")
            }
        }
    }

    private mutating func array() throws(Failure) -> JSONValue {
        try enter()
        var array: [JSONValue] = []
        if take(0x5D) { return leave(.array(array)) }
        while true {
            array.append(try value())
            skipSpace()
            if take(0x2C) {
                skipSpace()
            } else if take(0x5D) {
                return leave(.array(array))
            } else {
                throw failure("a comma or a closing bracket is expected")
            }
        }
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        if depth > maxDepth { throw failure("the value is nested more than \(maxDepth) levels deep") }
        index += 1
        skipSpace()
    }

    private mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
        let start = index
        for offset in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[offset]) {
            throw failure("a value is expected", at: start)
        }
        return value
    }

    // MARK: Bytes

    /// Nil at the end of the text.
    var byte: UInt8? { index < count ? base[index] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < count, base[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < count {
            switch base[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    /// Passes bytes that need no decoding in a string, and tells whether all were ASCII. Stops at a quote, a backslash, a control
    /// character or the end.
    mutating func skipPlainText() -> Bool {
        var place = index
        var bits: UInt8 = 0
        while place < count {
            let byte = base[place]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            bits |= byte
            place += 1
        }
        index = place
        return bits < 0x80
    }

    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    func failure(_ message: String, at offset: Int? = nil) -> Failure { Failure(message: message, offset: offset ?? index) }
}
