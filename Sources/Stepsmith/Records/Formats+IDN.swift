/// International host names (IDNA2008: RFC 5890 to 5893).
///
/// By Unicode's properties, as RFC 5892 derives its tables from them, and its rules for characters that depend on what
/// is beside them. Scripts, which Swift has no properties for, are told by their main blocks. Not checked: that a name
/// is in normalization form C, and right-to-left rules.
extension Formats {
    static func isInternationalHostname(_ text: String) -> Bool {
        var length = -1
        for label in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isLabelSeparator) {
            guard let encoded = encodedLength(label) else { return false }
            length += encoded + 1
        }
        return (1...253).contains(length)
    }

    private static func isLabelSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}"
    }

    /// In the form that the name system knows, at most 63; nil for what is no label.
    private static func encodedLength(_ label: Substring.UnicodeScalarView) -> Int? {
        let scalars = Array(label)
        guard let first = scalars.first, first != "-", scalars.last != "-", !isMark(first) else { return nil }
        if scalars.allSatisfy({ $0.isASCII }) {
            return isHostname(String(label)) ? scalars.count : nil
        }
        // Reserved for encoded labels, which are ASCII.
        if scalars.count >= 4, scalars[2] == "-", scalars[3] == "-" { return nil }
        for index in scalars.indices where !isAllowed(at: index, in: scalars) { return nil }
        guard let length = Punycode.length(of: scalars), length + 4 <= 63 else { return nil }
        return length + 4
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// RFC 5892, sections 2 and 3.
    private static func isAllowed(at index: Int, in label: [Unicode.Scalar]) -> Bool {
        let scalar = label[index]
        if scalar.isASCII { return scalar == "-" || isAlphanumeric(UInt8(scalar.value)) }
        switch scalar.value {
        case 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
        case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        case 0xB7, 0x375, 0x5F3, 0x5F4, 0x660...0x669, 0x6F0...0x6F9, 0x200C, 0x200D, 0x30FB:
            return isInItsContext(at: index, in: label)
        default: break
        }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return false }
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
        default: return false
        }
    }

    /// RFC 5892, appendix A.
    private static func isInItsContext(at index: Int, in label: [Unicode.Scalar]) -> Bool {
        let before = index > 0 ? label[index - 1] : nil
        let after = index + 1 < label.count ? label[index + 1] : nil
        switch label[index].value {
        case 0xB7: return before == "l" && after == "l"
        case 0x375: return after.map(isGreek) ?? false
        case 0x5F3, 0x5F4: return before.map(isHebrew) ?? false
        case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
        case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
        case 0x30FB: return label.contains(where: isJapanese)
        case 0x200C:
            if let before, let after, isArabicLetter(before), isArabicLetter(after) { return true }
            return before.map(isVirama) ?? false
        default: return before.map(isVirama) ?? false
        }
    }

    private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass == .virama
    }
    private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic
            && ((0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value))
    }
    private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
        (0x591...0x5F4).contains(scalar.value) || (0xFB1D...0xFB4F).contains(scalar.value)
    }
    private static func isArabicLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x620...0x8FF).contains(scalar.value) && scalar.properties.isAlphabetic
    }
    private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x3007, 0x3041...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF: return true
        default: return scalar.properties.isIdeographic
        }
    }
}

/// RFC 3492, as far as the length of what it makes.
enum Punycode {
    /// Nil for more scalars than any label has, before the time that coding takes grows with their square.
    static func length(of scalars: [Unicode.Scalar]) -> Int? {
        if scalars.count > 63 { return nil }
        let basic = scalars.count { $0.isASCII }
        var length = basic > 0 ? basic + 1 : 0
        var (next, delta, bias, handled) = (UInt32(128), 0, 72, basic)
        while handled < scalars.count {
            guard let least = scalars.lazy.map(\.value).filter({ $0 >= next }).min() else { return nil }
            delta += Int(least - next) * (handled + 1)
            next = least
            for scalar in scalars {
                if scalar.value < next { delta += 1 }
                guard scalar.value == next else { continue }
                length += digits(of: delta, bias)
                bias = adapted(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return length
    }

    private static func digits(of delta: Int, _ bias: Int) -> Int {
        var (rest, count, weight) = (delta, 1, 36)
        while true {
            let threshold = min(26, max(1, weight - bias))
            if rest < threshold { return count }
            rest = (rest - threshold) / (36 - threshold)
            count += 1
            weight += 36
        }
    }

    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var weight = 0
        while delta > 35 * 26 / 2 {
            delta /= 35
            weight += 36
        }
        return weight + 36 * delta / (delta + 38)
    }
}
