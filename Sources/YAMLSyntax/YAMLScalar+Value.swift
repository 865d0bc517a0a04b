extension YAMLScalar {
    /// What the scalar means without a tag (YAML 1.2.2, section 10.3.2): anything quoted or in block style is a string.
    public var value: YAMLValue {
        guard style == .plain else { return .string(text) }
        guard let first = text.utf8.first else { return .null }
        // Most texts are told by their first byte. Literals, because a call costs at -Onone.
        switch first {
        case 0x6E, 0x4E, 0x7E:  // n N ~
            return YAMLScalar.isNull(text) ? .null : .string(text)
        case 0x74, 0x54, 0x66, 0x46:  // t T f F
            guard let bool = YAMLScalar.bool(text) else { return .string(text) }
            return .bool(bool)
        case 0x30...0x39, 0x2B, 0x2D, 0x2E:  // 0-9 + - .
            return YAMLNumber.parse(text) ?? .string(text)
        default:
            return .string(text)
        }
    }

    static func isNull(_ text: String) -> Bool {
        text.utf8.count <= 4 && (text == "null" || text == "~" || text == "" || text == "Null" || text == "NULL")
    }

    static func bool(_ text: String) -> Bool? {
        guard text.utf8.count <= 5 else { return nil }
        if text == "true" || text == "True" || text == "TRUE" { return true }
        if text == "false" || text == "False" || text == "FALSE" { return false }
        return nil
    }
}

extension YAMLNode {
    /// What a scalar means under the YAML 1.2 core schema; nil for a sequence or mapping.
    ///
    /// `!!str`, `!!int`, `!!float`, `!!bool` and `!!null` decide the kind whatever the quotes (the parser has checked
    /// that the text fits); a scalar with any other tag is a string.
    public var value: YAMLValue? {
        guard case .scalar(let scalar) = content else { return nil }
        guard let tag else { return scalar.value }
        return scalar.value(tagged: tag) ?? .string(scalar.text)
    }
}

extension YAMLScalar {
    /// The value under an explicit tag, or nil if the text does not fit it.
    func value(tagged tag: String) -> YAMLValue? {
        switch tag {
        case "tag:yaml.org,2002:null":
            return YAMLScalar.isNull(text) ? .null : nil
        case "tag:yaml.org,2002:bool":
            guard let bool = YAMLScalar.bool(text) else { return nil }
            return .bool(bool)
        case "tag:yaml.org,2002:int":
            return YAMLNumber.integer(text)
        case "tag:yaml.org,2002:float":
            guard let number = YAMLNumber.parse(text) else { return nil }
            if case .integer(let integer) = number { return .number(Double(integer)) }
            return number
        case "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map":
            return nil
        default:
            return .string(text)
        }
    }
}
