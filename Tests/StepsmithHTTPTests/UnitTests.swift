import Stepsmith
import Testing

@testable import StepsmithHTTP

@Suite("Dates and excerpts")
struct UnitTests {
    @Test(
        "The three forms of an HTTP date",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Friday, 01-Jan-38 00:00:00 GMT", 2_145_916_800),
        ])
    func dates(text: String, seconds: Int64) {
        #expect(HTTPDate.timestamp(text) == Timestamp(microseconds: seconds * 1_000_000))
    }

    @Test(
        "What is no HTTP date",
        arguments: [
            "", "Sun", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 6x Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "2024-01-01T00:00:00Z", "Sun, 06 Nov 94 08:49:37 GMT",
        ])
    func noDates(text: String) { #expect(HTTPDate.timestamp(text) == nil) }

    @Test("A number of seconds that fits nowhere is a long time")
    func longDelay() throws {
        let delay = try #require(RetryAfter.delay("99999999999999999999999", now: Timestamp(microseconds: 0)))
        #expect(delay > .seconds(1 << 39))
    }

    @Test("An excerpt is valid text within its limit, whatever the bytes")
    func excerpts() {
        #expect(Excerpt.visible([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
        #expect(Excerpt.visible(Array("äöü".utf8), limit: 4) == "äö…")
        #expect(Excerpt.visible(Array("äöü".utf8), limit: 5) == "äö…")
        #expect(Excerpt.visible(Array("äöü".utf8), limit: 6) == "äöü")
        #expect(Excerpt.visible([], limit: 5) == "")
        #expect(Excerpt.visible("\u{2028}\u{200B}\u{E000}\t", limit: 100) == "\\u{2028}\\u{200B}\\u{E000}\\t")
    }
}
