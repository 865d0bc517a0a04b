/// Texts that would break out of a literal, a comment or an identifier if they were written as they are.
enum HostileText {
    static let all: [String] = [
        "", " ", "*/ fatalError() /*", "\"", "\"\"\"", "\\", "\\\"", "\\(fatalError())", "\"#", "#\"", "\\#(x)", "\n",
        "a\nfatalError()\n", "\r",
        "a\rlet x = 1", "\r\n", "\u{2028}let x = 1", "\u{2029}", "\u{85}let y = 2", "\u{B}", "\u{C}", "\u{0}",
        "a\u{0}b", "\u{202E}drowssap",
        "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}", "\u{7F}", "\u{1B}[31m", "🚀", "👨‍👩‍👧", "é", "e\u{301}", "\u{301}", "名前",
        "\u{430}dmin", "admin",
        "class", "self", "Self", "Type", "Protocol", "init", "default", "in", "is", "as", "nil", "true", "Any", "_",
        "__", "`", "`class`",
        "a/../b", "../../etc/passwd", "/", "..", ".", "//", "/*", "///", "}", "})", "{", ";", "@available", "#if",
        "#endif", "$0", "$x",
        "%s%n", "a:b", "1", "1.0", "-1", "2fa", "\\u{41}", "\\n", "\t", "\u{E0041}", "\u{AD}", "'", "a'b", "<script>",
        "\u{10FFFF}", "\u{FFFD}",
    ]
}
