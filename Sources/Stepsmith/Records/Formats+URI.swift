/// URIs (RFC 3986) and IRIs (RFC 3987), as absolute ones or as references.
extension Formats {
    /// Parts as RFC 3986 appendix B takes them apart, each with its own characters. With `international`, RFC 3987:
    /// characters beyond ASCII too, apart from those it leaves out.
    static func isURI(_ text: String, needsScheme: Bool, international: Bool = false) -> Bool {
        if international ? !text.unicodeScalars.allSatisfy(isInternational) : !text.utf8.allSatisfy({ $0 < 0x80 }) {
            return false
        }
        var rest = Array(text.utf8)[...]
        if let fragment = split(&rest, at: "#"), !hasOnly(fragment, "-._~!$&'()*+,;=:@/?") { return false }
        if let query = split(&rest, at: "?"), !hasOnly(query, "-._~!$&'()*+,;=:@/?") { return false }
        let firstSegment = rest.prefix { $0 != UInt8(ascii: "/") }
        if let colon = firstSegment.firstIndex(of: UInt8(ascii: ":")) {
            // A first segment with a colon reads as a scheme, so a reference may not have another one.
            if !isScheme(firstSegment[..<colon]) { return false }
            rest = rest[(colon + 1)...]
        } else if needsScheme {
            return false
        }
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            if !isAuthority(authority) { return false }
            rest = rest[authority.endIndex...]
        }
        return hasOnly(rest, "-._~!$&'()*+,;=:@/")
    }

    /// What follows the first `separator`, which is cut off.
    private static func split(_ bytes: inout ArraySlice<UInt8>, at separator: Unicode.Scalar) -> ArraySlice<UInt8>? {
        guard let place = bytes.firstIndex(of: UInt8(ascii: separator)) else { return nil }
        let after = bytes[(place + 1)...]
        bytes = bytes[..<place]
        return after
    }

    /// Letters, digits, what is beyond ASCII, complete escapes and the given characters.
    private static func hasOnly(_ bytes: ArraySlice<UInt8>, _ others: String) -> Bool {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
                index += 3
                continue
            }
            if !isAlphanumeric(byte), byte < 0x80, !others.utf8.contains(byte) { return false }
            index += 1
        }
        return true
    }

    private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    }

    private static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
        var host = bytes
        if let address = split(&host, at: "@") {
            if !hasOnly(host, "-._~!$&'()*+,;=:") { return false }
            host = address
        }
        if host.first == UInt8(ascii: "[") {
            guard let close = host.lastIndex(of: UInt8(ascii: "]")) else { return false }
            let port = host[(close + 1)...]
            let isPort = port.isEmpty || (port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(isDigit))
            return isPort && isAddressLiteral(host[(host.startIndex + 1)..<close])
        }
        if let port = split(&host, at: ":"), !port.allSatisfy(isDigit) { return false }
        return hasOnly(host, "-._~!$&'()*+,;=")
    }

    /// An IPv6 address, or `v`, a hexadecimal version, a point and an address of that version.
    private static func isAddressLiteral(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first | 0x20 == UInt8(ascii: "v") else {
            return isIPv6(String(decoding: bytes, as: UTF8.self))
        }
        var version = bytes.dropFirst()
        guard let address = split(&version, at: ".") else { return false }
        return !version.isEmpty && version.allSatisfy(isHex) && !address.isEmpty
            && address.allSatisfy { isAlphanumeric($0) || "-._~!$&'()*+,;=:".utf8.contains($0) }
    }

    /// RFC 3987, `ucschar` and `iprivate`: no controls, surrogates, noncharacters or the specials block.
    private static func isInternational(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x80 { return true }
        if value < 0xA0 || (0xFDD0...0xFDEF).contains(value) || (0xFFF0...0xFFFF).contains(value) { return false }
        return value & 0xFFFE != 0xFFFE && !(0xE0000...0xE0FFF).contains(value)
    }
}
