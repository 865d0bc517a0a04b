extension JSONParser {
    /// A string from its opening quote on.
    mutating func string() throws(Failure) -> String {
        let opening = index
        index += 1
        let text = try plainText()
        if take(0x22) { return text }
        var out = text
        while true {
            guard let byte else { throw failure("the string is not closed", at: opening) }
            switch byte {
            case 0x22:
                index += 1
                return out
            case 0x5C: out.unicodeScalars.append(try escape())
            case 0..<0x20: throw failure("a control character in a string must be escaped")
            default: out += try plainText()
            }
        }
    }

    private mutating func plainText() throws(Failure) -> String {
        let start = index
        if skipPlainText() { return String(decoding: bytes(start..<index), as: UTF8.self) }
        guard let text = String(validating: bytes(start..<index), as: UTF8.self) else {
            throw failure("the text is not UTF-8", at: start)
        }
        return text
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let letter = byte else { throw failure("the string is not closed", at: start) }
        index += 1
        switch letter {
        case 0x22: return "\""
        case 0x5C: return "\\"
        case 0x2F: return "/"
        case 0x62: return "\u{08}"
        case 0x66: return "\u{0C}"
        case 0x6E: return "\n"
        case 0x72: return "\r"
        case 0x74: return "\t"
        case 0x75: return try unicodeEscape(from: start)
        default: throw failure("the escape is none of JSON's", at: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(Failure) -> Unicode.Scalar {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        // What is no scalar is a surrogate; a high one (below DC00) must be followed by a low one.
        if high < 0xDC00, take(0x5C), take(0x75) {
            let low = try hexadecimal()
            if low >> 10 == 0xDC00 >> 10, let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) {
                return scalar
            }
        }
        throw failure("the surrogate has no partner", at: start)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("four hexadecimal digits are expected")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
