extension Validation {
    public mutating func minimum(_ value: Double, _ bound: Double) {
        if value < bound { fail("minimum", expected: "at least \(short(bound))", found: "less") }
    }
    public mutating func maximum(_ value: Double, _ bound: Double) {
        if value > bound { fail("maximum", expected: "at most \(short(bound))", found: "more") }
    }
    public mutating func exclusiveMinimum(_ value: Double, _ bound: Double) {
        if value <= bound { fail("exclusiveMinimum", expected: "more than \(short(bound))", found: "not more") }
    }
    public mutating func exclusiveMaximum(_ value: Double, _ bound: Double) {
        if value >= bound { fail("exclusiveMaximum", expected: "less than \(short(bound))", found: "not less") }
    }

    // Integers are compared as integers: beyond 2^53 a Double would round them.

    public mutating func minimum(_ value: Int, _ bound: Int) {
        if value < bound { fail("minimum", expected: "at least \(bound)", found: "less") }
    }
    public mutating func maximum(_ value: Int, _ bound: Int) {
        if value > bound { fail("maximum", expected: "at most \(bound)", found: "more") }
    }
    public mutating func exclusiveMinimum(_ value: Int, _ bound: Int) {
        if value <= bound { fail("exclusiveMinimum", expected: "more than \(bound)", found: "not more") }
    }
    public mutating func exclusiveMaximum(_ value: Int, _ bound: Int) {
        if value >= bound { fail("exclusiveMaximum", expected: "less than \(bound)", found: "not less") }
    }

    /// `factor` is the decimal text of the keyword. Exact in decimal: 19.99 is a multiple of 0.01, although their
    /// binary forms are not.
    public mutating func multipleOf(_ value: Double, _ factor: String) { multiple(value.description, factor) }

    /// As for a `Double`, and exact beyond 2^53 too.
    public mutating func multipleOf(_ value: Int, _ factor: String) { multiple(String(value), factor) }

    /// As for a `Double`, and exact where the JSON that it comes from is an integer.
    public mutating func multipleOf(_ value: Double, _ factor: String, of json: JSONValue) {
        if case .integer(let integer) = json { multipleOf(integer, factor) } else { multipleOf(value, factor) }
    }

    private mutating func multiple(_ value: String, _ factor: String) {
        if let number = DecimalNumber(value), let divisor = DecimalNumber(factor), number.isMultiple(of: divisor) {
            return
        }
        fail("multipleOf", expected: "a multiple of \(factor)", found: "another number")
    }

    private func short(_ bound: Double) -> String {
        if let whole = Int(exactly: bound) { return String(whole) }
        return bound.description
    }
}
