import Foundation
import Testing

@testable import Stepsmith

struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (1_769_851_800_000_001, "2026-01-31T09:30:00.000001Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (951_868_800_000_000, "2000-03-01T00:00:00.000000Z"),
            (-2_203_891_200_000_000, "1900-03-01T00:00:00.000000Z"),
            (-2_203_891_200_000_001, "1900-02-28T23:59:59.999999Z"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ] as [(Int64, String)])
    func describes(_ microseconds: Int64, _ text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
        #expect(InternetTime(dateTime: text)?.timestamp.microseconds == microseconds)
    }

    @Test(
        arguments: [
            (-62_167_219_200_000_001, "-000001-12-31T23:59:59.999999Z"),
            (253_402_300_800_000_000, "+010000-01-01T00:00:00.000000Z"),
            (-63_549_316_800_000_000, "-000044-03-15T12:00:00.000000Z"),
            (.min, "-290308-12-21T19:59:05.224192Z"), (.max, "+294247-01-10T04:00:54.775807Z"),
        ] as [(Int64, String)])
    func describesYearsOfMoreThanFourDigits(_ microseconds: Int64, _ text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    /// Counts the days one by one, by the rule for leap years alone.
    @Test func everyDayOfTenThousandYears() {
        var day: Int64 = -719_528
        var wrong: [String] = []
        for year in 0...9999 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                // The first and the last day of each month: what is between follows.
                for (date, ordinal) in [(1, day), (length, day + length - 1)] {
                    let expected =
                        "\(padded(year, 4))-\(padded(index + 1, 2))-\(padded(Int(date), 2))T00:00:00.000000Z"
                    let time = Timestamp(microseconds: ordinal * 86_400_000_000)
                    if time.description != expected || InternetTime(dateTime: expected)?.timestamp != time {
                        wrong.append(expected)
                    }
                }
                day += length
            }
        }
        #expect(wrong.isEmpty)
        #expect(day == 2_932_897)
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }

    @Test(arguments: [
        ("2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00Z"),
        ("2026-01-31T23:30:00.5-01:00", "2026-02-01T00:30:00.5Z"),
        ("2026-01-31t09:30:00.1234567890z", "2026-01-31T09:30:00.123456Z"),
        ("1998-12-31T23:59:60Z", "1999-01-01T00:00:00Z"),
        ("2026-01-31T09:30:00.100000Z", "2026-01-31T09:30:00.1Z"),
    ])
    func readsOffsetsAndFractions(_ text: String, _ expected: String) throws {
        #expect(try Date(json: .string(text)).json() == .string(expected))
    }

    @Test func datesBeyondTheYearsAreRefused() {
        #expect(throws: RecordError.self) { try Date(json: "0000-01-01T00:00:00+00:01") }
        #expect(throws: RecordError.self) { try Date(json: "9999-12-31T23:59:59-00:01") }
        for seconds in [-62_167_219_201.0, 253_402_300_800, .infinity, -.infinity, .nan, 1e300] {
            #expect(throws: RecordError.self) { try Date(timeIntervalSince1970: seconds).json() }
        }
    }

    @Test func theFarEndsAreHeld() {
        let last = Timestamp(microseconds: .max)
        let first = Timestamp(microseconds: .min)
        #expect(last.advanced(by: .seconds(1)) == last)
        #expect(first.advanced(by: .seconds(-1)) == first)
        #expect(Timestamp(microseconds: 0).advanced(by: .seconds(Int64.max)) == last)
        #expect(last.since(first) == .microseconds(Int64.max))
        #expect(first.since(last) == .microseconds(Int64.min))
        #expect(Timestamp(microseconds: 5).since(Timestamp(microseconds: 7)) == .microseconds(-2))
        #expect(last.description == "+294247-01-10T04:00:54.775807Z")
    }
}
