import Testing

@testable import Stepsmith

/// A text that is refused, with the place.
struct RefusedText: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let line: Int
    let column: Int
    let message: String
    var testDescription: String { String(String(decoding: bytes, as: UTF8.self).prefix(30)).debugDescription }

    init(_ text: String, _ line: Int, _ column: Int, _ message: String) {
        self.init(Array(text.utf8), line, column, message)
    }
    init(_ bytes: [UInt8], _ line: Int, _ column: Int, _ message: String) {
        self.bytes = bytes
        self.line = line
        self.column = column
        self.message = message
    }
}

struct JSONParsingTests {
    @Test(
        arguments: [
            ("null", nil), ("true", true), ("false", false), (" \t\r\n1 \t\r\n", 1), ("[]", []), ("[ ]", []),
            ("{}", [:]),
            ("{ }", [:]),
            ("[1 , 2\n,3]", [1, 2, 3]), ("[[[]]]", [[[]]]), ("{\"a\":{\"b\" : [null]}}", ["a": ["b": [nil]]]),
            ("{\"\":0}", ["": 0]), ("\"\"", ""), ("\"a/\\/\\\\\\\"\\b\\f\\n\\r\\t\"", "a//\\\"\u{08}\u{0C}\n\r\t"),
            ("\"\\u0000\\u001f\\u007F\\u00e9\\uFFFF\"", "\0\u{1F}\u{7F}é\u{FFFF}"), ("\"\\uD83D\\uDE00\"", "😀"),
            ("\"\\uDBFF\\uDFFF\\uD800\\uDC00\"", "\u{10FFFF}\u{10000}"), ("\"é😀\u{7F}\u{2028}\"", "é😀\u{7F}\u{2028}"),
            ("{\"a\":1,\"\\u0061b\":2,\"A\":3}", ["a": 1, "ab": 2, "A": 3]),
            ("{\"é\":1,\"e\u{301}\":2}", ["é": 1, "e\u{301}": 2]),
        ] as [(String, JSONValue)])
    func accepts(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(
        arguments: [
            ("0", 0), ("-1", -1), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
            ("18446744073709551616", .number(18_446_744_073_709_551_616)),
            ("9007199254740993", .integer(9_007_199_254_740_993)),
            ("1.0", .number(1)), ("1e2", .number(100)), ("1E+2", .number(100)), ("1e-2", .number(0.01)),
            ("0.1", .number(0.1)),
            ("0e400", .number(0)), ("0.0", .number(0)),
            ("123456789012345678901234567890", .number(1.2345678901234568e29)),
            ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)), ("5e-324", .number(.leastNonzeroMagnitude)),
            ("1e-400", .number(0)),
            ("2.2250738585072011e-308", .number(.leastNormalMagnitude.nextDown)), ("8.41e21", .number(8.41e21)),
            ("9007199254740993.0", .number(9_007_199_254_740_992)),
            ("1e-99999999999999999999", .number(0)), ("0.00000000000000000000000000000000000000001", .number(1e-41)),
        ] as [(String, JSONValue)])
    func numbers(_ text: String, _ expected: JSONValue) throws {
        let value = try JSONValue(parsing: text)
        switch (value, expected) {
        case (.integer(let x), .integer(let y)): #expect(x == y)
        case (.number(let x), .number(let y)): #expect(x == y)
        default: Issue.record("\(text) became \(value.shape)")
        }
    }

    @Test func minusZeroKeepsItsSign() throws {
        for text in ["-0", "-0.0", "-0e1"] {
            guard case .number(let value) = try JSONValue(parsing: text) else {
                Issue.record("\(text) is no number")
                continue
            }
            #expect(value == 0 && value.sign == .minus)
            #expect(try JSONValue(parsing: text).intValue == 0)
        }
    }

    @Test func aWholeNumberIsAnInteger() throws {
        #expect(try JSONValue(parsing: "1.0").intValue == 1)
        #expect(try JSONValue(parsing: "1.0") == 1)
        #expect(try JSONValue(parsing: "1.5").intValue == nil)
        #expect(try JSONValue(parsing: "1e19").intValue == nil)
        #expect(try JSONValue(parsing: "9223372036854775807") != JSONValue(parsing: "9223372036854775808"))
    }

    @Test(arguments: [
        RefusedText("", 1, 1, "empty"), RefusedText(" \n ", 2, 2, "blank"),
        RefusedText([0xEF, 0xBB, 0xBF, 0x31], 1, 1, "byte order mark"),
        RefusedText("1 2", 1, 3, "nothing may follow"), RefusedText("[]]", 1, 3, "nothing may follow"),
        RefusedText("truex", 1, 5, "nothing may follow"), RefusedText("tru", 1, 1, "a value"),
        RefusedText("True", 1, 1, "a value"),
        RefusedText("nulL", 1, 1, "a value"), RefusedText("NaN", 1, 1, "a value"),
        RefusedText("-Infinity", 1, 2, "digit"),
        RefusedText("'a'", 1, 1, "a value"), RefusedText("// x\n1", 1, 1, "a value"),
        RefusedText("\u{A0}1", 1, 1, "a value"),
        RefusedText("[", 1, 2, "the text ends"), RefusedText("[1", 1, 3, "comma"),
        RefusedText("[1,", 1, 4, "the text ends"),
        RefusedText("[1,]", 1, 4, "a value"), RefusedText("[,1]", 1, 2, "a value"), RefusedText("[1 2]", 1, 4, "comma"),
        RefusedText("[1}", 1, 3, "comma"), RefusedText("[\n1,\n  é]", 3, 3, "a value"),
        RefusedText("{", 1, 2, "name"), RefusedText("{a:1}", 1, 2, "name"), RefusedText("{1:1}", 1, 2, "name"),
        RefusedText("{\"a\"}", 1, 5, "colon"), RefusedText("{\"a\":}", 1, 6, "a value"),
        RefusedText("{\"a\":1,}", 1, 8, "name"),
        RefusedText("{\"a\":1", 1, 7, "comma"), RefusedText("{\"a\":1]", 1, 7, "comma"),
        RefusedText("{\"a\" 1}", 1, 6, "colon"),
        RefusedText("{\"a\":1,\n\"a\":2}", 2, 1, "twice"), RefusedText("{\"a\":1,\"\\u0061\":2}", 1, 8, "twice"),
        RefusedText("01", 1, 1, "start with 0"), RefusedText("-01", 1, 2, "start with 0"),
        RefusedText("00", 1, 1, "start with 0"),
        RefusedText("-", 1, 2, "digit"), RefusedText("+1", 1, 1, "a value"), RefusedText(".5", 1, 1, "a value"),
        RefusedText("1.", 1, 3, "digit"), RefusedText("1.e5", 1, 3, "digit"), RefusedText("1e", 1, 3, "digit"),
        RefusedText("1e+", 1, 4, "digit"), RefusedText("0x10", 1, 2, "nothing may follow"),
        RefusedText("1_0", 1, 2, "nothing may follow"),
        RefusedText("[1e400]", 1, 2, "does not fit"), RefusedText("-1e400", 1, 1, "does not fit"),
        RefusedText("1.8e308", 1, 1, "does not fit"), RefusedText("1e99999999999999999999", 1, 1, "does not fit"),
        RefusedText("é", 1, 1, "a value"), RefusedText("\"é", 1, 1, "not closed"),
        RefusedText("[\"a", 1, 2, "not closed"),
        RefusedText("\"a\nb\"", 1, 3, "control"), RefusedText("\"é\t\"", 1, 3, "control"),
        RefusedText("\"\0\"", 1, 2, "control"),
        RefusedText("\"\\a\"", 1, 2, "escape"), RefusedText("\"\\U0041\"", 1, 2, "escape"),
        RefusedText("\"\\'\"", 1, 2, "escape"),
        RefusedText("\"\\u12\"", 1, 6, "hexadecimal"), RefusedText("\"\\u 123\"", 1, 4, "hexadecimal"),
        RefusedText("\"\\u+123\"", 1, 4, "hexadecimal"), RefusedText("\"\\uD800\"", 1, 2, "surrogate"),
        RefusedText("\"é\\uDC00\"", 1, 3, "surrogate"), RefusedText("\"\\uDE00\\uD83D\"", 1, 2, "surrogate"),
        RefusedText("\"\\uD83D\\n\"", 1, 2, "surrogate"), RefusedText("\"\\uD83D\\u0041\"", 1, 2, "surrogate"),
        RefusedText("\"\\uD83D\\uD83D\"", 1, 2, "surrogate"), RefusedText("\"\\uD83Dx\"", 1, 2, "surrogate"),
        RefusedText([0x22, 0xFF, 0x22], 1, 2, "UTF-8"), RefusedText([0x22, 0xC0, 0x80, 0x22], 1, 2, "UTF-8"),
        RefusedText([0x22, 0xED, 0xA0, 0x80, 0x22], 1, 2, "UTF-8"),
        RefusedText([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, 2, "UTF-8"),
        RefusedText([0x22, 0xC3, 0x22], 1, 2, "UTF-8"), RefusedText([0xFF, 0xFE, 0x31, 0x00], 1, 1, "a value"),
    ])
    func refuses(_ test: RefusedText) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: test.bytes) }
        #expect(error?.line == test.line && error?.column == test.column, "\(error?.description ?? "")")
        #expect(error?.message.contains(test.message) == true, "\(error?.description ?? "")")
    }

    @Test func depthHasALimit() throws {
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSONValue(parsing: deepest).text() == deepest)
        let objects = String(repeating: "{\"a\":", count: 511) + "{}" + String(repeating: "}", count: 511)
        #expect(try JSONValue(parsing: objects).text() == objects)
        for (opening, column) in [("[", 513), ("{\"a\":", 512 * 5 + 1)] {
            let error = #expect(throws: JSONError.self) {
                try JSONValue(parsing: String(repeating: opening, count: 100_000))
            }
            #expect(error?.column == column)
            #expect(error?.message.contains("512") == true)
        }
        // Many side by side are not deep.
        #expect(
            try JSONValue(parsing: "[" + Array(repeating: "[[]]", count: 2_000).joined(separator: ",") + "]")
                .arrayValue?.count
                == 2_000)
    }

    @Test func sizeHasALimit() throws {
        let limits = JSONLimits(maxDepth: 1, maxBytes: 4)
        #expect(try JSONValue(parsing: "[10]", limits: limits) == [10])
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[100]", limits: limits) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[[]]", limits: limits) }
    }

    @Test func manyMembersKeepTheirOrder() throws {
        let names = (0..<3_000).map { "k\($0 * 7919 % 3_000)" }
        let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        var object = try #require(try JSONValue(parsing: text).objectValue)
        #expect(object.keys == names)
        #expect(try JSONValue.object(object).text() == text)
        #expect(throws: JSONError.self) { try JSONValue(parsing: text.dropLast() + ",\"k5\":2}") }
        for name in names.dropFirst(3) { object[name] = nil }
        #expect(object.keys == Array(names.prefix(3)))
        #expect(object[names[1]] == 1 && object[names[5]] == nil)
    }

    @Test func errorsDoNotEchoTheText() {
        for text in ["\"s3cret", "[s3cret]", "{\"s3cret\":1,\"s3cret\":2}", "\"s3cret\\x\"", "{\"s3cret\"1}"] {
            let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
            #expect(error?.description.contains("s3cret") == false)
        }
    }
}
