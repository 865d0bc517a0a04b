/// Reads a pattern's source into nodes by recursive descent; groups may nest `Pattern.nestingLimit` deep.
struct PatternParser {
    let source: [Unicode.Scalar]
    var index = 0
    private var depth = 0
    private(set) var sets: [ScalarSet] = []
    private(set) var looks: [Look] = []

    init(_ source: String) { self.source = Array(source.unicodeScalars) }

    mutating func parse() throws(PatternError) -> Node {
        if source.count > Pattern.sourceLimit {
            throw error(
                "the pattern is longer than \(Pattern.sourceLimit) characters", at: Pattern.sourceLimit, .tooLarge)
        }
        let node = try disjunction()
        if index < source.count { throw error("unmatched \")\"", at: index) }
        return node
    }

    // MARK: Scalars of the source

    var peek: Unicode.Scalar? { index < source.count ? source[index] : nil }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    func error(_ message: String, at offset: Int, _ kind: PatternError.Kind = .malformed) -> PatternError {
        PatternError(kind, message, at: offset)
    }

    mutating func add(_ set: ScalarSet) -> Node {
        sets.append(set)
        return .set(sets.count - 1)
    }

    // MARK: Grammar

    private mutating func disjunction() throws(PatternError) -> Node {
        var choices: [Node] = [try alternative()]
        while skip("|") { choices.append(try alternative()) }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func alternative() throws(PatternError) -> Node {
        var items: [Node] = []
        while let next = peek, next != "|", next != ")" {
            let start = index
            let (node, repeats) = try term(next)
            items.append(try quantified(node, repeats: repeats, from: start))
        }
        return items.count == 1 ? items[0] : .sequence(items)
    }

    /// One term, and whether a quantifier may follow it.
    private mutating func term(_ first: Unicode.Scalar) throws(PatternError) -> (Node, Bool) {
        let start = index
        index += 1
        switch first {
        case "^": return (.assertion(.start), false)
        case "$": return (.assertion(.end), false)
        case ".": return (add(.dot()), true)
        case "(": return try group(at: start)
        case "[": return (add(try characterClass(at: start)), true)
        case "\\":
            if skip("b") { return (.assertion(.wordBoundary), false) }
            if skip("B") { return (.assertion(.noWordBoundary), false) }
            switch try escape(at: start, inClass: false) {
            case .scalar(let value): return (.scalar(value), true)
            case .set(let set): return (add(set), true)
            }
        case "*", "+", "?": throw error("nothing to repeat before \"\(first)\"", at: start)
        case "{":
            index = start
            if try counts() != nil { throw error("nothing to repeat before \"{\"", at: start) }
            index = start + 1
            return (.scalar(first.value), true)
        default: return (.scalar(first.value), true)
        }
    }

    /// What follows an opening parenthesis.
    private mutating func group(at start: Int) throws(PatternError) -> (Node, Bool) {
        var look: (isBehind: Bool, isNegated: Bool)?
        if skip("?") {
            if skip("=") {
                look = (false, false)
            } else if skip("!") {
                look = (false, true)
            } else if skip("<") {
                if skip("=") {
                    look = (true, false)
                } else if skip("!") {
                    look = (true, true)
                } else {
                    try groupName()
                }
            } else if !skip(":") {
                if let next = peek, next == "-" || next.properties.isAlphabetic {
                    throw error("inline flags such as \"(?i:\" are not supported", at: start, .unsupported)
                }
                throw error("unknown kind of group", at: start)
            }
        }
        depth += 1
        if depth > Pattern.nestingLimit {
            throw error("groups nest more than \(Pattern.nestingLimit) deep", at: start, .tooLarge)
        }
        let body = try disjunction()
        depth -= 1
        if !skip(")") { throw error("this \"(\" is never closed", at: start) }
        guard let look else { return (body, true) }
        // Matching keeps a table of the text's length for each.
        if looks.count == Pattern.lookLimit {
            throw error(
                "the pattern has more than \(Pattern.lookLimit) lookaheads and lookbehinds", at: start, .tooLarge)
        }
        looks.append(Look(body: body, isBehind: look.isBehind, isNegated: look.isNegated))
        return (.look(looks.count - 1), false)
    }

    private mutating func groupName() throws(PatternError) {
        let start = index
        while let next = peek, next != ">" {
            let isFirst = index == start
            let fits = isFirst ? next.properties.isIDStart : next.properties.isIDContinue
            if !fits, next != "$", next != "_" {
                throw error("a group's name cannot contain this character", at: index)
            }
            index += 1
        }
        if index == start { throw error("a group's name is missing", at: start) }
        if !skip(">") { throw error("a group's name is never closed with \">\"", at: start) }
    }

    private mutating func quantified(_ node: Node, repeats: Bool, from start: Int) throws(PatternError) -> Node {
        let offset = index
        let bounds: (min: Int, max: Int?)
        if skip("*") {
            bounds = (0, nil)
        } else if skip("+") {
            bounds = (1, nil)
        } else if skip("?") {
            bounds = (0, 1)
        } else if peek == "{", let counted = try counts() {
            bounds = counted
        } else {
            return node
        }
        if !repeats { throw error("an assertion cannot be repeated", at: offset) }
        // A lazy quantifier prefers a shorter match; whether there is one is the same question.
        _ = skip("?")
        return .repetition(node, min: bounds.min, max: bounds.max, offset: offset)
    }

    /// `{3}`, `{3,}` or `{3,5}`; nil, with nothing read, when the brace is no quantifier and so stands for itself.
    private mutating func counts() throws(PatternError) -> (min: Int, max: Int?)? {
        let start = index
        index += 1
        if let low = number() {
            if skip("}") { return (low, low) }
            if skip(",") {
                if skip("}") { return (low, nil) }
                if let high = number(), skip("}") {
                    if high < low { throw error("the bounds of \"{\(low),\(high)}\" are out of order", at: start) }
                    return (low, high)
                }
            }
        }
        index = start
        return nil
    }

    /// Decimal digits; a number too large to matter is held at a billion.
    private mutating func number() -> Int? {
        let start = index
        var value = 0
        while let next = peek, next >= "0", next <= "9" {
            value = min(value * 10 + Int(next.value - 0x30), 1_000_000_000)
            index += 1
        }
        return index > start ? value : nil
    }
}
