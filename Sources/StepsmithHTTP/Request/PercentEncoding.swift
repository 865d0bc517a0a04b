/// Percent-encoding (RFC 3986, section 2.1), byte by byte.
enum PercentEncoding {
    /// A value that must stay within its part of a URL: all but unreserved characters is encoded.
    static func encode(value: String) -> String {
        if value.utf8.allSatisfy(isUnreserved) { return value }
        return encoding(value) { byte, _ in isUnreserved(byte) }
    }

    /// Text that a programmer wrote as a URL's path or query: what may stand there stays, `%2F` too; the rest is
    /// encoded.
    static func encode(literal: String, inQuery: Bool) -> String {
        encoding(literal) { byte, rest in
            switch byte {
            case UInt8(ascii: "%"): isHexPair(rest)
            case UInt8(ascii: "?"): inQuery
            default: isUnreserved(byte) || delimiters.contains(byte)
            }
        }
    }

    /// Decoded once; bytes that are not UTF-8 are replaced.
    static func decode(_ text: String) -> String {
        if !text.utf8.contains(UInt8(ascii: "%")) { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), isHexPair(rest), let high = digit(rest.removeFirst()),
                let low = digit(rest.removeFirst())
            {
                out.append(high << 4 | low)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            return true
        default: return false
        }
    }

    private static let delimiters = Set("!$&'()*+,;=:@/".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encoding(_ text: String, where stays: (UInt8, ArraySlice<UInt8>) -> Bool) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 3 / 2)
        for (index, byte) in bytes.enumerated() {
            if stays(byte, bytes[(index + 1)...]) {
                out.append(byte)
            } else {
                out.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isHexPair(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count >= 2 && bytes.prefix(2).allSatisfy { digit($0) != nil }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
