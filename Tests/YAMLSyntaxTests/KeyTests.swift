import Testing
import YAMLSyntax

@Suite("Keys of mappings")
struct KeyTests {
    @Test(
        "Keys that are equal or no scalars",
        arguments: [
            ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key (1:1 first written here)"]),
            (
                "a: 1\n'a': 2\n\"\\x61\": 3\n",
                [
                    "2:1 duplicate-key (1:1 first written here)", "3:1 duplicate-key (1:1 first written here)",
                ]
            ),
            (
                "{x: {a: 1, a: 2}, x: 1}",
                [
                    "1:12 duplicate-key (1:6 first written here)", "1:19 duplicate-key (1:2 first written here)",
                ]
            ),
            ("012: a\n12: b\n", ["2:1 duplicate-key (1:1 first written here)"]),
            ("~: a\nnull: b\n", ["2:1 duplicate-key (1:1 first written here)"]),
            ("true: a\nTrue: b\n", ["2:1 duplicate-key (1:1 first written here)"]),
            ("? [a]\n: 1\n? {b: c}\n: 2\n", ["1:3 complex-key", "3:3 complex-key"]),
            ("- &s [a]\n- {*s : 1}\n", ["2:4 complex-key"]),
            // The value of a refused key is still read.
            ("? [a]\n: {b: 1, b: 2}\n", ["1:3 complex-key", "2:10 duplicate-key (2:4 first written here)"]),
        ])
    func mistakes(text: String, expected: [String]) {
        #expect(findings(parse(text)) == expected)
    }

    @Test(
        "Keys of different kinds differ",
        arguments: [
            "é: a\ne\u{301}: b\n", "\u{212B}: a\n\u{C5}: b\n", "{é: {}, <<: {e\u{301}: 1}}", "1: a\n'1': b\n", "~: a\n'~': b\n",
            "true: a\n'true': b\n", "1: a\n1.0: b\n",
        ])
    func kinds(text: String) {
        #expect(parse(text).root?.mapping?.count == 2)
    }

    @Test("The first of equal keys counts, and what is beside them is read")
    func recovery() {
        let document = parse("a: 1\nb: {c: 2, c: 3}\na: [4]\n? [x]\n: 5\nd: 6\n")
        #expect(outline(document.root) == #"{"a": 1, "b": {"c": 2}, "d": 6}"#)
        #expect(document.diagnostics.map(\.code.id) == ["duplicate-key", "duplicate-key", "complex-key"])
        // Not where something may be missing.
        #expect(parse("a: 1\na: *x\n").root == nil && parse("a: 1\na: 2\n<<: 3\n").root == nil)
    }

    @Test("A mapping of many keys finds its duplicates", arguments: [11, 12, 13, 14, 40_000])
    func many(count: Int) {
        let keys = (0..<count).map { "key\($0): \($0)\n" }.joined()
        #expect(parse(keys).root?.mapping?.count == count)
        let document = parse(keys + "key\(count - 1): x\nnew: 1\nkey0: y\n")
        #expect(
            findings(document) == [
                "\(count + 1):1 duplicate-key (\(count):1 first written here)",
                "\(count + 3):1 duplicate-key (1:1 first written here)",
            ])
    }

    @Test("Keys that look the same and are written with other scalars differ, and are found", arguments: [2, 40])
    func scalars(count: Int) {
        let others = (2..<max(count, 3)).map { "k\($0): \($0)\n" }.joined()
        let root = parse("\u{E9}: one\ne\u{301}: two\n" + others).root
        #expect(root?.entry("\u{E9}")?.value.text == "one" && root?.entry("e\u{301}")?.value.text == "two")
    }

    @Test("Long keys are shortened in messages")
    func longKey() {
        let key = String(repeating: "k", count: 500)
        let document = parse("? \(key)\n: 1\n? \(key)\n: 2\n")
        #expect(findings(document) == ["3:3 duplicate-key (1:3 first written here)"])
        #expect(message(document) == "the key '\(String(repeating: "k", count: 60))…' is written twice in one mapping")
    }
}
