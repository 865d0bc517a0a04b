/// A date and time with an offset (RFC 3339, section 5.6), such as `2024-01-31T10:00:00.25+02:00`.
enum RFC3339 {
    /// Seconds since 2001-01-01 00:00 UTC, Foundation's reference date. Nil when the text is no such time.
    static func secondsSinceReferenceDate(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count < 64, isSeparated(bytes) else { return nil }
        guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2), let day = number(bytes, 8, 2),
            let hour = number(bytes, 11, 2), let minute = number(bytes, 14, 2), let second = number(bytes, 17, 2)
        else { return nil }
        guard month >= 1, month <= 12, day >= 1, day <= daysIn(month, year), hour < 24, minute < 60, second <= 60 else {
            return nil
        }
        var index = 19
        var fraction = 0.0
        if bytes[index] == 0x2E {
            var scale = 0.1
            index += 1
            let start = index
            while index < bytes.count, SwiftIdentifier.isDigit(bytes[index]) {
                fraction += Double(bytes[index] - 0x30) * scale
                scale /= 10
                index += 1
            }
            if index == start { return nil }
        }
        guard let offset = offsetMinutes(bytes, index) else { return nil }
        let minutes = (daysSinceReference(year, month, day) * 24 + hour) * 60 + minute - offset
        return Double(minutes * 60 + second) + fraction
    }

    private static func isSeparated(_ bytes: [UInt8]) -> Bool {
        bytes[4] == 0x2D && bytes[7] == 0x2D && (bytes[10] | 0x20) == 0x74 && bytes[13] == 0x3A && bytes[16] == 0x3A
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[start..<start + count] {
            guard SwiftIdentifier.isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func offsetMinutes(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        if bytes[index] | 0x20 == 0x7A { return index + 1 == bytes.count ? 0 : nil }
        guard bytes[index] == 0x2B || bytes[index] == 0x2D, index + 6 == bytes.count, bytes[index + 3] == 0x3A else {
            return nil
        }
        guard let hours = number(bytes, index + 1, 2), let minutes = number(bytes, index + 4, 2), hours < 24,
            minutes < 60
        else {
            return nil
        }
        return (bytes[index] == 0x2D ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func daysIn(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// The proleptic Gregorian calendar, counted in years that begin in March.
    private static func daysSinceReference(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468 - 11_323
    }
}
