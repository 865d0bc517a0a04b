import Testing

@testable import Patterns

/// Patterns on which a backtracking engine takes exponential or quadratic time. Steps are counted: time would prove
/// little.
struct LinearTimeTests {
    @Test(arguments: [
        ("(a+)+$", "!"), ("(a|a)*b", ""), ("^(a?){30}a{30}$", "!"), ("(a*)*(a*)*(a*)*c", ""),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", ""),
        ("(x+x+)+y", ""), ("(?=(a+)+$)(?!a*b)c", "!"), ("(?<=(a|aa)+)c", "b"), ("(?:a{0,5}){0,5}c", ""),
    ])
    func stepsGrowWithTheText(_ source: String, _ ending: String) throws {
        let program = try Pattern(source).program
        let size = program.looks.reduce(program.code.count) { $0 + $1.code.count }
        var counts: [Int] = []
        for length in [1_000, 10_000, 100_000] {
            var matcher = Matcher(program, String(repeating: "a", count: length) + ending)
            let isFound = matcher.search()
            #expect(!isFound)
            // Each instruction is entered from at most two others and asked for a scalar once, at each place.
            #expect(matcher.steps <= 4 * size * (length + 2))
            counts.append(matcher.steps)
        }
        #expect(counts[2] <= 11 * counts[1])
    }

    @Test func stopsAtTheFirstMatch() throws {
        var matcher = Matcher(try Pattern("a").program, String(repeating: "a", count: 100_000))
        let isFound = matcher.search()
        #expect(isFound)
        #expect(matcher.steps < 10)
    }
}
