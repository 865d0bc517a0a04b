import Testing
import YAMLSyntax

@Suite("Texts that are not one YAML document")
struct SyntaxErrorTests {
    @Test(
        "Syntax errors say where, and what to do",
        arguments: [
            ("a:\n\tb: 1\n", "2:1 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            ("a:\n  b: 1\n\tc: 2\n", "3:1 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            ("a:\n  b: x\n \ty\n", "3:2 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            // YAML 1.2 would take the second tab as text; libyaml does not.
            ("a: |\n  \tx\n", "2:3 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            ("a: |\n\tx\n", "2:1 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            ("-\ta: 1\n\tb: 2\n", "1:2 yaml-syntax", "a tab is used for indentation; YAML allows only spaces there"),
            ("a: @b\n", "1:4 yaml-syntax", "a plain text cannot start with '@'; put it in quotes"),
            ("a: `b`\n", "1:4 yaml-syntax", "a plain text cannot start with '`'; put it in quotes"),
            ("a: %b\n", "1:4 yaml-syntax", "a plain text cannot start with '%'; put it in quotes"),
            ("a: b: c\n", "1:5 yaml-syntax", "a mapping cannot start here; a text that contains ': ' needs quotes"),
            (
                "a: [b\nc: d\n", "2:2 yaml-syntax (1:4 the flow sequence starts here)",
                "did not find expected ',' or ']', while parsing a flow sequence"
            ),
            (
                "a: 'b\n", "2:1 yaml-syntax (1:4 the quoted scalar starts here)",
                "found unexpected end of stream, while scanning a quoted scalar"
            ),
            (
                "a: \"\\q\"\n", "1:5 yaml-syntax (1:4 the quoted scalar starts here)",
                "found unknown escape character, while parsing a quoted scalar"
            ),
            (
                "a:\n  b: 1\n c: 2\n", "3:2 yaml-syntax (1:1 the block mapping starts here)",
                "expected a key of the mapping or its end; check the indentation"
            ),
            (
                "- a\nb: c\n", "2:1 yaml-syntax (1:1 the block collection starts here)",
                "expected '-' or the end of the sequence; check the indentation"
            ),
            ("a: 1\nb\nc: 2\n", "3:1 yaml-syntax (2:1 the simple key starts here)", "expected ':' after the key"),
            ("{a: 1} b\n", "1:8 yaml-syntax", "the document has ended before this text; check the indentation"),
            ("]", "1:1 yaml-syntax", "did not find expected node content, while parsing a block node"),
            ("%YAML 3.0\n--- a\n", "1:1 yaml-syntax", "only YAML 1.1 and 1.2 are read: write `%YAML 1.2`, or remove the line"),
            ("a: !x!y z\n", "1:4 yaml-syntax", "found undefined tag handle, while parsing a node"),
        ])
    func syntax(text: String, place: String, text expected: String) {
        let document = parse(text)
        #expect(findings(document) == [place])
        #expect(message(document) == expected)
        #expect(document.root == nil)
    }

    @Test(
        "Tabs that are no indentation are fine",
        arguments: ["a:\tb\n", "a: b\t# c\n", "a: \"\tb\"\n", "[a,\tb]\n", "{\n\ta: b\n}\n"])
    func tabs(text: String) {
        #expect(findings(parse(text)) == [])
    }

    @Test(
        "Nothing to read",
        arguments: [
            "", " ", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}", "%YAML 1.1\n---\n", "\r\n",
        ])
    func empty(text: String) {
        let document = parse(text)
        #expect(findings(document) == ["1:1 empty-document"])
        #expect(document.root == nil)
    }

    @Test("A null that is written is a document", arguments: ["~", "null\n", "--- null\n", "--- !!null\n"])
    func writtenNull(text: String) {
        #expect(parse(text).root?.value == .null)
    }

    @Test(
        "A second document",
        arguments: [
            ("a: 1\n---\nb: 2\n", "2:1"), ("---\na: 1\n--- b\n", "3:1"), ("a: 1\n...\nb: 2\n", "3:1"),
            ("a: 1\n...\n# c\n  b\n", "4:3"), ("---\n---\n", "2:1"), ("# c\n---\na\n...\n---\nb: @\n", "5:1"),
        ])
    func several(text: String, place: String) {
        #expect(findings(parse(text)) == ["\(place) multiple-documents"])
    }

    @Test(
        "One document with its markers",
        arguments: [
            "---\na: 1\n", "# c\n---\na: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "%YAML 1.2\n---\na: 1\n...\n# c\n",
        ])
    func markers(text: String) {
        #expect(outline(parse(text).root) == "{\"a\": 1}")
    }

    @Test(
        "Bytes that are not UTF-8",
        arguments: [
            ([0x61, 0x3A, 0x20, 0xE9], "1:4"), ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "1:4"),
            ([0x61, 0x0A, 0xC3, 0xA9, 0xC3, 0x28], "2:2"), ([0xC0, 0x80], "1:1"), ([0x80], "1:1"),
            ([0xED, 0xA0, 0x80], "1:1"), ([0xF4, 0x90, 0x80, 0x80], "1:1"), ([0x78, 0xF0, 0x9F, 0x98], "1:2"),
            ([0x78, 0xF0, 0x9F, 0x98, 0x0A], "1:2"), ([0xFF], "1:1"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1"), ([0xFE, 0xFF, 0x00, 0x61], "1:1"),
            ([0x61, 0x00, 0x3A, 0x00], "1:1"), ([0x00, 0x61, 0x00, 0x3A], "1:1"),
            ([0xFF, 0xFE, 0x00, 0x00], "1:1"), ([0x00, 0x00, 0xFE, 0xFF], "1:1"),
        ] as [([UInt8], String)])
    func invalidUTF8(bytes: [UInt8], place: String) {
        let document = YAMLParser.parse(bytes, file: "f")
        #expect(findings(document) == ["\(place) invalid-utf8"])
        #expect(message(document).contains("UTF-8"))
    }

    @Test(
        "Characters that only binary files have",
        arguments: [
            ("a: b\0c", "1:5", "this looks like a binary file: it has a NUL character here"),
            ("\u{7F}ELF", "1:1", "this looks like a binary file: it has the control character U+007F here"),
            ("a: é\u{1B}[0m", "1:5", "this looks like a binary file: it has the control character U+001B here"),
            ("a\n# \u{8}", "2:3", "this looks like a binary file: it has the control character U+0008 here"),
            ("a: \u{9F}", "1:4", "this looks like a binary file: it has the control character U+009F here"),
            ("a: \u{FFFE}", "1:4", "this looks like a binary file: it has the control character U+FFFE here"),
        ])
    func binary(text: String, place: String, expected: String) {
        let document = parse(text)
        #expect(findings(document) == ["\(place) binary-file"])
        #expect(message(document) == expected)
    }

    @Test(
        "Line breaks that editors and YAML readers take differently",
        arguments: [
            ("# c\u{2028}a: 1", "1:4"), ("é: 'x\u{2029}y'", "1:6"), ("a\n\u{85}b", "2:1"), ("– a\n\u{2028}", "2:1"),
        ])
    func lineBreaks(text: String, place: String) {
        #expect(findings(parse(text)) == ["\(place) ambiguous-line-break"])
        #expect(outline(parse("\"\\u2028\\L\\P\\N\"").root) == "\"\u{2028}\u{2028}\u{2029}\u{85}\"")
    }

    @Test(
        "Tags that their nodes do not fit",
        arguments: [
            "!!int x", "!!int 1.5", "!!bool yes", "!!null x", "!!float x", "!!str [a]", "!!int {}", "!!map [a]",
            "!!seq {}", "!!map a",
        ])
    func tags(text: String) {
        #expect(findings(parse("a: 1\nb: \(text)\n")) == ["2:4 bad-tag"])
    }

    @Test("Several mistakes come out in one run, in order, up to the first syntax error")
    func several() {
        let document = parse("a: *x\nb: 1\nb: 2\n<<: 3\n? [c]\n: !!int d\ne: 'f\n")
        #expect(
            findings(document) == [
                "1:4 unknown-alias", "3:1 duplicate-key (2:1 first written here)", "5:3 complex-key", "6:3 bad-tag",
                "8:1 yaml-syntax (7:4 the quoted scalar starts here)",
            ])
        #expect(
            document.diagnostics[0].text == "f:1:4: error: no node before this one has the anchor '&x' [unknown-alias]")
    }

    @Test("Every code has a name of its own and an explanation")
    func codes() {
        let codes = DiagnosticCode.yamlSyntaxCodes
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.severity == .error && $0.explanation.hasSuffix(".") })
    }
}
