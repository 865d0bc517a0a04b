extension PatternParser {
    /// A class after its `[`, which stands at `start`.
    mutating func characterClass(at start: Int) throws(PatternError) -> ScalarSet {
        let negated = skip("^")
        var set = ScalarSet()
        while !skip("]") {
            let itemStart = index
            let first = try classAtom(classStart: start)
            guard peek == "-", index + 1 < source.count, source[index + 1] != "]" else {
                insert(first, &set)
                continue
            }
            index += 1
            let last = try classAtom(classStart: start)
            if case .scalar(let low) = first, case .scalar(let high) = last {
                if low > high { throw error("the range is out of order", at: itemStart) }
                set.insert(low, high)
            } else {
                // `[\w-.]`: no range; the hyphen stands for itself, as without the `u` flag.
                insert(first, &set)
                set.insert(0x2D, 0x2D)
                insert(last, &set)
            }
        }
        set.seal(negated: negated)
        return set
    }

    private func insert(_ atom: Escape, _ set: inout ScalarSet) {
        switch atom {
        case .scalar(let value): set.insert(value, value)
        case .set(let other): set.insert(other)
        }
    }

    private mutating func classAtom(classStart: Int) throws(PatternError) -> Escape {
        guard let next = peek else { throw error("this \"[\" is never closed", at: classStart) }
        let start = index
        index += 1
        if next != "\\" { return .scalar(next.value) }
        if skip("b") { return .scalar(0x08) }
        return try escape(at: start, inClass: true)
    }
}
