/// Recognizers of string formats, each by the grammar of its RFC.
enum Formats {
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

    /// RFC 3339 appendix A: `P`, then weeks alone, or date units in order and `T` with time units in order, none left
    /// out between.
    static func isDuration(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "P") else { return false }
        let parts = bytes.dropFirst().split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isRun(parts[0], of: "W") || isRun(parts[0], of: "YMD")
        case 2: return (parts[0].isEmpty || isRun(parts[0], of: "YMD")) && isRun(parts[1], of: "HMS")
        default: return false
        }
    }

    /// One number or more, with the units in their order and without a gap: `1Y2M` but not `1Y2D`.
    private static func isRun(_ bytes: ArraySlice<UInt8>, of units: String) -> Bool {
        let units = Array(units.utf8)
        var next: Int?
        var hasDigits = false
        for byte in bytes {
            if isDigit(byte) {
                hasDigits = true
                continue
            }
            guard hasDigits, let place = units.firstIndex(of: byte), next == nil || next == place else { return false }
            next = place + 1
            hasDigits = false
        }
        return next != nil && !hasDigits
    }

    /// RFC 6901: empty, or segments that start with `/`, with `~` only in `~0` and `~1`.
    static func isJSONPointer(_ text: String) -> Bool { isJSONPointer(Array(text.utf8)[...]) }

    private static func isJSONPointer(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        guard first == UInt8(ascii: "/") else { return false }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "~") {
            let next = bytes.startIndex + index + 1
            guard next < bytes.endIndex, bytes[next] == UInt8(ascii: "0") || bytes[next] == UInt8(ascii: "1") else {
                return false
            }
        }
        return true
    }

    /// draft-bhutton-relative-json-pointer-00: levels up, perhaps a shift among siblings, then `#` or a JSON Pointer.
    static func isRelativeJSONPointer(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        guard dropNumber(&rest) else { return false }
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            rest.removeFirst()
            guard dropNumber(&rest) else { return false }
        }
        return rest.elementsEqual("#".utf8) || isJSONPointer(rest)
    }

    /// Drops a number without leading zeros; false if there is none.
    private static func dropNumber(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        let digits = bytes.prefix(while: isDigit)
        if digits.isEmpty || (digits.count > 1 && digits.first == UInt8(ascii: "0")) { return false }
        bytes = bytes.dropFirst(digits.count)
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

    // MARK: Bytes

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
