/// Mail and host addresses.
extension Formats {
    /// RFC 5321 mailbox: a dot-atom or quoted local part, and a host name or an address in brackets. With
    /// `international`, RFC 6531: characters beyond ASCII stand for themselves; host names are then not checked against
    /// IDNA's tables.
    static func isEmail(_ text: String, international: Bool = false) -> Bool {
        let bytes = Array(text.utf8)
        guard international || bytes.allSatisfy({ $0 < 0x80 }), let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
            return false
        }
        let local = bytes[..<at]
        let domain = bytes[(at + 1)...]
        if local.isEmpty || local.count > 64 { return false }
        if local.first == UInt8(ascii: "\""), local.last == UInt8(ascii: "\""), local.count >= 2 {
            if !isQuotedText(local.dropFirst().dropLast()) { return false }
        } else {
            let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            if atoms.contains(where: { atom in atom.isEmpty || !atom.allSatisfy(isAtomText) }) { return false }
        }
        if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
            let literal = String(decoding: domain.dropFirst().dropLast(), as: UTF8.self)
            return literal.prefix(5).lowercased() == "ipv6:" ? isIPv6(String(literal.dropFirst(5))) : isIPv4(literal)
        }
        return isHostname(domain, international: international)
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
        isAlphanumeric(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    /// RFC 1123: labels of letters, digits and inner hyphens, up to 63 each and 253 together. Those of international names
    /// (`xn--…`) must stand for what IDNA allows.
    static func isHostname(_ text: String) -> Bool { isHostname(Array(text.utf8)[...], international: false) }

    private static func isHostname(_ bytes: ArraySlice<UInt8>, international: Bool) -> Bool {
        if bytes.isEmpty || (bytes.count > 253 && !international) { return false }
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard label.first != UInt8(ascii: "-"), label.last != UInt8(ascii: "-") else { return false }
            if !international, label.count >= 4, label.prefix(4).map({ $0 | 0x20 }).starts(with: "xn".utf8),
                label.dropFirst(2).prefix(2).elementsEqual("--".utf8)
            {
                return isEncodedLabel(label)
            }
            return !label.isEmpty && (label.count <= 63 || international)
                && label.allSatisfy {
                    isAlphanumeric($0) || $0 == UInt8(ascii: "-") || (international && $0 >= 0x80)
                }
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
}
