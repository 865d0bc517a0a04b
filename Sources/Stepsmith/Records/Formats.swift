/// Recognizers of string formats, each by the grammar of its RFC.
enum Formats {
    /// RFC 5321 mailbox: a dot-atom or quoted local part, and a host name or an address in brackets.
    static func isEmail(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 }), let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let local = bytes[..<at]
        let domain = String(decoding: bytes[(at + 1)...], as: UTF8.self)
        if local.isEmpty || local.count > 64 { return false }
        if local.first == UInt8(ascii: "\""), local.last == UInt8(ascii: "\""), local.count >= 2 {
            if !isQuotedText(local.dropFirst().dropLast()) { return false }
        } else {
            let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            if atoms.contains(where: { atom in atom.isEmpty || !atom.allSatisfy(isAtomText) }) { return false }
        }
        if domain.hasPrefix("["), domain.hasSuffix("]") {
            let literal = String(domain.dropFirst().dropLast())
            return literal.hasPrefix("IPv6:") ? isIPv6(String(literal.dropFirst(5))) : isIPv4(literal)
        }
        return isHostname(domain)
    }

    private static func isQuotedText(_ bytes: ArraySlice<UInt8>) -> Bool {
        var isEscaped = false
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F { return false }
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return !isEscaped
    }

    private static func isAtomText(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    /// RFC 1123: labels of letters, digits and inner hyphens, up to 63 each and 253 together.
    static func isHostname(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.isEmpty || bytes.count > 253 { return false }
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
            return isAlphanumeric(first) && isAlphanumeric(last)
                && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// RFC 2673 dotted quad: no leading zeros, since some read those as octal.
    static func isIPv4(_ text: String) -> Bool {
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard (1...3).contains(part.count), part.allSatisfy(isDigit) else { return false }
                if part.count > 1, part.first == UInt8(ascii: "0") { return false }
                return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
            }
    }

    /// RFC 4291: eight groups, one run of them left out as `::`, the last two perhaps as a dotted quad. No zone.
    static func isIPv6(_ text: String) -> Bool {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        if halves.count > 2 || text.contains(":::") { return false }
        var groups = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            for (position, part) in parts.enumerated() {
                if index == halves.count - 1, position == parts.count - 1, part.contains(".") {
                    if !isIPv4(part) { return false }
                    groups += 2
                } else {
                    guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHex) else { return false }
                    groups += 1
                }
            }
        }
        return halves.count == 2 ? groups <= 7 : groups == 8
    }

    /// RFC 3986, by its character classes: escapes are complete, brackets only around an IPv6 host, ports are digits.
    static func isURI(_ text: String, needsScheme: Bool) -> Bool {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.count, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
                index += 3
                continue
            }
            guard isAlphanumeric(byte) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) else { return false }
            index += 1
        }
        let beforePath = text.prefix { !"/?#".contains($0) }
        var rest = Substring(text)
        if let colon = beforePath.firstIndex(of: ":") {
            let scheme = beforePath[..<colon].utf8
            let isScheme =
                scheme.first.map(isLetter) == true
                && scheme.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
            // A first segment with a colon would be read as a scheme, so a reference may not have one either.
            if !isScheme { return false }
            rest = text[text.index(after: colon)...]
        } else if needsScheme {
            return false
        }
        let fragments = rest.split(separator: "#", omittingEmptySubsequences: false)
        if fragments.count > 2 { return false }
        var hierarchy = fragments.first ?? ""
        if hierarchy.hasPrefix("//") {
            let authority = hierarchy.dropFirst(2).prefix { !"/?".contains($0) }
            if !isAuthority(String(authority)) { return false }
            hierarchy = hierarchy.dropFirst(2 + authority.count)
        }
        let outside = hierarchy + (fragments.count == 2 ? fragments[1] : "")
        return !outside.contains { $0 == "[" || $0 == "]" }
    }

    private static func isAuthority(_ text: String) -> Bool {
        let host = text.split(separator: "@", omittingEmptySubsequences: false)
        if host.count > 2 { return false }
        if host.count == 2, host[0].contains(where: { $0 == "[" || $0 == "]" }) { return false }
        guard let address = host.last else { return true }
        if address.hasPrefix("[") {
            guard let close = address.lastIndex(of: "]") else { return false }
            let literal = address[address.index(after: address.startIndex)..<close]
            let port = address[address.index(after: close)...]
            if !literal.hasPrefix("v"), !isIPv6(String(literal)) { return false }
            return port.isEmpty || (port.hasPrefix(":") && port.dropFirst().utf8.allSatisfy(isDigit))
        }
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 2 || address.contains(where: { $0 == "[" || $0 == "]" }) { return false }
        return parts.count < 2 || parts[1].utf8.allSatisfy(isDigit)
    }

    /// RFC 9562: 8-4-4-4-12 hexadecimal digits.
    static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            if isDash ? byte != UInt8(ascii: "-") : !isHex(byte) { return false }
        }
        return true
    }

    /// RFC 3339 appendix A: `P`, then weeks alone, or date units in order and `T` with time units in order, none left out between.
    static func isDuration(_ text: String) -> Bool {
        guard text.hasPrefix("P"), text.utf8.count > 1 else { return false }
        let parts = text.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 1, parts[0].hasSuffix("W") { return parts[0].count > 1 && parts[0].dropLast().utf8.allSatisfy(isDigit) }
        if parts.count == 2, parts[1].isEmpty { return false }
        return isRun(parts[0], of: "YMD") && (parts.count == 1 ? !parts[0].isEmpty : isRun(parts[1], of: "HMS"))
    }

    /// Numbers with the units in their order, without a gap: `1Y2M` but not `1Y2D`.
    private static func isRun(_ text: Substring, of units: String) -> Bool {
        var open = Substring(units)
        var hasDigits = false
        var isFirst = true
        for character in text {
            if character.utf8.count == 1, let byte = character.utf8.first, isDigit(byte) {
                hasDigits = true
                continue
            }
            guard hasDigits, let place = open.firstIndex(of: character) else { return false }
            if !isFirst, place != open.startIndex { return false }
            open = open[open.index(after: place)...]
            hasDigits = false
            isFirst = false
        }
        return !hasDigits
    }

    /// RFC 6901: empty, or segments that start with `/`, with `~` only in `~0` and `~1`.
    static func isJSONPointer(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let bytes = Array(text.utf8)
        guard bytes[0] == UInt8(ascii: "/") else { return false }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "~") {
            guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "0") || bytes[index + 1] == UInt8(ascii: "1")
            else { return false }
        }
        return true
    }

    /// RFC 4648 section 4, with padding.
    static func isBase64(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count % 4 == 0 else { return false }
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return padding <= 2
            && bytes.dropLast(padding).allSatisfy {
                isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
            }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
