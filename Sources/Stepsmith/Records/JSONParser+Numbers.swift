extension JSONParser {
    /// A number from its sign or first digit on.
    mutating func number() throws(Failure) -> JSONValue {
        let start = index
        let isNegative = take(0x2D)
        var digits = Digits()
        guard let first = byte, first >= 0x30, first <= 0x39 else { throw failure("a digit is expected") }
        skipDigits(&digits)
        if first == 0x30, digits.count > 1 {
            throw failure("a number may not start with 0", at: isNegative ? start + 1 : start)
        }
        var isInteger = true
        var scale = 0
        if take(0x2E) {
            isInteger = false
            let before = digits.count
            skipDigits(&digits)
            scale = before - digits.count
            if scale == 0 { throw failure("a digit is expected after the point") }
        }
        if byte == 0x65 || byte == 0x45 {
            isInteger = false
            index += 1
            let isSmall = take(0x2D)
            if !isSmall { _ = take(0x2B) }
            var exponent = Digits()
            skipDigits(&exponent)
            if exponent.count == 0 { throw failure("a digit is expected in the exponent") }
            let power = exponent.isExact ? Int(min(exponent.value, 1_000_000)) : 1_000_000
            scale += isSmall ? -power : power
        }
        if isInteger, digits.isExact, let integer = JSONParser.integer(digits.value, isNegative) {
            return .integer(integer)
        }
        if let double = JSONParser.exactDouble(digits, scale) { return .number(isNegative ? -double : double) }
        guard let double = Double(String(decoding: bytes(start..<index), as: UTF8.self)), double.isFinite else {
            throw failure("the number does not fit: its size is beyond 1.8e308", at: start)
        }
        return .number(double)
    }

    /// Digits as a number, as long as it fits.
    private struct Digits {
        var value: UInt64 = 0
        var count = 0
        var isExact = true
    }

    private mutating func skipDigits(_ digits: inout Digits) {
        while let byte, byte >= 0x30, byte <= 0x39 {
            let (scaled, isTooLarge) = digits.value.multipliedReportingOverflow(by: 10)
            let (sum, isCarried) = scaled.addingReportingOverflow(UInt64(byte &- 0x30))
            if isTooLarge || isCarried { digits.isExact = false }
            digits.value = sum
            digits.count += 1
            index += 1
        }
    }

    /// Nil when it does not fit in 64 bits, and for -0, whose sign only a Double keeps.
    private static func integer(_ magnitude: UInt64, _ isNegative: Bool) -> Int? {
        if !isNegative { return Int(exactly: magnitude) }
        if magnitude == 0 || magnitude > UInt64(Int64.max) + 1 { return nil }
        return Int(truncatingIfNeeded: 0 &- magnitude)
    }

    /// W. D. Clinger, "How to Read Floating Point Numbers Accurately": when the digits and the power of ten are both
    /// exact as Doubles, one multiplication or division rounds correctly.
    private static func exactDouble(_ digits: Digits, _ scale: Int) -> Double? {
        guard digits.isExact, digits.value <= 1 << 53, scale >= -22, scale <= 22 else { return nil }
        let value = Double(digits.value)
        return scale < 0 ? value / powersOfTen[-scale] : value * powersOfTen[scale]
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21,
        1e22,
    ]
}
