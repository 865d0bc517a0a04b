extension Formats {
    /// RFC 6570: literal text, and expressions in braces. Whether a variable is ever given a value is not part of it.
    static func isURITemplate(_ text: String) -> Bool {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{":
                guard let end = rest.firstIndex(of: "}"), isExpression(rest[..<end]) else { return false }
                rest = rest[rest.index(after: end)...]
            case "%":
                guard dropHexadecimalPair(&rest) else { return false }
            case "\"", "'", "<", ">", "\\", "^", "`", "|", "}": return false
            default:
                if scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value) { return false }
            }
        }
        return true
    }

    /// An operator or none, then names with commas between them.
    private static func isExpression(_ text: Substring.UnicodeScalarView) -> Bool {
        var text = text
        if let first = text.first, "+#./;?&=,!@|".unicodeScalars.contains(first) { text.removeFirst() }
        return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(isVariable)
    }

    /// `name`, `name:3` or `name*`.
    private static func isVariable(_ text: Substring.UnicodeScalarView) -> Bool {
        var name = text
        if name.last == "*" {
            name.removeLast()
        } else if let colon = name.firstIndex(of: ":") {
            let length = name[name.index(after: colon)...]
            guard (1...4).contains(length.count), length.first != "0", length.allSatisfy({ ("0"..."9").contains($0) }) else {
                return false
            }
            name = name[..<colon]
        }
        var isAfterDot = true
        while let scalar = name.popFirst() {
            if scalar == "." {
                if isAfterDot { return false }
                isAfterDot = true
                continue
            }
            isAfterDot = false
            if scalar == "%" {
                guard dropHexadecimalPair(&name) else { return false }
            } else {
                guard scalar == "_" || (scalar.isASCII && isAlphanumeric(UInt8(scalar.value))) else { return false }
            }
        }
        return !isAfterDot
    }

    private static func dropHexadecimalPair(_ text: inout Substring.UnicodeScalarView) -> Bool {
        for _ in 0..<2 {
            guard let digit = text.popFirst(), digit.isASCII, isHex(UInt8(digit.value)) else { return false }
        }
        return true
    }
}
