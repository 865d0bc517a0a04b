/// Runs a program over one text by keeping the set of instructions it may be at, so each scalar costs at most the
/// program's size.
struct Matcher {
    private let program: Program
    private let text: [UInt32]
    /// For each look, whether its body is found at each place between scalars.
    private var found: [[Bool]] = []
    /// Instructions looked at so far: what the tests bound, since time on a shared machine proves little.
    private(set) var steps = 0

    init(_ program: Program, _ text: String) {
        self.program = program
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { scalars.append(scalar.value) }
        self.text = scalars
    }

    mutating func search() -> Bool {
        for look in program.looks {
            var places = [Bool](repeating: false, count: text.count + 1)
            _ = run(look.code, isBackward: look.isBackward, places: &places)
            found.append(places)
        }
        var none: [Bool] = []
        return run(program.code, isBackward: false, places: &none)
    }

    /// Starts the code at every place of the text. With `places` it records all places where a match ends; without, it
    /// returns at the first.
    private mutating func run(_ code: [Instruction], isBackward: Bool, places: inout [Bool]) -> Bool {
        // For each instruction, the last place (counted from 1 in reading order) at which it was reached.
        var reached = [Int](repeating: 0, count: code.count)
        var threads: [Int] = []
        var waiting: [Int] = []
        for turn in 0...text.count {
            let place = isBackward ? text.count - turn : turn
            waiting.append(0)
            threads.removeAll(keepingCapacity: true)
            while let target = waiting.popLast() {
                steps += 1
                if reached[target] == turn + 1 { continue }
                reached[target] = turn + 1
                switch code[target] {
                case .scalar, .set: threads.append(target)
                case .jump(let next): waiting.append(next)
                case .split(let first, let second):
                    waiting.append(second)
                    waiting.append(first)
                case .assertion(let assertion):
                    if holds(assertion, at: place) { waiting.append(target + 1) }
                case .look(let index):
                    if found[index][place] != program.looks[index].isNegated { waiting.append(target + 1) }
                case .match:
                    if places.isEmpty { return true }
                    places[place] = true
                }
            }
            if turn == text.count { break }
            let value = text[isBackward ? place - 1 : place]
            for thread in threads {
                steps += 1
                switch code[thread] {
                case .scalar(let expected) where expected == value: waiting.append(thread + 1)
                case .set(let index) where program.sets[index].contains(value): waiting.append(thread + 1)
                default: break
                }
            }
        }
        return false
    }

    private func holds(_ assertion: Assertion, at place: Int) -> Bool {
        switch assertion {
        case .start: return place == 0
        case .end: return place == text.count
        case .wordBoundary: return isWord(place - 1) != isWord(place)
        case .noWordBoundary: return isWord(place - 1) == isWord(place)
        }
    }

    /// ECMA-262: word characters are ASCII.
    private func isWord(_ index: Int) -> Bool {
        guard index >= 0, index < text.count else { return false }
        let value = text[index]
        return value == 0x5F || value >= 0x30 && value <= 0x39 || value >= 0x41 && value <= 0x5A
            || value >= 0x61 && value <= 0x7A
    }
}
