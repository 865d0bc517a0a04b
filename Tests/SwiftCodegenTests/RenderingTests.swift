import Testing

@testable import SwiftCodegen

struct RenderingTests {
    @Test(arguments: [
        ("plain", #""plain""#), ("", #""""#), ("a\"b", #""a\"b""#), ("a\\(b)", #""a\\(b)""#),
        ("a\nb\r\tc", #""a\nb\r\tc""#),
        ("\u{0}", #""\u{0}""#), ("\u{202E}", #""\u{202E}""#), ("\u{2028}", #""\u{2028}""#), ("é 名 🚀", #""é 名 🚀""#),
        ("\u{FEFF}", #""\u{FEFF}""#), ("\u{E0041}", #""\u{E0041}""#),
    ])
    func literals(_ text: String, _ expected: String) {
        #expect(StringLiteral.of(text) == expected)
    }

    @Test(arguments: HostileText.all)
    func literalsStayOnOneLineAndEndWhereTheyEnd(_ text: String) {
        let inside = StringLiteral.of(text).dropFirst().dropLast().unicodeScalars
        var isEscaped = false
        for scalar in inside {
            #expect(!EscapedText.isHidden(scalar))
            if scalar == "\"" { #expect(isEscaped) }
            if scalar == "(" { #expect(!isEscaped) }
            isEscaped = scalar == "\\" && !isEscaped
        }
        #expect(!isEscaped)
    }

    @Test(arguments: [
        ("One line.", ["/// One line."]), ("Two\nlines\n", ["/// Two", "/// lines"]),
        ("a\r\nb\rc", ["/// a", "/// b", "/// c"]),
        ("a\n\nb", ["/// a", "///", "/// b"]), ("*/ x /*", ["/// */ x /*"]),
        ("a\u{2028}b\u{85}c", ["/// a", "/// b", "/// c"]),
        ("a\u{202E}b", ["/// a\\u{202E}b"]), ("tab\there", ["/// tab here"]), ("  indented  ", ["///   indented"]),
        ("", ["///"]),
    ])
    func comments(_ text: String, _ expected: [String]) {
        #expect(DocComment.lines(text) == expected)
    }

    @Test(arguments: HostileText.all)
    func commentsHoldEveryLine(_ text: String) {
        for line in DocComment.lines(text) {
            #expect(line.hasPrefix("///"))
            for scalar in line.unicodeScalars { #expect(!EscapedText.isHidden(scalar)) }
        }
    }

    @Test func listsAreWrapped() {
        #expect(Wrapping.list("f(", ["a", "b"], ")", columns: 20) == ["f(a, b)"])
        #expect(
            Wrapping.list("f(", ["aaaaaaaa", "bbbbbbbb", "c"], ")", columns: 20) == [
                "f(", "    aaaaaaaa,", "    bbbbbbbb, c)",
            ])
        #expect(
            Wrapping.list("f(", ["aaaaaaaa", "bbbbbbbb"], ") {", columns: 18) == [
                "f(", "    aaaaaaaa,", "    bbbbbbbb", ") {",
            ])
        #expect(Wrapping.list("f(", [], ")", columns: 1) == ["f()"])
    }

    @Test(arguments: [
        ("2001-01-01T00:00:00Z", 0.0), ("2001-01-01T00:00:00.5Z", 0.5), ("2001-01-02T00:00:00Z", 86400),
        ("1970-01-01T00:00:00Z", -978_307_200),
        ("2024-02-29T12:30:15+02:00", 730_895_415), ("2000-12-31t23:59:59z", -1),
        ("2024-02-29T10:30:15-00:00", 730_895_415),
    ])
    func dates(_ text: String, _ seconds: Double) {
        #expect(RFC3339.secondsSinceReferenceDate(text) == seconds)
    }

    @Test(arguments: [
        "", "2001-01-01", "2001-02-30T00:00:00Z", "2001-13-01T00:00:00Z", "2001-01-01T24:00:00Z", "2001-01-01T00:00:00",
        "2001-01-01T00:00:00.Z",
        "2001-01-01T00:00:00+1", "2001-01-01T00:00:00Zx", "x001-01-01T00:00:00Z",
    ])
    func notDates(_ text: String) {
        #expect(RFC3339.secondsSinceReferenceDate(text) == nil)
    }
}
