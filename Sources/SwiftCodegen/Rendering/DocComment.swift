import WorkflowSpec
import YAMLSyntax

/// Writes documentation comments: each line of the text behind `///`, so that nothing in it can end the comment.
enum DocComment {
    static func lines(_ text: String) -> [String] {
        if EscapedText.isPlain(text) { return [comment(text)] }
        var out: [String] = []
        var line = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
                out.append(comment(line))
                line = ""
            case "\t": line += " "
            default:
                if EscapedText.isHidden(scalar) {
                    line += EscapedText.codePoint(scalar)
                } else {
                    line.unicodeScalars.append(scalar)
                }
            }
            previous = scalar
        }
        out.append(comment(line))
        while out.count > 1, out.last == "///" { out.removeLast() }
        return out
    }

    private static func comment(_ line: String) -> String {
        var end = line.utf8.endIndex
        while end > line.utf8.startIndex {
            let before = line.utf8.index(before: end)
            if line.utf8[before] != 0x20 { break }
            end = before
        }
        return end == line.utf8.startIndex ? "///" : "/// " + line[..<end]
    }

    /// Title, description, deprecation and examples of a schema, each a paragraph.
    static func of(_ schema: Schema) -> [String] {
        var out: [String] = []
        if let title = schema.keywords.title { add(lines(title), to: &out) }
        if let description = schema.keywords.description { add(lines(description), to: &out) }
        if schema.keywords.deprecated { add(["/// Deprecated."], to: &out) }
        if !schema.keywords.examples.isEmpty {
            var paragraph: [String] = []
            for example in schema.keywords.examples.prefix(5) {
                guard let text = JSONText.of(example, limit: 200) else { continue }
                paragraph += lines("Example: `" + text + "`")
            }
            if !paragraph.isEmpty { add(paragraph, to: &out) }
        }
        return out
    }

    private static func add(_ paragraph: [String], to out: inout [String]) {
        if !out.isEmpty { out.append("///") }
        out += paragraph
    }
}
