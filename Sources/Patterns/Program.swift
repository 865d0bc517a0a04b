/// One instruction of a program; targets are indices of instructions.
enum Instruction: Sendable {
    case scalar(UInt32)
    case set(Int)
    case assertion(Assertion)
    case look(Int)
    case jump(Int)
    case split(Int, Int)
    case match
}

/// A pattern as instructions for `Matcher`: a nondeterministic automaton, and one more for each look.
struct Program: Sendable {
    struct LookCode: Sendable {
        let code: [Instruction]
        /// The direction in which the text is read: from the end for a lookahead, so that one pass finds every place
        /// where it holds.
        let isBackward: Bool
        let isNegated: Bool
    }

    let code: [Instruction]
    let sets: [ScalarSet]
    let looks: [LookCode]

    init(_ root: Node, sets: [ScalarSet], looks: [Look]) throws(PatternError) {
        var compiler = Compiler()
        var lookCodes: [LookCode] = []
        for look in looks {
            let code = try compiler.compile(look.body, isBackward: !look.isBehind)
            lookCodes.append(LookCode(code: code, isBackward: !look.isBehind, isNegated: look.isNegated))
        }
        code = try compiler.compile(root, isBackward: false)
        self.sets = sets
        self.looks = lookCodes
    }
}

private struct Compiler {
    private var code: [Instruction] = []
    private var isBackward = false
    /// The size of the programs already compiled.
    private var spent = 0

    mutating func compile(_ node: Node, isBackward: Bool) throws(PatternError) -> [Instruction] {
        code = []
        self.isBackward = isBackward
        try emit(node)
        code.append(.match)
        try checkSize(0)
        spent += code.count
        return code
    }

    private func checkSize(_ offset: Int) throws(PatternError) {
        if spent + code.count > Pattern.sizeLimit {
            throw PatternError(
                .tooLarge, "with its repeats written out the pattern has more than \(Pattern.sizeLimit) parts",
                at: offset)
        }
    }

    private mutating func emit(_ node: Node) throws(PatternError) {
        switch node {
        case .scalar(let value): code.append(.scalar(value))
        case .set(let index): code.append(.set(index))
        case .assertion(let assertion): code.append(.assertion(assertion))
        case .look(let index): code.append(.look(index))
        case .sequence(let items):
            for item in isBackward ? items.reversed() : items { try emit(item) }
        case .choice(let choices):
            var jumps: [Int] = []
            for index in 0..<choices.count - 1 {
                let split = code.count
                code.append(.match)
                try emit(choices[index])
                jumps.append(code.count)
                code.append(.match)
                code[split] = .split(split + 1, code.count)
            }
            try emit(choices[choices.count - 1])
            for jump in jumps { code[jump] = .jump(code.count) }
        case .repetition(let body, let min, let max, let offset):
            try emitRepetition(body, min, max, offset)
        }
    }

    private mutating func emitRepetition(_ body: Node, _ min: Int, _ max: Int?, _ offset: Int) throws(PatternError) {
        for _ in 0..<min {
            let before = code.count
            try emit(body)
            try checkSize(offset)
            // Nothing, however often, is nothing.
            if code.count == before { return }
        }
        guard let max else {
            let split = code.count
            code.append(.match)
            try emit(body)
            code.append(.jump(split))
            code[split] = .split(split + 1, code.count)
            return
        }
        var splits: [Int] = []
        for _ in min..<max {
            splits.append(code.count)
            code.append(.match)
            try emit(body)
            try checkSize(offset)
        }
        for split in splits { code[split] = .split(split + 1, code.count) }
    }
}
