import Testing
import YAMLSyntax

@Suite("Places of nodes")
struct PositionTests {
    @Test(
        "Nodes start and end where their text does",
        arguments: [
            ("a: b", ["map 1:1-1:5", "a 1:1-1:2", "b 1:4-1:5"]),
            // Block collections end with their last text, not at the next token.
            (
                "a:\n  b: c   # comment\n\n# more\nd: e\n",
                [
                    "map 1:1-5:5", "a 1:1-1:2", "map 2:3-2:7", "b 2:3-2:4", "c 2:6-2:7", "d 5:1-5:2", "e 5:4-5:5",
                ]
            ),
            (
                "a:\n- x\n- y z \n\nb: 1\n",
                [
                    "map 1:1-5:5", "a 1:1-1:2", "seq 2:1-3:6", "x 2:3-2:4", "y z 3:3-3:6", "b 5:1-5:2", "1 5:4-5:5",
                ]
            ),
            ("- - a\n  - b\n\n", ["seq 1:1-2:6", "seq 1:3-2:6", "a 1:5-1:6", "b 2:5-2:6"]),
            ("[ a, {b: c} ]  \n", ["seq 1:1-1:14", "a 1:3-1:4", "map 1:6-1:12", "b 1:7-1:8", "c 1:10-1:11"]),
            ("[\n a\n]\n", ["seq 1:1-3:2", "a 2:2-2:3"]),
            ("a: 'x y'  # c\n", ["map 1:1-1:9", "a 1:1-1:2", "x y 1:4-1:9"]),
            ("a: \"x\n  y\" \n", ["map 1:1-2:5", "a 1:1-1:2", "x y 1:4-2:5"]),
            ("a: x\n   y \n\n", ["map 1:1-2:5", "a 1:1-1:2", "x y 1:4-2:5"]),
            // Left out values stand right after their indicator.
            ("a:\nb: \n", ["map 1:1-2:3", "a 1:1-1:2", "(empty) 1:3-1:3", "b 2:1-2:2", "(empty) 2:3-2:3"]),
            ("-\n- a\n", ["seq 1:1-2:4", "(empty) 1:2-1:2", "a 2:3-2:4"]),
            ("? a\n? b\n", ["map 1:1-2:4", "a 1:3-1:4", "(empty) 1:4-1:4", "b 2:3-2:4", "(empty) 2:4-2:4"]),
            // Block scalars end with the last line that has text.
            (
                "a: |\n  x\n  y\n\n\nb: 1\n",
                ["map 1:1-6:5", "a 1:1-1:2", "x\ny\n 1:4-3:4", "b 6:1-6:2", "1 6:4-6:5"]
            ),
            ("a: >-\n  x\n  y  ", ["map 1:1-3:4", "a 1:1-1:2", "x y   1:4-3:4"]),
            ("a: |\n  x", ["map 1:1-2:4", "a 1:1-1:2", "x 1:4-2:4"]),
            ("a: |\nb: 1", ["map 1:1-2:5", "a 1:1-1:2", "(empty) 1:4-1:5", "b 2:1-2:2", "1 2:4-2:5"]),
            ("a: |\n  é😀\n# c\n", ["map 1:1-2:5", "a 1:1-1:2", "é😀\n 1:4-2:5"]),
            // Properties belong to the node; an alias stands for the node at its anchor.
            (
                "a: &x !!str b\nc: *x\n",
                ["map 1:1-2:6", "a 1:1-1:2", "b 1:4-1:14", "c 2:1-2:2", "b 1:4-1:14"]
            ),
            ("a: &x\n  b: c\n", ["map 1:1-2:7", "a 1:1-1:2", "map 1:4-2:7", "b 2:3-2:4", "c 2:6-2:7"]),
            // Columns count Unicode scalars.
            (
                "é😀: [ü, e\u{301}, z]",
                [
                    "map 1:1-1:15", "é😀 1:1-1:3", "seq 1:5-1:15", "ü 1:6-1:7", "e\u{301} 1:9-1:11", "z 1:13-1:14",
                ]
            ),
            ("# c\n---\n- a\n...\n", ["seq 3:1-3:4", "a 3:3-3:4"]),
            ("--- a", ["a 1:5-1:6"]),
        ])
    func ranges(text: String, expected: [String]) {
        let document = parse(text)
        #expect(document.diagnostics == [])
        #expect(places(document.root) == expected)
    }

    @Test("A byte order mark takes no column", arguments: ["a: [b]\n", "a: |\n  b\n", "---\n- a\n", "a: >\n b"])
    func byteOrderMark(text: String) {
        #expect(places(parse("\u{FEFF}" + text).root) == places(parse(text).root))
        #expect(findings(parse("\u{FEFF}@")) == ["1:1 yaml-syntax"])
        #expect(findings(YAMLParser.parse([0xEF, 0xBB, 0xBF, 0x61, 0xFF], file: "f")) == ["1:2 invalid-utf8"])
    }

    @Test("Every kind of line end counts as one line", arguments: ["\r\n", "\r"])
    func lineEnds(lineEnd: String) {
        let text = "a:\n  b: |\n    x\n    y\n\n  c: 'p\n    q'\n# c\nd:\n- e\n"
        let other = text.replacing("\n", with: lineEnd)
        #expect(parse(other).diagnostics == [])
        #expect(places(parse(other).root) == places(parse(text).root))
        let broken = "a: 1\nb:\n  c: é\n  d: @\n".replacing("\n", with: lineEnd)
        #expect(findings(parse(broken)) == ["4:6 yaml-syntax"])
        let bad = Array("a: 1\nb: é".replacing("\n", with: lineEnd).utf8) + [0xC3]
        #expect(findings(YAMLParser.parse(bad, file: "f")) == ["2:5 invalid-utf8"])
    }
}
