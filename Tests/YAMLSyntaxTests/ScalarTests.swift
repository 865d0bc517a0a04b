import Testing
import YAMLSyntax

@Suite("Scalars under the YAML 1.2 core schema")
struct ScalarTests {
    private func value(_ text: String) -> YAMLValue? {
        parse("[\(text)]").root?.sequence?.first?.value
    }

    @Test(
        "Plain texts that are no strings",
        arguments: [
            ("~", YAMLValue.null), ("null", .null), ("Null", .null), ("NULL", .null), ("!!str x, ", .string("x")),
            ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)),
            ("false", .bool(false)), ("False", .bool(false)), ("FALSE", .bool(false)),
            ("0", .integer(0)), ("-0", .integer(0)), ("012", .integer(12)), ("+12", .integer(12)), ("-7", .integer(-7)),
            ("0o17", .integer(15)), ("0x1F", .integer(31)), ("0xff", .integer(255)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("-1e400", .number(-.infinity)),
            ("0x10000000000000000", .number(18_446_744_073_709_551_616)),
            ("0o7777777777777777777777", .number(73_786_976_294_838_206_463)),
            ("1.", .number(1)), (".5", .number(0.5)), ("-.5", .number(-0.5)), ("1e3", .number(1000)),
            ("1.5E-2", .number(0.015)), ("685.230_15e+03", .string("685.230_15e+03")), ("6.02e+23", .number(6.02e23)),
            (".inf", .number(.infinity)), (".Inf", .number(.infinity)), ("+.INF", .number(.infinity)),
            ("-.INF", .number(-.infinity)),
        ])
    func resolves(text: String, expected: YAMLValue) {
        #expect(value(text) == expected)
    }

    @Test("Not a number", arguments: [".nan", ".NaN", ".NAN"])
    func notANumber(text: String) {
        guard case .number(let number)? = value(text) else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(number.isNaN)
    }

    @Test(
        "Plain texts that stay strings",
        arguments: [
            "no", "on", "yes", "off", "y", "n", "nULL", "tRUE", "nulls", "trues", "1_000", "0b1", "0o8", "0o", "0x",
            "0xG",
            "-0x1F", "+0o7", "0x-1", "0x+1", "0o-1", "1.2.3", "1e", "e3", ".", "..", "+", "-.", "+-1", "--1", "1-2",
            ".e3",
            "inf", "nan", "-.nan", ".iNF", "Infinity", "0x1p3", "1:30", "2001-01-01", "1 2", "٣", "１２", "1e3e4",
            "1.0.0",
        ])
    func staysString(text: String) {
        #expect(value(text) == .string(text))
    }

    @Test(
        "Quotes and block styles make strings",
        arguments: [
            ("a: '12'", "{\"a\": \"12\"}"), ("a: \"true\"", "{\"a\": \"true\"}"), ("a: |\n  12\n", "{\"a\": \"12\n\"}"),
            ("a: >-\n  null\n", "{\"a\": \"null\"}"), ("a: ''", "{\"a\": \"\"}"), ("a: ! 12", "{\"a\": \"12\"}"),
            ("a: 'it''s'", "{\"a\": \"it's\"}"), ("a: \"\\x41\\u00e9\\U0001F600\\/\"", "{\"a\": \"Aé😀/\"}"),
            ("a: \"b\\0c\"", "{\"a\": \"b\0c\"}"), ("a: b\n  c\n\n  d", "{\"a\": \"b c\nd\"}"),
            ("a: >\n  b\n  c\n\n  d\n", "{\"a\": \"b c\nd\n\"}"), ("a: |+\n  b\n\n", "{\"a\": \"b\n\n\"}"),
        ])
    func strings(text: String, expected: String) {
        #expect(outline(parse(text).root) == expected)
    }

    @Test(
        "Explicit tags decide the kind",
        arguments: [
            ("!!str 12", YAMLValue.string("12")), ("!!str null", .string("null")), ("!!str ", .string("")),
            ("!!int '12'", .integer(12)), ("!!int 0x1F", .integer(31)), ("!!float 1", .number(1)),
            ("!!float 1.5", .number(1.5)), ("!!float .inf", .number(.infinity)), ("!!bool 'True'", .bool(true)),
            ("!!null ''", .null), ("!!null ~", .null), ("!<tag:yaml.org,2002:str> 1", .string("1")),
            ("!secret 12", .string("12")), ("!!timestamp 2001-01-01", .string("2001-01-01")),
            ("! true", .string("true")),
        ])
    func tags(text: String, expected: YAMLValue) {
        let document = parse("a: \(text)\n")
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?.entry("a")?.value.value == expected)
    }

    @Test("A tag is kept as written out")
    func tagText() {
        let root = parse("%TAG !e! tag:example.com,2000:\n--- !e!thing\na: !!str b\nc: !local d\n").root
        #expect(root?.tag == "tag:example.com,2000:thing")
        #expect(root?.entry("a")?.value.tag == "tag:yaml.org,2002:str")
        #expect(root?.entry("c")?.value.tag == "!local")
        #expect(root?.entry("c")?.key.tag == nil)
    }

    @Test("Styles are told apart")
    func styles() {
        let root = parse("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >\n  e\n").root
        let styles = root?.sequence?.map { $0.scalar?.style }
        #expect(styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
    }

    @Test("Access by kind")
    func access() {
        let root = parse("name: a\ncount: 12\nlist: [x]\n'12': quoted\n").root
        #expect(root?.entry("name")?.value.string == "a")
        #expect(root?.entry("count")?.value.string == nil)
        #expect(root?.entry("count")?.value.text == "12")
        #expect(root?.entry("list")?.value.sequence?.count == 1)
        #expect(root?.entry("list")?.value.value == nil)
        #expect(root?.entry("list")?.value.text == nil)
        #expect(root?.entry("12")?.value.string == "quoted")
        #expect(root?.entry("none") == nil)
        #expect(root?.mapping?.count == 4)
        #expect(root?.sequence == nil)
        #expect(root?.scalar == nil)
    }
}
