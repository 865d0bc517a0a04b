/// Writes Swift string literals. The only way for text of a spec to get into generated code, apart from comments.
enum StringLiteral {
    /// A literal whose value is the text, scalar for scalar, whatever it holds.
    static func of(_ text: String) -> String {
        if EscapedText.isPlain(text) { return "\"" + text + "\"" }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if EscapedText.isHidden(scalar) {
                    out += EscapedText.codePoint(scalar)
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }
}
