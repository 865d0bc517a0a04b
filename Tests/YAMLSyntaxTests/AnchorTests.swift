import Testing
import YAMLSyntax

@Suite("Anchors, aliases and merge keys")
struct AnchorTests {
    @Test(
        "What a document comes to",
        arguments: [
            ("a: &x 1\nb: *x\n", "{\"a\": 1, \"b\": 1}"),
            ("- &x [1, 2]\n- *x\n- {k: *x}\n", "[[1, 2], [1, 2], {\"k\": [1, 2]}]"),
            ("- &x 1\n- &x 2\n- *x\n", "[1, 2, 2]"),
            // The inner node of the same name is the one that was marked last.
            ("- &x [&x 1]\n- *x\n", "[[1], 1]"),
            ("- &k a\n- *k : b\n", "[\"a\", {\"a\": \"b\"}]"),
            ("a: &x\nb: *x\n", "{\"a\": null, \"b\": null}"),
            // Written keys win, wherever the merge key stands; merged entries follow.
            (
                "- &m {a: 1, b: 2}\n- {<<: *m, b: 3}\n- b: 3\n  <<: *m\n",
                "[{\"a\": 1, \"b\": 2}, {\"b\": 3, \"a\": 1}, {\"b\": 3, \"a\": 1}]"
            ),
            (
                "- &m {a: 1, b: 1}\n- &n {b: 2, c: 2}\n- <<: [*m, *n, {c: 3, d: 3}]\n",
                "[{\"a\": 1, \"b\": 1}, {\"b\": 2, \"c\": 2}, {\"a\": 1, \"b\": 1, \"c\": 2, \"d\": 3}]"
            ),
            (
                "- &m {a: 1}\n- &n {<<: *m, b: 2}\n- {<<: *n}\n",
                "[{\"a\": 1}, {\"b\": 2, \"a\": 1}, {\"b\": 2, \"a\": 1}]"
            ),
            ("<<: {a: 1}\n", "{\"a\": 1}"), ("<<: []\n", "{}"), ("<<: {}\na: 1", "{\"a\": 1}"),
            ("!!merge <<: {a: 1}\n", "{\"a\": 1}"),
            ("'<<': {a: 1}\n", "{\"<<\": {\"a\": 1}}"), ("!!str <<: {a: 1}\n", "{\"<<\": {\"a\": 1}}"),
            ("- <<\n", "[\"<<\"]"),
        ])
    func trees(text: String, expected: String) {
        let document = parse(text)
        #expect(document.diagnostics == [])
        #expect(outline(document.root) == expected)
    }

    @Test("An aliased node is the same object")
    func shared() {
        let items = parse("- &x {a: 1}\n- *x\n").root?.sequence ?? []
        #expect(items.count == 2 && items[0] === items[1])
    }

    @Test(
        "Aliases and merges that mean nothing",
        arguments: [
            ("a: *x\n", ["1:4 unknown-alias"]),
            ("a: *x\nb: &x 1\nc: *y\n", ["1:4 unknown-alias", "3:4 unknown-alias"]),
            ("a: &x [*x]\n", ["1:8 recursive-alias"]),
            ("&x\na: {b: [c, *x]}\n", ["2:12 recursive-alias"]),
            ("a: &x {*x : 1}\n", ["1:8 recursive-alias"]),
            ("a: &x\n  <<: *x\n", ["2:7 recursive-alias"]),
            ("<<: *x\n", ["1:5 unknown-alias"]), ("<<: [*x]\n", ["1:6 unknown-alias"]),
            ("<<: 1\n", ["1:5 bad-merge"]), ("a: 1\n<<:\n", ["2:4 bad-merge"]),
            ("<<: [{a: 1}, 2, [3]]\n", ["1:14 bad-merge", "1:17 bad-merge"]),
            // An alias to something else is reported where it is written, not where the anchor stands.
            ("- &x 1\n- <<: *x\n", ["2:7 bad-merge"]), ("- &x 1\n- <<: [*x]\n", ["2:7 bad-merge"]),
            (
                "- &m {a: 1}\n- <<: *m\n  <<: *m\n",
                ["3:3 duplicate-key (2:3 first written here)"]
            ),
        ])
    func mistakes(text: String, expected: [String]) {
        let document = parse(text)
        #expect(findings(document) == expected)
        #expect(document.root == nil)
    }
}
