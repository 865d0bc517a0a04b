/// Text from outside, made fit for messages and logs.
enum Excerpt {
    /// The most that is kept of a body, in bytes of UTF-8 as shown.
    static let limit = 500

    /// The beginning of `bytes`: what is no UTF-8 is replaced, and what a terminal would obey or hide is written as
    /// its escape. Ends in an ellipsis if there is more.
    static func visible(_ bytes: some Collection<UInt8>, limit: Int = Excerpt.limit) -> String {
        // A cut within a character shows as a replacement beyond the limit.
        visible(String(decoding: bytes.prefix(limit + 4), as: UTF8.self), limit: limit)
    }

    static func visible(_ text: String, limit: Int) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let shown = shown(scalar)
            if out.utf8.count + shown.utf8.count > limit { return out + "…" }
            out += shown
        }
        return out
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: return String(scalar)
        }
    }
}
