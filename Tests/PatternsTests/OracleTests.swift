import Foundation
import Patterns
import Testing

/// Random patterns and texts, with Foundation's engine as the oracle for whether there is a match.
struct OracleTests {
    @Test func agreesWithFoundation() throws {
        var random = SplitMix64(seed: 20_250_101)
        var matches = 0
        for _ in 0..<3_000 {
            let source = PatternSource.disjunction(depth: 3, &random)
            // Foundation refuses the empty pattern.
            if source.isEmpty { continue }
            let pattern = try Pattern(source)
            let oracle = try NSRegularExpression(pattern: source)
            for _ in 0..<4 {
                let text = String(
                    (0..<Int.random(in: 0...8, using: &random)).map { _ in "ab_ ".randomElement(using: &random) ?? "a" }
                )
                let range = NSRange(location: 0, length: text.utf16.count)
                let expected = oracle.firstMatch(in: text, range: range) != nil
                if expected { matches += 1 }
                #expect(pattern.matches(text) == expected, "\(source) in \(text.debugDescription)")
            }
        }
        // The sample must hold enough of both.
        #expect((2_000...10_000).contains(matches))
    }

    /// Anything may be written; nothing may crash or hang.
    @Test func survivesRandomSources() {
        let alphabet = Array("ab01\\\\^$.|?*+()[]{}{},-=!<>:pudDwWsSbBxcPLk é😀\n")
        var random = SplitMix64(seed: 7)
        var accepted = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...12, using: &random)
            let source = String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            do throws(PatternError) {
                let pattern = try Pattern(source)
                accepted += 1
                _ = pattern.matches("ab01 é\n")
            } catch {
                #expect((0...source.unicodeScalars.count).contains(error.offset))
            }
        }
        #expect(accepted > 1_000 && accepted < 19_000)
    }
}

/// Random sources in what both engines read alike.
private enum PatternSource {
    static func disjunction(depth: Int, _ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 1...2, using: &random)).map { _ in alternative(depth: depth, &random) }.joined(
            separator: "|")
    }

    private static func alternative(depth: Int, _ random: inout SplitMix64) -> String {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in term(depth: depth, &random) }.joined()
    }

    private static func term(depth: Int, _ random: inout SplitMix64) -> String {
        let assertions = ["^", "$", "\\b", "\\B"]
        let groups = ["(", "(?:", "(?=", "(?!"]
        switch Int.random(in: 0...9, using: &random) {
        case 0: return assertions.randomElement(using: &random) ?? ""
        case 1 where depth > 0:
            return (groups.randomElement(using: &random) ?? "(") + disjunction(depth: depth - 1, &random) + ")"
        case 2 where depth > 0:
            let opening = Bool.random(using: &random) ? "(" : "(?:"
            return opening + disjunction(depth: depth - 1, &random) + ")" + quantifier(&random, mayBeLazy: false)
        case 3:
            // ICU refuses a lookbehind without a bound.
            return (Bool.random(using: &random) ? "(?<=" : "(?<!") + atom(&random) + atom(&random) + ")"
        default: return atom(&random) + (Bool.random(using: &random) ? quantifier(&random) : "")
        }
    }

    private static func atom(_ random: inout SplitMix64) -> String {
        let atoms = ["a", "b", "_", " ", ".", "[ab]", "[^a]", "\\w", "\\W", "[\\s_]", "a", "b"]
        return atoms.randomElement(using: &random) ?? "a"
    }

    /// ICU goes wrong on a lazy quantifier over a group that may match nothing, as in `(?:a|)+?b`.
    private static func quantifier(_ random: inout SplitMix64, mayBeLazy: Bool = true) -> String {
        let quantifiers = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}"]
        let lazy = mayBeLazy && Bool.random(using: &random) ? "?" : ""
        return (quantifiers.randomElement(using: &random) ?? "*") + lazy
    }
}
