/// A parsed pattern. Groups leave no trace: nothing is captured.
indirect enum Node {
    case scalar(UInt32)
    /// Any scalar of a set, by its index in the parser's list.
    case set(Int)
    case assertion(Assertion)
    /// A lookahead or lookbehind, by its index in the parser's list.
    case look(Int)
    case sequence([Node])
    case choice([Node])
    /// `max` nil is unbounded; `offset` is where the quantifier stands.
    case repetition(Node, min: Int, max: Int?, offset: Int)
}

/// What must hold between two scalars.
enum Assertion {
    case start
    case end
    case wordBoundary
    case noWordBoundary
}

/// `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`. A look's own looks come before it in the parser's list.
struct Look {
    let body: Node
    let isBehind: Bool
    let isNegated: Bool
}
