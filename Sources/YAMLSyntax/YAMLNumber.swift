/// The number forms of the YAML 1.2 core schema (YAML 1.2.2, section 10.3.2).
enum YAMLNumber {
    /// An integer or floating-point number, or nil if the text is neither.
    static func parse(_ text: String) -> YAMLValue? {
        integer(text) ?? float(text)
    }

    /// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`; beyond 64 bits the nearest floating-point number.
    static func integer(_ text: String) -> YAMLValue? {
        if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
        if let value = Int64(text) { return .integer(value) }
        var digitsOnly = true
        var count = 0
        for byte in text.utf8 {
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
                count += 1
            } else if !(isSign && count == 0) {
                digitsOnly = false
                break
            }
        }
        guard digitsOnly, count > 0, let value = Double(text) else { return nil }
        return .number(value)
    }

    private static func digits(_ text: Substring, radix: Int) -> YAMLValue? {
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        if let value = Int64(text, radix: radix) { return .integer(value) }
        var value: Double = 0
        for character in text {
            guard let digit = character.hexDigitValue, digit < radix else { return nil }
            value = value * Double(radix) + Double(digit)
        }
        return .number(value)
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, `[-+]?\.inf` or `.nan` (three spellings each).
    private static func float(_ text: String) -> YAMLValue? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        default: break
        }
        // `Double.init` also takes hexadecimal, `inf` and `nan`, so only these characters may pass on to it.
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                break
            default: return nil
            }
        }
        guard let value = Double(text) else { return nil }
        return .number(value)
    }
}
