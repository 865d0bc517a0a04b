/// What a name in a spec may look like.
enum Names {
    /// What is wrong with a name of at most `max` characters, to follow "'name'" in a message; nil if it is fine.
    static func problem(_ text: String, max: Int) -> String? {
        var isBlank = true
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F { return "has a control character" }
            if byte != 0x20 { isBlank = false }
        }
        if isBlank { return "is empty" }
        if text.utf8.count > max, text.unicodeScalars.count > max { return "has more than \(max) characters" }
        return nil
    }

    /// Letters, digits and '_', not starting with a digit.
    static func isPlainIdentifier(_ text: String) -> Bool {
        var isFirst = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"): if isFirst { return false }
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }

    /// Tasker's rule for event names: `^[a-z0-9_.]+$` with a dot inside, and none first, last or doubled.
    static func isEventName(_ text: String) -> Bool {
        var dots = 0
        var wasDot = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                wasDot = false
            case UInt8(ascii: "."):
                if wasDot { return false }
                wasDot = true
                dots += 1
            default: return false
            }
        }
        return dots > 0 && !wasDot
    }

    /// Three numbers, with an optional pre-release and build part (semver.org 2.0.0, loosely).
    static func isSemanticVersion(_ text: String) -> Bool {
        var core: Substring = text[...]
        if let end = core.firstIndex(where: { (c: Character) -> Bool in c == "-" || c == "+" }) {
            if text.index(after: end) == text.endIndex { return false }
            core = core[..<end]
        }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count != 3 { return false }
        for part in parts {
            if part.isEmpty || (part.utf8.count > 1 && part.utf8.first == UInt8(ascii: "0")) { return false }
            for byte in part.utf8 where byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return false }
        }
        return true
    }
}

enum SwiftIdentifier {
    /// Whether the text can be written as the name of a type or member, if need be in backticks.
    static func isValid(_ text: String) -> Bool {
        switch text {
        case "_", "self", "Self", "Type", "Protocol", "Any", "init", "deinit", "subscript": return false
        default: break
        }
        if text.utf8.count > 255 { return false }
        var isFirst = true
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if scalar == "_" || properties.isXIDStart || (!isFirst && properties.isXIDContinue) {
                isFirst = false
            } else {
                return false
            }
        }
        return !isFirst
    }
}
