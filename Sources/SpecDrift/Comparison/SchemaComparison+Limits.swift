extension SchemaComparison {
    // MARK: Counts

    mutating func compareCounts(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let (before, after) = (a.counts ?? [:], b.counts ?? [:])
        for keyword in Set(before.keys).union(after.keys).sorted() where before[keyword] != after[keyword] {
            let isMinimum = keyword.hasPrefix("min")
            let unlimited = isMinimum ? 0 : Int.max
            let (was, isNow) = (before[keyword] ?? unlimited, after[keyword] ?? unlimited)
            if was == isNow { continue }
            limit(
                keyword, at, tightened: isMinimum ? isNow > was : isNow < was, before[keyword].map { String($0) },
                after[keyword].map { String($0) })
        }
        if a.isUnique != b.isUnique {
            limit(
                "uniqueItems", at, tightened: b.isUnique == true, a.isUnique.map { String($0) }, b.isUnique.map { String($0) })
        }
    }

    private mutating func limit(_ keyword: String, _ at: Pointer, tightened: Bool, _ was: String?, _ isNow: String?) {
        add(
            tightened ? .boundTightened : .boundLoosened, at.then(keyword), narrows: tightened, isGone: isNow == nil,
            "`\(keyword)` was \(was ?? "not there"), is \(isNow ?? "gone")")
    }

    // MARK: Numbers

    mutating func compareBounds(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let (before, after) = (a.bounds ?? [:], b.bounds ?? [:])
        if before == after { return }
        compareEnds(before, after, at, "minimum", "exclusiveMinimum", isLower: true)
        compareEnds(before, after, at, "maximum", "exclusiveMaximum", isLower: false)
        let keyword = "multipleOf"
        if before[keyword] != after[keyword] {
            let loosened =
                after[keyword] == nil || before[keyword].map { SchemaComparison.divides(after[keyword] ?? "", $0) } == true
            limit(keyword, at, tightened: !loosened, before[keyword], after[keyword])
        }
    }

    /// The inclusive and the exclusive keyword together make one end.
    private mutating func compareEnds(
        _ before: [String: String], _ after: [String: String], _ at: Pointer, _ inclusive: String, _ exclusive: String,
        isLower: Bool
    ) {
        let keys = [inclusive, exclusive].filter { before[$0] != after[$0] }
        guard let keyword = keys.first(where: { after[$0] != nil }) ?? keys.first else { return }
        let was = End(before[inclusive], before[exclusive], isLower: isLower)
        let isNow = End(after[inclusive], after[exclusive], isLower: isLower)
        limit(keyword, at, tightened: isNow.isTighter(than: was), before[keyword], after[keyword])
    }

    /// One end of a range of numbers, turned so that larger is tighter.
    private struct End {
        var value = -Double.infinity
        var isExclusive = false

        init(_ inclusive: String?, _ exclusive: String?, isLower: Bool) {
            let sign = isLower ? 1.0 : -1.0
            if let number = inclusive.flatMap(Double.init) { value = sign * number }
            if let number = exclusive.flatMap(Double.init), sign * number >= value {
                value = sign * number
                isExclusive = true
            }
        }

        func isTighter(than other: End) -> Bool {
            value > other.value || value == other.value && isExclusive && !other.isExclusive
        }
    }

    /// Whether every multiple of `b` is one of `a`, told where both are decimals of moderate length.
    private static func divides(_ a: String, _ b: String) -> Bool {
        guard let (x, y) = scaled(a, b), x != 0 else { return false }
        return y % x == 0
    }

    private static func scaled(_ a: String, _ b: String) -> (Int, Int)? {
        func parts(_ text: String) -> (whole: Substring, fraction: Substring)? {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count <= 2, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
            return (parts[0], parts.count == 2 ? parts[1] : "")
        }
        guard let x = parts(a), let y = parts(b) else { return nil }
        let places = max(x.fraction.count, y.fraction.count)
        func whole(_ parts: (whole: Substring, fraction: Substring)) -> Int? {
            Int(parts.whole + parts.fraction + String(repeating: "0", count: places - parts.fraction.count))
        }
        guard let first = whole(x), let second = whole(y) else { return nil }
        return (first, second)
    }

    // MARK: Texts

    mutating func compareTexts(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        if a.pattern != b.pattern {
            if let pattern = b.pattern {
                add(
                    .patternChanged, at.then("pattern"), narrows: true,
                    "was \(a.pattern.map { "`\($0)`" } ?? "none"), is `\(pattern)`")
            } else {
                add(.patternRemoved, at.then("pattern"), isGone: true, "was `\(a.pattern ?? "")`")
            }
        }
        if a.format != b.format {
            let isWider = (a.format, b.format) == ("int32", "int64")
            if b.format == nil {
                add(.formatRemoved, at.then("format"), isGone: true, "was \(a.format ?? "none")")
            } else {
                add(
                    .formatChanged, at.then("format"), narrows: !isWider, "was \(a.format ?? "none"), is \(b.format ?? "none")")
            }
        }
    }
}
