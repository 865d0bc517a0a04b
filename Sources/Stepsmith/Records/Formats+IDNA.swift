/// International host names, by IDNA2008 (RFC 5890 to 5893, but for the rules on writing direction).
extension Formats {
    /// Labels with any letters, between full stops of any script.
    static func isInternationalHostname(_ text: String) -> Bool {
        var labels: [[Unicode.Scalar]] = [[]]
        for scalar in text.unicodeScalars {
            switch scalar {
            case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}": labels.append([])
            default: labels[labels.count - 1].append(scalar)
            }
        }
        var length = labels.count - 1
        for label in labels {
            guard let encoded = IDNALabel(label)?.encodedLength else { return false }
            length += encoded
        }
        return length <= 253
    }

    /// Whether a label that begins with `xn--` stands for one that IDNA allows.
    static func isEncodedLabel(_ label: ArraySlice<UInt8>) -> Bool {
        let scalars = label.map { Unicode.Scalar($0) }
        return IDNALabel(scalars) != nil
    }
}

/// One label of a host name: nil when IDNA does not allow it.
private struct IDNALabel {
    /// How many bytes the label has as ASCII.
    let encodedLength: Int

    init?(_ written: [Unicode.Scalar]) {
        let label = written.map { $0.isASCII ? Unicode.Scalar(UInt8($0.value)).lowercased : $0 }
        // Coding takes time that grows with the square of the length.
        if label.isEmpty || label.count > 63 || label.first == "-" || label.last == "-" { return nil }
        let hasHyphens = label.count >= 4 && label[2] == "-" && label[3] == "-"
        if label.allSatisfy(\.isASCII) {
            guard label.allSatisfy({ $0.isLetterDigitHyphen }) else { return nil }
            encodedLength = label.count
            if !hasHyphens { return }
            guard label[0] == "x", label[1] == "n", let decoded = Punycode.decode(label.dropFirst(4)),
                !decoded.allSatisfy(\.isASCII), IDNALabel.isValid(decoded), Punycode.encode(decoded) == Array(label.dropFirst(4))
            else { return nil }
            return
        }
        if !IDNALabel.isValid(label) { return nil }
        encodedLength = 4 + Punycode.encode(label).count
        if encodedLength > 63 { return nil }
    }

    /// RFC 5891, section 4.2.3.
    private static func isValid(_ label: [Unicode.Scalar]) -> Bool {
        guard let first = label.first, !first.isMark, first != "-", label.last != "-" else { return false }
        if label.count >= 4, label[2] == "-", label[3] == "-" { return false }
        for (index, scalar) in label.enumerated() {
            if scalar.isLetterDigitHyphen { continue }
            if let isAllowed = inContext(scalar, label, index) {
                if !isAllowed { return false }
            } else if !scalar.isAllowedInNames {
                return false
            }
        }
        return true
    }

    /// The rules of RFC 5892, appendix A: nil for what needs no context.
    private static func inContext(_ scalar: Unicode.Scalar, _ label: [Unicode.Scalar], _ index: Int) -> Bool? {
        let before = index > 0 ? label[index - 1] : nil
        let after = index + 1 < label.count ? label[index + 1] : nil
        switch scalar.value {
        case 0x200C: return before?.isVirama == true || joins(label, index)
        case 0x200D: return before?.isVirama == true
        case 0xB7: return before == "l" && after == "l"
        case 0x375: return after?.isGreek == true
        case 0x5F3, 0x5F4: return before?.isHebrew == true
        case 0x30FB: return label.contains { $0.isJapaneseOrHan }
        case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
        case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
        default: return nil
        }
    }

    /// A letter that joins on both sides of a non-joiner, marks passed over. Of the scripts that join, Arabic alone.
    private static func joins(_ label: [Unicode.Scalar], _ index: Int) -> Bool {
        guard let before = label[..<index].last(where: { !$0.isMark }),
            let after = label[(index + 1)...].first(where: { !$0.isMark })
        else { return false }
        return before.isDualJoiningArabic && after.isJoiningArabic
    }
}

extension Unicode.Scalar {
    fileprivate var lowercased: Unicode.Scalar {
        value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value + 32)) : self
    }
    fileprivate var isLetterDigitHyphen: Bool {
        (value >= 0x61 && value <= 0x7A) || (value >= 0x30 && value <= 0x39) || self == "-"
    }
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
    fileprivate var isVirama: Bool { properties.canonicalCombiningClass == .virama }
    fileprivate var isGreek: Bool { (0x370...0x3FF).contains(value) || (0x1F00...0x1FFF).contains(value) }
    fileprivate var isHebrew: Bool { (0x591...0x5FF).contains(value) || (0xFB1D...0xFB4F).contains(value) }
    fileprivate var isJapaneseOrHan: Bool {
        switch value {
        case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF: return true
        case 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B: return true
        default: return properties.isIdeographic
        }
    }
    fileprivate var isJoiningArabic: Bool {
        (0x620...0x64A).contains(value) && value != 0x621 && value != 0x640 || (0x66E...0x6D3).contains(value)
    }
    fileprivate var isDualJoiningArabic: Bool {
        guard isJoiningArabic else { return false }
        switch value {
        case 0x622...0x625, 0x627, 0x629, 0x62F...0x632, 0x648, 0x671...0x673, 0x675...0x677, 0x688...0x699, 0x6C0,
            0x6C3...0x6CB, 0x6CD, 0x6CF, 0x6D2, 0x6D3:
            return false
        default: return true
        }
    }

    /// The property PVALID of RFC 5892, section 3.
    fileprivate var isAllowedInNames: Bool {
        switch value {
        case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return true
        case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return false
        case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB: return false
        default: break
        }
        let properties = properties
        if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint || properties.isWhitespace {
            return false
        }
        switch properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }
}

/// RFC 3492.
private enum Punycode {
    private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var k = 0
        while delta > 455 {
            delta /= 35
            k += 36
        }
        return k + 36 * delta / (delta + 38)
    }

    static func decode(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var out: [Unicode.Scalar] = []
        var rest = text
        if let hyphen = text.lastIndex(of: "-") {
            out = Array(text[..<hyphen])
            rest = text[(hyphen + 1)...]
        }
        var code = 128
        var index = 0
        var bias = 72
        while !rest.isEmpty {
            let start = index
            var weight = 1
            var k = 36
            while true {
                guard let scalar = rest.popFirst(), let digit = digit(scalar) else { return nil }
                let (step, isTooLarge) = digit.multipliedReportingOverflow(by: weight)
                if isTooLarge || step > Int(Int32.max) { return nil }
                index += step
                let threshold = k <= bias ? 1 : (k >= bias + 26 ? 26 : k - bias)
                if digit < threshold { break }
                weight *= 36 - threshold
                if weight > Int(Int32.max) { return nil }
                k += 36
            }
            let count = out.count + 1
            bias = adapt(index - start, count, isFirst: start == 0)
            code += index / count
            index %= count
            guard code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
            out.insert(scalar, at: index)
            index += 1
        }
        return out
    }

    static func encode(_ label: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var out = label.filter(\.isASCII)
        var handled = out.count
        let basic = handled
        if basic > 0 { out.append("-") }
        var code = 128
        var delta = 0
        var bias = 72
        while handled < label.count {
            guard let next = label.map({ Int($0.value) }).filter({ $0 >= code }).min() else { return out }
            delta += (next - code) * (handled + 1)
            code = next
            for scalar in label {
                if Int(scalar.value) < code { delta += 1 }
                guard Int(scalar.value) == code else { continue }
                var rest = delta
                var k = 36
                while true {
                    let threshold = k <= bias ? 1 : (k >= bias + 26 ? 26 : k - bias)
                    if rest < threshold { break }
                    out.append(letter(threshold + (rest - threshold) % (36 - threshold)))
                    rest = (rest - threshold) / (36 - threshold)
                    k += 36
                }
                out.append(letter(rest))
                bias = adapt(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return out
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x61...0x7A: return Int(scalar.value) - 0x61
        case 0x30...0x39: return Int(scalar.value) - 0x30 + 26
        default: return nil
        }
    }

    private static func letter(_ digit: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26))
    }
}
