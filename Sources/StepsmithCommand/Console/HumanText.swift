internal import Stepsmith

extension Duration {
    /// For people: `850µs`, `4.2ms`, `1.2s`, `2m 05s`, `1h 03m`, `2d 04h`. Rounded towards zero.
    var human: String {
        let (seconds, attoseconds) = components
        if self < .zero { return "-" + (.zero - self).human }
        let microseconds = attoseconds / 1_000_000_000_000
        switch seconds {
        case 0 where microseconds < 1_000: return "\(microseconds)µs"
        case 0 where microseconds < 10_000: return Duration.tenths(microseconds / 100) + "ms"
        case 0: return "\(microseconds / 1_000)ms"
        case ..<60: return Duration.tenths(seconds * 10 + microseconds / 100_000) + "s"
        case ..<3_600: return Duration.pair(seconds / 60, "m", seconds % 60, "s")
        case ..<86_400: return Duration.pair(seconds / 3_600, "h", seconds / 60 % 60, "m")
        default: return Duration.pair(seconds / 86_400, "d", seconds / 3_600 % 24, "h")
        }
    }

    private static func tenths(_ count: Int64) -> String { "\(count / 10).\(count % 10)" }

    private static func pair(_ large: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
        "\(large)\(unit) \(small < 10 ? "0" : "")\(small)\(smallUnit)"
    }

    /// In milliseconds, for JSON.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return (Double(seconds) * 1_000_000 + Double(attoseconds / 1_000_000_000_000)) / 1_000
    }

    /// Reads `45s`, `90m`, `12h` or `30d`; nil for any other text, and for more than fits.
    init?(age text: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = text.last, let unit = units[last], text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
            let count = Int64(text.dropLast())
        else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        // As much as microseconds of 64 bits can tell.
        if overflow || seconds > Int64.max / 1_000_000 { return nil }
        self = .seconds(seconds)
    }
}

extension Timestamp {
    /// For people: ISO 8601 in UTC to the second.
    var human: String { String(description.prefix(while: { $0 != "." })) + "Z" }
}

/// `1 step`, `2 steps`, `10,000 steps`.
func counted(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

/// With a comma between thousands.
func grouped(_ count: Int) -> String {
    let digits = String(count.magnitude)
    var out = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { out += "," }
        out.append(digit)
    }
    return out
}
