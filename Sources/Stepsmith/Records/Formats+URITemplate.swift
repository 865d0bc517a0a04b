/// URI templates, RFC 6570.
extension Formats {
    static func isURITemplate(_ text: String) -> Bool {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{":
                guard let end = rest.firstIndex(of: "}"), isExpression(rest[..<end]) else { return false }
                rest = rest[(end + 1)...]
            case "%":
                guard rest.count >= 2, rest.prefix(2).allSatisfy(\.properties.isASCIIHexDigit) else { return false }
                rest = rest.dropFirst(2)
            case "}", "\"", "'", "<", ">", "\\", "^", "`", "|": return false
            default: if scalar.value <= 0x20 || scalar.value == 0x7F { return false }
            }
        }
        return true
    }

    /// What is between braces: perhaps an operator, then variables.
    private static func isExpression(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var text = text
        if let first = text.first, "+#./;?&=,!@|".unicodeScalars.contains(first) { text = text.dropFirst() }
        return text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(isVariable)
    }

    /// A name, and perhaps `*` or a length of up to four digits.
    private static func isVariable(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var name = text
        if name.last == "*" {
            name = name.dropLast()
        } else if let colon = name.firstIndex(of: ":") {
            let length = name[(colon + 1)...]
            guard (1...4).contains(length.count), length.allSatisfy({ ("0"..."9").contains($0) }), length.first != "0" else {
                return false
            }
            name = name[..<colon]
        }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isNamePart)
    }

    private static func isNamePart(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var rest = text
        if rest.isEmpty { return false }
        while let scalar = rest.popFirst() {
            if scalar == "%" {
                guard rest.count >= 2, rest.prefix(2).allSatisfy(\.properties.isASCIIHexDigit) else { return false }
                rest = rest.dropFirst(2)
            } else if !scalar.isASCII || !isAlphanumeric(UInt8(scalar.value)) && scalar != "_" {
                return false
            }
        }
        return true
    }
}
