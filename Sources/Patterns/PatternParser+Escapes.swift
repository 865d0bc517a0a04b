/// What an escape stands for.
enum Escape {
    case scalar(UInt32)
    case set(ScalarSet)
}

extension PatternParser {
    /// An escape after its backslash, which stands at `start`.
    mutating func escape(at start: Int, inClass: Bool) throws(PatternError) -> Escape {
        guard let letter = peek else { throw error("nothing follows the backslash", at: start) }
        index += 1
        if let set = ScalarSet.shorthand(letter) { return .set(set) }
        switch letter {
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "0":
            if let next = peek, next >= "0", next <= "9" { throw error("octal escapes do not exist here", at: start) }
            return .scalar(0)
        case "c":
            guard let control = peek, control.isASCII, control.properties.isAlphabetic else {
                throw error("\"\\c\" needs a letter from A to Z", at: start)
            }
            index += 1
            return .scalar(control.value & 0x1F)
        case "x":
            guard let value = hexadecimal(2) else { throw error("\"\\x\" needs two hexadecimal digits", at: start) }
            return .scalar(value)
        case "u": return .scalar(try unicodeEscape(at: start))
        case "p", "P":
            var set = try propertyEscape(at: start, negated: letter == "P")
            set.seal()
            return .set(set)
        case "1", "2", "3", "4", "5", "6", "7", "8", "9", "k":
            if inClass { throw error("\"\\\(letter)\" means nothing in a class", at: start) }
            throw error("back references are not supported", at: start, .unsupported)
        default:
            if letter.properties.isAlphabetic { throw error("unknown escape \"\\\(letter)\"", at: start) }
            return .scalar(letter.value)
        }
    }

    /// Exactly `count` hexadecimal digits; nil, with nothing read, when they are not there.
    private mutating func hexadecimal(_ count: Int) -> UInt32? {
        guard index + count <= source.count else { return nil }
        var value: UInt32 = 0
        for offset in 0..<count {
            guard let digit = PatternParser.hexadecimalValue(source[index + offset]) else { return nil }
            value = value << 4 | digit
        }
        index += count
        return value
    }

    private static func hexadecimalValue(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": return scalar.value - 0x30
        case "a"..."f": return scalar.value - 0x61 + 10
        case "A"..."F": return scalar.value - 0x41 + 10
        default: return nil
        }
    }

    /// `\u1234`, a pair of surrogates written so, or `\u{1F600}`.
    private mutating func unicodeEscape(at start: Int) throws(PatternError) -> UInt32 {
        if skip("{") {
            var value: UInt32 = 0
            let digits = index
            while let next = peek, let digit = PatternParser.hexadecimalValue(next) {
                value = value << 4 | digit
                if value > 0x10FFFF { throw error("there is no character beyond \"\\u{10FFFF}\"", at: start) }
                index += 1
            }
            if index == digits || !skip("}") {
                throw error("\"\\u{\" needs hexadecimal digits and a \"}\"", at: start)
            }
            return value
        }
        guard let value = hexadecimal(4) else { throw error("\"\\u\" needs four hexadecimal digits", at: start) }
        let afterFirst = index
        if value >> 10 == 0xD800 >> 10, skip("\\"), skip("u"), let low = hexadecimal(4), low >> 10 == 0xDC00 >> 10 {
            return 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
        }
        index = afterFirst
        return value
    }

    /// `\p{Letter}`, `\p{Lu}`, `\p{gc=Lu}` or `\p{Alphabetic}`.
    private mutating func propertyEscape(at start: Int, negated: Bool) throws(PatternError) -> ScalarSet {
        guard skip("{") else { throw error("\"\\p\" needs the name of a property in braces", at: start) }
        var name = ""
        while let next = peek, next != "}" {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard skip("}") else { throw error("the braces of \"\\p{\" are never closed", at: start) }
        var set = ScalarSet()
        for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
            guard let mask = Unicode.GeneralCategory.mask(String(name.dropFirst(prefix.count))) else {
                throw error("there is no general category of this name", at: start)
            }
            set.insert(categories: mask, negated: negated)
            return set
        }
        if let mask = Unicode.GeneralCategory.mask(name) {
            set.insert(categories: mask, negated: negated)
        } else if let property = UnicodeProperty(name) {
            set.insert(negated ? .not(property) : property)
        } else if name == "Any" {
            set.insert(categories: ~0, negated: negated)
        } else if name == "Assigned" {
            set.insert(categories: Unicode.GeneralCategory.unassigned.bit, negated: !negated)
        } else if name == "ASCII" {
            set.insert(negated ? 0x80 : 0, negated ? 0x10FFFF : 0x7F)
        } else if name.contains("=") {
            throw error(
                "of the properties with a value only General_Category is supported, not scripts", at: start,
                .unsupported)
        } else {
            throw error("this Unicode property is unknown or not supported", at: start, .unsupported)
        }
        return set
    }
}
