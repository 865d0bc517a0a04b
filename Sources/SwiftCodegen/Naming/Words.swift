/// The words of a name: stretches of ASCII letters and digits, with what lies outside ASCII spelled as its code point.
struct Words {
    /// Leading underscores, which tell `_id` from `id`.
    var underscores = ""
    var list: [String] = []

    init(_ text: String) {
        var word = ""
        var seen = false
        var hasLower = false
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x80, SwiftIdentifier.isLetterOrDigit(UInt8(value)) {
                if value >= 0x61 { hasLower = true }
                word.unicodeScalars.append(scalar)
                seen = true
            } else {
                if !word.isEmpty {
                    list.append(word)
                    word = ""
                }
                if value >= 0x80 {
                    list.append("u" + Words.hex(value))
                    hasLower = true
                    seen = true
                } else if value == 0x5F, !seen {
                    underscores += "_"
                } else {
                    seen = true
                }
            }
        }
        if !word.isEmpty { list.append(word) }
        if list.isEmpty {
            underscores = ""
            list = Words.symbols(text)
        } else if !hasLower, list.count > 1 {
            // SCREAMING_SNAKE_CASE
            list = list.map { $0.lowercased() }
        }
    }

    /// Names for a text without a letter or digit, such as `>=`.
    private static func symbols(_ text: String) -> [String] {
        if text.isEmpty { return ["empty"] }
        var words: [String] = []
        for scalar in text.unicodeScalars {
            words.append(symbolNames[scalar] ?? "u" + hex(scalar.value))
            if words.count == 8 { break }
        }
        return words
    }

    private static let symbolNames: [Unicode.Scalar: String] = [
        " ": "space", "!": "not", "\"": "doubleQuote", "#": "hash", "$": "dollar", "%": "percent", "&": "and",
        "'": "quote",
        "(": "leftParenthesis", ")": "rightParenthesis", "*": "star", "+": "plus", ",": "comma", "-": "minus",
        ".": "dot",
        "/": "slash", ":": "colon", ";": "semicolon", "<": "less", "=": "equal", ">": "greater", "?": "question",
        "@": "at",
        "[": "leftBracket", "\\": "backslash", "]": "rightBracket", "^": "caret", "_": "underscore", "`": "backtick",
        "{": "leftBrace", "|": "or", "}": "rightBrace", "~": "tilde",
    ]

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return digits.utf8.count < 4 ? String(repeating: "0", count: 4 - digits.utf8.count) + digits : digits
    }
}
