internal import Stepsmith

/// The `Retry-After` header (RFC 9110, section 10.2.3): a number of seconds, or an HTTP date.
enum RetryAfter {
    /// How long to wait; nil for a value of neither form. Zero for a time that is over.
    static func delay(_ value: String, now: Timestamp) -> Duration? {
        let text = value.trimmingSpaces()
        if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            // What does not fit is as good as for ever: the step's policy caps it.
            return .seconds(min(Int64(text) ?? .max, 1 << 40))
        }
        return HTTPDate.timestamp(text).map { max(.zero, $0.since(now)) }
    }
}

/// Dates as RFC 9110, section 5.6.7, has them, the two obsolete forms included.
enum HTTPDate {
    static func timestamp(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        switch words.count {
        case 6:  // Sun, 06 Nov 1994 08:49:37 GMT
            guard words[0].hasSuffix(","), words[5] == "GMT", let year = number(words[3], digits: 4) else { return nil }
            return timestamp(year, month: words[2], day: words[1], time: words[4])
        case 4:  // Sunday, 06-Nov-94 08:49:37 GMT
            let date = words[1].split(separator: "-")
            guard words[0].hasSuffix(","), words[3] == "GMT", date.count == 3, let year = number(date[2], digits: 2) else {
                return nil
            }
            return timestamp(year + (year < 70 ? 2000 : 1900), month: date[1], day: date[0], time: words[2])
        case 5:  // Sun Nov  6 08:49:37 1994
            guard let year = number(words[4], digits: 4) else { return nil }
            return timestamp(year, month: words[1], day: words[2], time: words[3])
        default: return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func timestamp(_ year: Int, month: Substring, day: Substring, time: Substring) -> Timestamp? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = number(clock[0], digits: 2), let minute = number(clock[1], digits: 2),
            let second = number(clock[2], digits: 2), hour < 24, minute < 60, second <= 60,
            let month = months.firstIndex(of: String(month)), let day = number(day, digits: day.utf8.count == 1 ? 1 : 2),
            (1...31).contains(day)
        else { return nil }
        let seconds = ((days(year, month + 1, day) * 24 + hour) * 60 + minute) * 60 + second
        return Timestamp(microseconds: Int64(seconds) * 1_000_000)
    }

    /// Days since 1970: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
