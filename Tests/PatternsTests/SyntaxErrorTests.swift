import Patterns
import Testing

/// A pattern that is refused: where, why, and a part of the message.
struct RefusedPattern: CustomTestStringConvertible, Sendable {
    let source: String
    let offset: Int
    let message: String
    let kind: PatternError.Kind

    init(_ source: String, at offset: Int, _ message: String, _ kind: PatternError.Kind = .malformed) {
        self.source = source
        self.offset = offset
        self.message = message
        self.kind = kind
    }

    var testDescription: String { String(source.prefix(40)) }
}

struct SyntaxErrorTests {
    @Test(arguments: [
        RefusedPattern("^(abc]", at: 1, "never closed"),
        RefusedPattern("a(b(c)", at: 1, "never closed"),
        RefusedPattern("a)", at: 1, "unmatched"),
        RefusedPattern("é😀)", at: 2, "unmatched"),
        RefusedPattern("ab[c", at: 2, "never closed"),
        RefusedPattern("[^", at: 0, "never closed"),
        RefusedPattern("[a-", at: 0, "never closed"),
        RefusedPattern("[\\]", at: 0, "never closed"),
        RefusedPattern("*a", at: 0, "nothing to repeat"),
        RefusedPattern("a|+", at: 2, "nothing to repeat"),
        RefusedPattern("a**", at: 2, "nothing to repeat"),
        RefusedPattern("a???", at: 3, "nothing to repeat"),
        RefusedPattern("a{1}{2}", at: 4, "nothing to repeat"),
        RefusedPattern("{3}", at: 0, "nothing to repeat"),
        RefusedPattern("(?:?)", at: 3, "nothing to repeat"),
        RefusedPattern("^*", at: 1, "assertion"),
        RefusedPattern("a\\b+", at: 3, "assertion"),
        RefusedPattern("(?=a)?", at: 5, "assertion"),
        RefusedPattern("a{3,2}", at: 1, "out of order"),
        RefusedPattern("[z-a]", at: 1, "out of order"),
        RefusedPattern("[ab-\\x41]", at: 2, "out of order"),
        RefusedPattern("a\\", at: 1, "nothing follows"),
        RefusedPattern("\\a", at: 0, "unknown escape"),
        RefusedPattern("^\\S(|(.|\\n)*\\S)\\Z", at: 15, "unknown escape"),
        RefusedPattern("[\\z]", at: 1, "unknown escape"),
        RefusedPattern("\\c1", at: 0, "\\c"),
        RefusedPattern("\\x4", at: 0, "\\x"),
        RefusedPattern("a\\u12", at: 1, "\\u"),
        RefusedPattern("\\u{}", at: 0, "\\u"),
        RefusedPattern("\\u{12", at: 0, "\\u"),
        RefusedPattern("\\u{110000}", at: 0, "beyond"),
        RefusedPattern("\\u{FFFFFFFFFFFFFFFFFFFFFF}", at: 0, "beyond"),
        RefusedPattern("\\01", at: 0, "octal"),
        RefusedPattern("[\\1]", at: 1, "in a class"),
        RefusedPattern("\\pL", at: 0, "braces"),
        RefusedPattern("\\p{L", at: 0, "never closed"),
        RefusedPattern("\\p{gc=Nope}", at: 0, "no general category"),
        RefusedPattern("(?", at: 0, "unknown kind of group"),
        RefusedPattern("(?>a)", at: 0, "unknown kind of group"),
        RefusedPattern("(?<>a)", at: 3, "missing"),
        RefusedPattern("(?<1a>a)", at: 3, "cannot contain"),
        RefusedPattern("(?<a-b>a)", at: 4, "cannot contain"),
        RefusedPattern("(?<a", at: 3, "never closed"),
    ])
    func malformed(_ test: RefusedPattern) { check(test) }

    @Test(arguments: [
        RefusedPattern("(a)\\1", at: 3, "back references", .unsupported),
        RefusedPattern("(?<n>a)\\k<n>", at: 7, "back references", .unsupported),
        RefusedPattern("(?i)a", at: 0, "inline flags", .unsupported),
        RefusedPattern("x(?-i:a)", at: 1, "inline flags", .unsupported),
        RefusedPattern("\\p{Script=Greek}", at: 0, "not scripts", .unsupported),
        RefusedPattern("[\\p{scx=Grek}]", at: 1, "not scripts", .unsupported),
        RefusedPattern("\\p{Greek}", at: 0, "unknown or not supported", .unsupported),
        RefusedPattern("\\p{letter}", at: 0, "unknown or not supported", .unsupported),
    ])
    func unsupported(_ test: RefusedPattern) { check(test) }

    @Test(arguments: [
        RefusedPattern("ab{20001}", at: 2, "more than 20000 parts", .tooLarge),
        RefusedPattern("(?:a{1000}){1000}", at: 4, "more than 20000 parts", .tooLarge),
        RefusedPattern("((((a{99}){99}){99}){99}){99}", at: 5, "more than 20000 parts", .tooLarge),
        RefusedPattern("a{0,99999999999999999999999}", at: 1, "more than 20000 parts", .tooLarge),
        RefusedPattern(String(repeating: "ab", count: 15_000), at: 0, "more than 20000 parts", .tooLarge),
        RefusedPattern("(?=a{10000})b{10000}", at: 13, "more than 20000 parts", .tooLarge),
        RefusedPattern(String(repeating: "(", count: 100_000), at: 65_536, "longer than 65536", .tooLarge),
        RefusedPattern(String(repeating: "(", count: 60_000), at: 100, "nest more than 100", .tooLarge),
        RefusedPattern(String(repeating: "(?=", count: 101), at: 300, "nest more than 100", .tooLarge),
        RefusedPattern(String(repeating: "(?=)", count: 65), at: 256, "more than 64 lookaheads", .tooLarge),
    ])
    func tooLarge(_ test: RefusedPattern) { check(test) }

    @Test func nestingUpToTheLimitIsFine() throws {
        let deep = String(repeating: "(?:", count: 100) + "a" + String(repeating: ")*", count: 100)
        #expect(try Pattern("^" + deep + "$").matches("aaaa"))
    }

    private func check(_ test: RefusedPattern) {
        let error = #expect(throws: PatternError.self) { try Pattern(test.source) }
        #expect(error?.offset == test.offset)
        #expect(error?.message.contains(test.message) == true, "\(error?.message ?? "")")
        #expect(error?.kind == test.kind)
    }
}
