/// RFC 3339 timestamps and dates, and UUIDs: what a `format` promises of a text and a generated literal relies on.
enum Timestamp {
    /// `2026-01-31T00:00:00Z`, with an optional fraction and an offset instead of `Z` (RFC 3339, section 5.6).
    static func isValid(_ text: String) -> Bool {
        var reader = DigitReader(text)
        guard reader.date(), reader.take("T") || reader.take("t") || reader.take(" ") else { return false }
        guard reader.number(2, 0...23) != nil, reader.take(":"), reader.number(2, 0...59) != nil, reader.take(":"),
            reader.number(2, 0...60) != nil
        else { return false }
        if reader.take(".") {
            guard reader.number(1, 0...9) != nil else { return false }
            while reader.number(1, 0...9) != nil {}
        }
        if reader.take("Z") || reader.take("z") { return reader.isAtEnd }
        guard reader.take("+") || reader.take("-") else { return false }
        return reader.number(2, 0...23) != nil && reader.take(":") && reader.number(2, 0...59) != nil && reader.isAtEnd
    }

    static func isDate(_ text: String) -> Bool {
        var reader = DigitReader(text)
        return reader.date() && reader.isAtEnd
    }

    static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        var index = 0
        while index < 36 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                if bytes[index] != UInt8(ascii: "-") { return false }
            } else {
                switch bytes[index] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                    UInt8(ascii: "A")...UInt8(ascii: "F"):
                    break
                default: return false
                }
            }
            index += 1
        }
        return true
    }
}

private struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8.prefix(64)) }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
        index += 1
        return true
    }

    mutating func number(_ digits: Int, _ range: ClosedRange<Int>) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<index + digits] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard range.contains(value) else { return nil }
        index += digits
        return value
    }

    mutating func date() -> Bool {
        guard let year = number(4, 0...9999), take("-"), let month = number(2, 1...12), take("-"),
            let day = number(2, 1...31)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }
}
