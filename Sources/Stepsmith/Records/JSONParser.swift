/// Reads JSON text.
///
/// Bytes are written as numbers, and read through a plain pointer: every step of a run parses JSON, in debug builds
/// too.
struct JSONParser {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let maxDepth: Int
    var index = 0

    /// What is wrong, and at which byte.
    struct Failure: Error {
        let message: String
        let offset: Int
    }

    static func parse(_ text: [UInt8], _ limits: JSONLimits) throws(JSONError) -> JSONValue {
        if text.count > limits.maxBytes { throw JSONError(message: "the text is larger than \(limits.maxBytes) bytes") }
        do throws(Failure) {
            return try text.withUnsafeBufferPointer {
                (buffer: UnsafeBufferPointer<UInt8>) throws(Failure) -> JSONValue in
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

    /// An array or object whose end has not been reached.
    private struct Container {
        let isObject: Bool
        var items: [JSONValue] = []
        var object = JSONObject()
        /// The name whose value comes next, and where it stands.
        var name = ""
        var nameOffset = 0

        var closing: UInt8 { isObject ? 0x7D : 0x5D }
        var value: JSONValue { isObject ? .object(object) : .array(items) }
    }

    /// A loop with the open containers at hand, since stacks are small: 512 KiB for a thread on Apple's systems.
    private mutating func document() throws(Failure) -> JSONValue {
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
            throw failure("a value is expected, and the text begins with a byte order mark")
        }
        skipSpace()
        if index == count { throw failure("a value is expected, and the text is blank") }
        // The innermost container, meaningless while none is open.
        var inner = Container(isObject: false)
        var outer: [Container] = []
        while true {
            var value: JSONValue
            if byte == 0x7B || byte == 0x5B {
                if outer.count == maxDepth { throw failure("the value is nested more than \(maxDepth) levels deep") }
                outer.append(inner)
                inner = Container(isObject: byte == 0x7B)
                index += 1
                skipSpace()
                if !take(inner.closing) {
                    if inner.isObject { try readName(&inner) }
                    continue
                }
                value = inner.value
                inner = outer.removeLast()
            } else {
                value = try scalar()
            }
            // The value may be the last of its container, and that of the next one out.
            while try !goesOn(after: value, &inner, isTopLevel: outer.isEmpty) {
                if outer.isEmpty { return value }
                value = inner.value
                inner = outer.removeLast()
            }
        }
    }

    /// Adds a value to its container and reads what follows it: true when another value is next, false at the
    /// container's end.
    private mutating func goesOn(
        after value: JSONValue, _ container: inout Container, isTopLevel: Bool
    ) throws(Failure) -> Bool {
        skipSpace()
        if isTopLevel {
            if index < count { throw failure("nothing may follow the value") }
            return false
        }
        if !container.isObject {
            container.items.append(value)
        } else if !container.object.insert(value, forNewKey: container.name) {
            throw failure("the name is used twice in one object", at: container.nameOffset)
        }
        if take(0x2C) {
            skipSpace()
            if container.isObject { try readName(&container) }
            return true
        }
        if take(container.closing) { return false }
        throw failure("a comma or a closing \(container.isObject ? "brace" : "bracket") is expected")
    }

    /// A name and its colon.
    private mutating func readName(_ container: inout Container) throws(Failure) {
        guard byte == 0x22 else { throw failure("a name in quotes is expected") }
        container.nameOffset = index
        container.name = try string()
        skipSpace()
        guard take(0x3A) else { throw failure("a colon is expected after the name") }
        skipSpace()
    }

    private mutating func scalar() throws(Failure) -> JSONValue {
        guard let byte else { throw failure("a value is expected, and the text ends") }
        switch byte {
        case 0x22: return .string(try string())
        case 0x2D, 0x30...0x39: return try number()
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: throw failure("a value is expected")
        }
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

    /// Passes bytes that need no decoding in a string, and tells whether all were ASCII. Stops at a quote, a backslash,
    /// a control character or the end.
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

    func failure(_ message: String, at offset: Int? = nil) -> Failure {
        Failure(message: message, offset: offset ?? index)
    }
}
