import Foundation
import Stepsmith
import Testing

struct FoundationValueTests {
    /// Text, what it is in seconds from 1970, and how it is written back.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0, "1970-01-01T00:00:00Z"), ("1970-01-01t00:00:01z", 1, "1970-01-01T00:00:01Z"),
        ("2026-01-31T09:30:00.250Z", 1_769_851_800.25, "2026-01-31T09:30:00.25Z"),
        ("2026-01-31T10:30:00+01:00", 1_769_851_800, "2026-01-31T09:30:00Z"),
        ("2026-01-31T01:00:00-08:30", 1_769_851_800, "2026-01-31T09:30:00Z"),
        ("2024-02-29T00:00:00-00:00", 1_709_164_800, "2024-02-29T00:00:00Z"),
        ("1969-12-31T23:59:59.999999Z", -0.000001, "1969-12-31T23:59:59.999999Z"),
        ("2026-01-31T09:30:00.123456789Z", 1_769_851_800.123456, "2026-01-31T09:30:00.123456Z"),
        ("2026-01-31T09:30:00.1000000Z", 1_769_851_800.1, "2026-01-31T09:30:00.1Z"),
        ("2026-01-31T09:30:00.000Z", 1_769_851_800, "2026-01-31T09:30:00Z"),
        // A leap second is the start of the next day, as in POSIX time.
        ("1998-12-31T23:59:60Z", 915_148_800, "1999-01-01T00:00:00Z"),
        ("1998-12-31T15:59:60.5-08:00", 915_148_800.5, "1999-01-01T00:00:00.5Z"),
        ("0000-01-01T00:00:00Z", -62_167_219_200, "0000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
        ("1900-03-01T00:00:00Z", -2_203_891_200, "1900-03-01T00:00:00Z"),
    ])
    func dates(_ text: String, _ seconds: Double, _ written: String) throws {
        let date = try Date(json: .string(text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_000_5)
        #expect(try date.json() == .string(written))
        #expect(try Date(json: date.json()) == date)
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T09:30:00", "2026-01-31 09:30:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z",
        "2026-01-31T09:30:61Z", "2026-01-31T09:30:60Z", "2026-01-31T23:59:60+01:00", "2026-01-31T09:30:00.Z",
        "2026-01-31T09:30:00+0100",
        "2026-01-31T09:30:00+01", "2026-01-31T09:30:00+24:00", "2026-01-31T09:30:00+01:60", "2026-1-31T09:30:00Z",
        "+2026-01-31T09:30:00Z",
        "2026-01-31T09:30:00Z ", "2026-01-31T09:30:00ZZ", "২026-01-31T09:30:00Z", "2026-W05-6T09:30:00Z",
        "20260131T093000Z",
        // Readable, but in UTC of no year that could be written back.
        "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
    ])
    func noDates(_ text: String) {
        #expect(throws: RecordError.self) { try Date(json: .string(text)) }
    }

    @Test func everyDateIsStableOnceWritten() throws {
        var random = SplitMix64(seed: 9)
        for _ in 0..<20_000 {
            let date = Date(timeIntervalSince1970: Double.random(in: -62_167_219_200...253_402_300_799, using: &random))
            let text = try date.json()
            let read = try Date(json: text)
            #expect(try Date(json: read.json()) == read)
            // The step between Doubles is 30 microseconds at the far end.
            #expect(abs(read.timeIntervalSince(date)) < 0.000_04)
        }
        for _ in 0..<20_000 {
            let microseconds = Int64.random(in: 0...4_000_000_000_000_000, using: &random)
            let date = Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
            #expect(try Date(json: date.json()) == date)
        }
    }

    @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: 1.5)])
    func foundationsOwnDates(_ date: Date) throws { #expect(try Date(json: date.json()) == date) }

    @Test(arguments: [1e30, -1e30, .infinity, .nan, 253_402_300_800, -62_167_219_201])
    func datesBeyondTheCalendar(_ seconds: Double) {
        #expect(throws: RecordError.self) { try Date(timeIntervalSince1970: seconds).json() }
    }

    @Test func identifiers() throws {
        let id = try UUID(json: "123E4567-e89b-12D3-A456-426614174000")
        #expect(id.json() == "123e4567-e89b-12d3-a456-426614174000")
        for text in [
            "", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g",
            "{123e4567-e89b-12d3-a456-426614174000}",
        ] {
            #expect(throws: RecordError.self, "\(text)") { try UUID(json: .string(text)) }
        }
        #expect(throws: RecordError.self) { try UUID(json: 5) }
    }

    @Test func data() throws {
        #expect(try Data(json: "") == Data())
        #expect(try Data(json: "//79AA==") == Data([0xFF, 0xFE, 0xFD, 0x00]))
        #expect(Data([0xFF, 0xFE, 0xFD, 0x00]).json() == "//79AA==")
        for text in ["a", "ab", "abc", "ab=c", "a===", "abcd\n", "ab-_", "====", "éé"] {
            #expect(throws: RecordError.self, "\(text)") { try Data(json: .string(text)) }
        }
        #expect(throws: RecordError.self) { try Data(json: nil) }
    }
}
