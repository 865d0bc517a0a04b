/// A set of Unicode scalars: what a class such as `[^a-z\d]`, an escape such as `\w`, or `.` matches.
struct ScalarSet: Sendable {
    /// Pairs of first and last. Sorted and disjoint once `seal` was called.
    private var ranges: [(first: UInt32, last: UInt32)] = []
    /// A bit for each general category of which every scalar is in the set.
    private var categories: UInt32 = 0
    private var properties: [UnicodeProperty] = []
    private var isNegated = false
    /// Whether each of the scalars 0 to 63, and 64 to 127, is in the set.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    mutating func insert(_ first: UInt32, _ last: UInt32) { ranges.append((first, last)) }

    mutating func insert(_ other: ScalarSet) {
        ranges += other.ranges
        categories |= other.categories
        properties += other.properties
    }

    /// A set holds exactly one category per scalar, so a negated category is the union of all others.
    mutating func insert(categories mask: UInt32, negated: Bool) { categories |= negated ? ~mask : mask }

    mutating func insert(_ property: UnicodeProperty) { properties.append(property) }

    /// Makes the set ready for `contains`. Nothing can be inserted afterwards.
    mutating func seal(negated: Bool = false) {
        ranges.sort { $0.first < $1.first }
        var merged: [(first: UInt32, last: UInt32)] = []
        for range in ranges {
            if let previous = merged.last, range.first <= previous.last {
                merged[merged.count - 1].last = max(previous.last, range.last)
            } else {
                merged.append(range)
            }
        }
        ranges = merged
        isNegated = negated
        for value: UInt32 in 0..<64 where search(value) { ascii.low |= 1 << UInt64(value) }
        for value: UInt32 in 64..<128 where search(value) { ascii.high |= 1 << UInt64(value - 64) }
    }

    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return ascii.low >> UInt64(value) & 1 == 1 }
        if value < 128 { return ascii.high >> UInt64(value - 64) & 1 == 1 }
        return search(value)
    }

    private func search(_ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if value < ranges[middle].first {
                high = middle
            } else if value > ranges[middle].last {
                low = middle + 1
            } else {
                return !isNegated
            }
        }
        guard categories != 0 || !properties.isEmpty, let scalar = Unicode.Scalar(value) else { return isNegated }
        if categories != 0, categories & scalar.properties.generalCategory.bit != 0 { return !isNegated }
        for property in properties where property.contains(scalar) { return !isNegated }
        return isNegated
    }
}

extension ScalarSet {
    /// A sealed set of these ranges, or of everything else.
    private init(_ pairs: [(UInt32, UInt32)], complement: Bool = false) {
        var next: UInt32 = 0
        for (first, last) in pairs {
            if !complement {
                insert(first, last)
            } else if next < first {
                insert(next, first - 1)
            }
            next = last + 1
        }
        if complement { insert(next, 0x10FFFF) }
        seal()
    }

    /// `.`: anything but a line terminator, as without the `s` flag.
    static func dot() -> ScalarSet { ScalarSet([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)], complement: true) }

    /// `\d`, `\w`, `\s` and their negations. ECMA-262: digits and word characters are ASCII, white space is Unicode's.
    static func shorthand(_ letter: Unicode.Scalar) -> ScalarSet? {
        switch letter {
        case "d": return ScalarSet(digits)
        case "D": return ScalarSet(digits, complement: true)
        case "w": return ScalarSet(word)
        case "W": return ScalarSet(word, complement: true)
        case "s": return ScalarSet(space)
        case "S": return ScalarSet(space, complement: true)
        default: return nil
        }
    }

    private static let digits: [(UInt32, UInt32)] = [(0x30, 0x39)]
    private static let word: [(UInt32, UInt32)] = [(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)]
    private static let space: [(UInt32, UInt32)] = [
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
    ]
}
