public import Foundation

/// `format: date-time`. Read with any offset and fraction (RFC 3339); written in UTC with as many digits of the
/// fraction as are needed, up to microseconds. Through a coder too it is this string, whatever the coder's own strategy
/// for dates.
extension Date: RecordValue {
    public init(json: JSONValue) throws {
        guard case .string(let text) = json else {
            throw RecordError(expected: "a string with a date and time", found: json)
        }
        // What is read must be writable: an offset can move the first and the last day out of the years 0000 to 9999.
        guard let time = InternetTime(dateTime: text), Date.years.contains(time.timestamp.microseconds) else {
            throw RecordError(expected: "a date and time such as 2026-01-31T09:30:00Z", found: "another string")
        }
        // Whole seconds apart from the fraction: far from 1970 a Double does not hold the microseconds exactly.
        let (seconds, fraction) = time.timestamp.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        self.init(timeIntervalSince1970: Double(seconds) + Double(fraction) / 1_000_000)
    }

    public func json() throws -> JSONValue {
        // From what a Date holds, the time since 2001, so that nothing is rounded twice.
        let seconds = timeIntervalSinceReferenceDate.rounded(.down)
        let fraction = ((timeIntervalSinceReferenceDate - seconds) * 1_000_000).rounded()
        guard abs(seconds) < 1e12 else { throw Date.outOfRange }
        let microseconds =
            (Int64(seconds) + Int64(Date.timeIntervalBetween1970AndReferenceDate)) * 1_000_000 + Int64(fraction)
        guard Date.years.contains(microseconds) else { throw Date.outOfRange }
        return .string(Timestamp(microseconds: microseconds).internetText)
    }

    private static let outOfRange = RecordError(expected: "a date in the years 0000 to 9999", found: "another")

    /// The years 0000 to 9999, which RFC 3339 has, in microseconds from 1970.
    private static let years: Range<Int64> = -62_167_219_200_000_000..<253_402_300_800_000_000
}

/// `format: uuid`. Read in any case, written in lower case (RFC 9562, section 4).
extension UUID: RecordValue {
    public init(json: JSONValue) throws {
        guard case .string(let text) = json else { throw RecordError(expected: "a string with a UUID", found: json) }
        guard let value = UUID(uuidString: text) else { throw RecordError(expected: "a UUID", found: "another string") }
        self = value
    }

    public func json() -> JSONValue { .string(uuidString.lowercased()) }
}

/// `format: byte`: base64 (RFC 4648, section 4).
extension Data: RecordValue {
    public init(json: JSONValue) throws {
        guard case .string(let text) = json else { throw RecordError(expected: "a string in base64", found: json) }
        guard Formats.isBase64(text), let value = Data(base64Encoded: text) else {
            throw RecordError(expected: "base64", found: "another string")
        }
        self = value
    }

    public func json() -> JSONValue { .string(base64EncodedString()) }
}

extension Timestamp {
    /// RFC 3339 in UTC, without the zeros that end a fraction.
    var internetText: String {
        var text = description
        text.removeLast()
        if text.hasSuffix(".000000") {
            text.removeLast(7)
        } else {
            while text.hasSuffix("0") { text.removeLast() }
        }
        return text + "Z"
    }
}
