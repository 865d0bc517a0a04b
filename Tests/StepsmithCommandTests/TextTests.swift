import Stepsmith
import Testing

@testable import StepsmithCommand

@Suite("Text for terminals")
struct TextTests {
    @Test("Characters take as many columns as a terminal gives them")
    func widths() {
        let cases: [(String, Int)] = [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("注文", 4), ("ｗ", 2), ("한", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2),
            ("…", 1), ("█", 1), ("a\u{200B}b", 2),
        ]
        for (text, width) in cases { #expect(text.displayWidth == width, "\(text)") }
        #expect("order_processing".cut(to: 8) == "order_p…")
        #expect("注文処理".cut(to: 6) == "注文…" && "注文処理".cut(to: 8) == "注文処理" && "注文".cut(to: 2) == "…")
        #expect("abc".cut(to: 0) == "")
    }

    @Test("What would do something to a terminal is written out")
    func printable() {
        #expect("a\nb\tc".printable == "a b c")
        #expect("\u{1B}[2Jx\u{202E}y\u{85}".printable == #"\u{1b}[2Jx\u{202e}y\u{85}"#)
    }

    @Test(
        "Durations are short",
        arguments: [
            (.zero, "0µs"), (.microseconds(850), "850µs"), (.microseconds(4_250), "4.2ms"), (.milliseconds(999), "999ms"),
            (.milliseconds(1_290), "1.2s"), (.seconds(59.99), "59.9s"), (.seconds(125), "2m 05s"), (.seconds(3_780), "1h 03m"),
            (.seconds(187_300), "2d 04h"), (.seconds(-2), "-2.0s"),
        ] as [(Duration, String)])
    func durations(_ duration: Duration, _ text: String) { #expect(duration.human == text) }

    @Test("Ages are numbers with a unit, and nothing else")
    func ages() {
        #expect(Duration(age: "30d") == .seconds(2_592_000) && Duration(age: "12h") == .seconds(43_200))
        #expect(Duration(age: "90m") == .seconds(5_400) && Duration(age: "0s") == .zero)
        for text in ["", "d", "30", "-1d", "+1d", "1.5h", "1w", "٣d", "99999999999999999999d", "9999999999999d", "1 d"] {
            #expect(Duration(age: text) == nil, "\(text)")
        }
    }

    @Test("Columns are aligned, empty ones left out, and the widest cut until the table fits")
    func tables() {
        var table = TextTable([
            .init("STEP", minimum: 6), .init("NOTHING"), .init("TRIES", isRightAligned: true), .init("NOTE", minimum: 5),
        ])
        table.rows = [
            [.init("price"), .init(""), .init("1"), .init("")],
            [.init("注文処理の確認"), .init(""), .init("12"), .init("a long note about it", .red)],
        ]
        let plain = Painter(isColored: false)
        #expect(
            table.lines(width: nil, plain) == [
                "STEP            TRIES  NOTE", "price               1", "注文処理の確認     12  a long note about it",
            ])
        #expect(
            table.lines(width: 28, plain) == [
                "STEP       TRIES  NOTE", "price          1", "注文処理…     12  a long no…",
            ])
        #expect(table.lines(width: 28, Painter(isColored: true))[2].hasSuffix("\u{1B}[31ma long no…\u{1B}[0m"))
        for width in 1..<40 { #expect(table.lines(width: width, plain).allSatisfy { $0.displayWidth <= width }, "\(width)") }
    }

    @Test("Workflow names have one to three parts")
    func names() throws {
        let identity = WorkflowIdentity(namespace: "shop", name: "order", version: "1.0.0")
        for text in ["order", "shop/order", "shop/order@1.0.0", "order@1.0.0"] {
            #expect(try #require(WorkflowName(text)).matches(identity), "\(text)")
        }
        for text in ["orders", "annex/order", "order@1.0"] { #expect(WorkflowName(text)?.matches(identity) != true, "\(text)") }
        for text in ["", "/order", "shop/", "order@", "@1.0.0", "shop/@1"] { #expect(WorkflowName(text) == nil, "\(text)") }
    }

    @Test("JSON that was recorded is passed on as it is, and the rest is written around it")
    func fragments() throws {
        let fragment = JSONFragment.object([
            ("a\"", .recorded(Array(#"{"x":1}"#.utf8))), ("b", .array([.number(1), .text(nil)])), ("c", .array([])),
        ])
        #expect(try fragment.text(lines: 1) == "{\n  \"a\\\"\": {\"x\":1},\n  \"b\": [1, null],\n  \"c\": []\n}")
    }

    @Test("An address names a store of the program; what follows the colon is never repeated")
    func addresses() async throws {
        let schemes = [StoreScheme.memory, .test]
        #expect(try StoreAddress("test:a:b", among: schemes).location == "a:b")
        for text in ["", "runs.db", "sqlite:secret", ":x", "memory"] {
            let error = #expect(throws: StoreAddressError.self) { try StoreAddress(text, among: schemes) }
            let message = try #require(error).message
            #expect(message.contains("memory:, test:NAME") && !message.contains("secret"))
        }
        await #expect(throws: StoreAddressError.self) { try await StoreAddress("memory:x", among: schemes).open() }
    }
}
