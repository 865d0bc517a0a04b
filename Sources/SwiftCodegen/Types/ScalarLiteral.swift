import YAMLSyntax

/// Writes a scalar node as a Swift expression of a scalar type; nil when it does not fit.
enum ScalarLiteral {
    static func of(_ node: YAMLNode, as type: SwiftType) -> String? {
        switch type {
        case .string: return node.string.map { StringLiteral.of($0) }
        case .int, .int64: return integer(node).map { String($0) }
        case .int32: return integer(node).flatMap { Int32(exactly: $0) }.map { String($0) }
        case .double: return double(node)?.description
        case .bool:
            if case .bool(let value)? = node.value { return value ? "true" : "false" }
            return nil
        case .date: return node.string.flatMap { RFC3339.secondsSinceReferenceDate($0) }.map(date)
        case .uuid: return node.string.flatMap { uuid($0) }
        case .data:
            guard let text = node.string, isBase64(text) else { return nil }
            return "Data(base64Encoded: " + StringLiteral.of(text) + ") ?? Data()"
        default: return nil
        }
    }

    private static func integer(_ node: YAMLNode) -> Int64? {
        switch node.value {
        case .integer(let value)?: return value
        case .number(let value)?: return Int64(exactly: value)
        default: return nil
        }
    }

    private static func double(_ node: YAMLNode) -> Double? {
        switch node.value {
        case .integer(let value)?: return Double(value)
        case .number(let value)?: return value.isFinite ? value : nil
        default: return nil
        }
    }

    private static func date(_ seconds: Double) -> String {
        "Date(timeIntervalSinceReferenceDate: " + seconds.description + ")"
    }

    /// From the canonical form, 8-4-4-4-12 hexadecimal digits.
    private static func uuid(_ text: String) -> String? {
        var digits: [Character] = []
        var position = 0
        for character in text {
            let isHyphen = position == 8 || position == 13 || position == 18 || position == 23
            if isHyphen != (character == "-") { return nil }
            if !isHyphen {
                guard character.isASCII, character.isHexDigit else { return nil }
                digits.append(character)
            }
            position += 1
        }
        if digits.count != 32 { return nil }
        var out = "UUID(uuid: ("
        var index = 0
        while index < 32 {
            out += index == 0 ? "0x" : ", 0x"
            out.append(digits[index])
            out.append(digits[index + 1])
            index += 2
        }
        return out + "))"
    }

    private static func isBase64(_ text: String) -> Bool {
        var count = 0
        var padding = 0
        for byte in text.utf8 {
            if byte == 0x3D {
                padding += 1
            } else if SwiftIdentifier.isLetterOrDigit(byte) || byte == 0x2B || byte == 0x2F, padding == 0 {
                count += 1
            } else {
                return false
            }
        }
        return padding <= 2 && (count + padding) % 4 == 0
    }
}
