/// A decimal number as its digits and a power of ten, for exact division tests.
struct DecimalNumber {
    /// Without leading or trailing zeros; empty for zero.
    private var digits: [UInt8]
    private var exponent: Int

    private var isZero: Bool { digits.isEmpty }
    /// More than any `Double` has, and few enough for schoolbook division.
    private static let limit = 1_000

    /// Reads `-12.5e-3`; nil for anything else, and for more than 1,000 digits or a power of ten beyond that.
    init?(_ text: String) {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var rest = Substring(text).utf8
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        var hasDigits = false
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasDigits = true
                digits.append(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            case UInt8(ascii: ".") where !isFraction:
                isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let power = Int(Substring(rest.dropFirst())), power.magnitude <= DecimalNumber.limit else {
                    return nil
                }
                exponent += power
                rest = Substring("").utf8
                continue
            default:
                return nil
            }
            rest.removeFirst()
        }
        guard hasDigits, digits.count <= DecimalNumber.limit else { return nil }
        digits.removeFirst(digits.prefix { $0 == 0 }.count)
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    /// Whether this is a whole number of times `divisor`: long division, digit by digit, of the digits brought to one
    /// exponent.
    func isMultiple(of divisor: DecimalNumber) -> Bool {
        if divisor.isZero { return false }
        if isZero { return true }
        let shift = exponent - divisor.exponent
        // The divisor would need a factor of ten in these digits, which end in none.
        if shift < 0 { return false }
        guard let by = divisor.word else { return remainderIsZeroSlowly(zeros: shift, divisor) }
        var remainder: UInt64 = 0
        for digit in digits { remainder = step(remainder, UInt64(digit), by) }
        for _ in 0..<shift {
            if remainder == 0 { return true }
            remainder = step(remainder, 0, by)
        }
        return remainder == 0
    }

    /// The digits as a number, if they fit with room for a step of long division.
    private var word: UInt64? {
        if digits.count > 18 { return nil }
        return digits.reduce(0) { $0 * 10 + UInt64($1) }
    }

    private func step(_ remainder: UInt64, _ digit: UInt64, _ by: UInt64) -> UInt64 {
        let product = remainder.multipliedFullWidth(by: 10)
        let (low, carry) = product.low.addingReportingOverflow(digit)
        return by.dividingFullWidth((product.high + (carry ? 1 : 0), low)).remainder
    }

    /// For divisors of more than 18 digits: schoolbook division on digit arrays.
    private func remainderIsZeroSlowly(zeros: Int, _ divisor: DecimalNumber) -> Bool {
        var remainder: [UInt8] = []
        for digit in digits + [UInt8](repeating: 0, count: zeros) {
            if !(remainder.isEmpty && digit == 0) { remainder.append(digit) }
            while !DecimalNumber.isLess(remainder, divisor.digits) {
                DecimalNumber.subtract(divisor.digits, from: &remainder)
            }
        }
        return remainder.isEmpty
    }

    private static func isLess(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }

    private static func subtract(_ b: [UInt8], from a: inout [UInt8]) {
        var borrow = 0
        for offset in 0..<a.count {
            let place = a.count - 1 - offset
            let take = offset < b.count ? Int(b[b.count - 1 - offset]) : 0
            let difference = Int(a[place]) - take - borrow
            borrow = difference < 0 ? 1 : 0
            a[place] = UInt8(difference < 0 ? difference + 10 : difference)
        }
        a.removeFirst(a.prefix { $0 == 0 }.count)
    }
}
