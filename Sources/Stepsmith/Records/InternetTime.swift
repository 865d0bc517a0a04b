/// A date-time of RFC 3339, section 5.6: read with any offset and fraction, kept in microseconds.
struct InternetTime {
    /// A leap second is the last microsecond's successor, as POSIX time has it.
    let timestamp: Timestamp

    /// Digits beyond the sixth of a fraction are dropped.
    init?(dateTime text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"),
            let day = InternetTime.date(bytes[0..<10]), let time = InternetTime.time(bytes[11...])
        else { return nil }
        timestamp = Timestamp(microseconds: Int64(day) * 86_400_000_000 + time)
    }

    static func isDate(_ text: String) -> Bool { date(Array(text.utf8)[...]) != nil }
    static func isTime(_ text: String) -> Bool { time(Array(text.utf8)[...]) != nil }

    /// Days since 1970.
    private static func date(_ bytes: ArraySlice<UInt8>) -> Int? {
        let at = bytes.startIndex
        guard bytes.count == 10, bytes[at + 4] == UInt8(ascii: "-"), bytes[at + 7] == UInt8(ascii: "-"),
            let year = number(bytes[at..<at + 4]), let month = number(bytes[at + 5..<at + 7]),
            let day = number(bytes[at + 8..<at + 10]), (1...12).contains(month), day >= 1,
            day <= days(in: month, of: year)
        else { return nil }
        // H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Microseconds since midnight UTC; may be negative or beyond a day, by the offset.
    private static func time(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let at = bytes.startIndex
        guard bytes.count >= 9, bytes[at + 2] == UInt8(ascii: ":"), bytes[at + 5] == UInt8(ascii: ":"),
            let hour = number(bytes[at..<at + 2]), let minute = number(bytes[at + 3..<at + 5]),
            let second = number(bytes[at + 6..<at + 8]), hour <= 23, minute <= 59, second <= 60
        else { return nil }
        var rest = bytes[(at + 8)...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: Formats.isDigit)
            if digits.isEmpty { return nil }
            var scale: Int64 = 100_000
            for digit in digits.prefix(6) {
                fraction += Int64(digit - UInt8(ascii: "0")) * scale
                scale /= 10
            }
            rest = rest[digits.endIndex...]
        }
        guard let offset = self.offset(rest) else { return nil }
        if second == 60 {
            // Leap seconds are inserted at the end of a UTC day.
            let utc = ((hour * 60 + minute - offset) % 1440 + 1440) % 1440
            if utc != 1439 { return nil }
        }
        return Int64((hour * 60 + minute - offset) * 60 + second) * 1_000_000 + fraction
    }

    /// Minutes east of UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.count == 1, let zulu = bytes.first, zulu | 0x20 == UInt8(ascii: "z") { return 0 }
        let at = bytes.startIndex
        guard bytes.count == 6, bytes[at + 3] == UInt8(ascii: ":"), let hours = number(bytes[at + 1..<at + 3]),
            let minutes = number(bytes[at + 4..<at + 6]), hours <= 23, minutes <= 59
        else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard Formats.isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
