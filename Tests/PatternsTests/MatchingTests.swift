import Patterns
import Testing

/// A pattern with texts it is found in and texts it is not.
struct PatternCase: CustomTestStringConvertible, Sendable {
    let source: String
    let matching: [String]
    let others: [String]

    init(_ source: String, _ matching: [String], not others: [String] = []) {
        self.source = source
        self.matching = matching
        self.others = others
    }

    var testDescription: String { source }
}

struct MatchingTests {
    @Test(arguments: [
        PatternCase("", ["", "a"]),
        PatternCase("a+", ["a", "xxaayy"], not: ["", "b"]),
        PatternCase("^a*$", ["", "aaa"], not: ["abc"]),
        PatternCase("^abc$", ["abc"], not: ["abc\n", "xabc", "abcx"]),
        PatternCase("a|bc|", ["", "x"]),
        PatternCase("^(a|bc)$", ["a", "bc"], not: ["b", "abc", ""]),
        PatternCase("^(?:a|b)(?<name_1>c|d)$", ["ac", "bd"], not: ["ab", "a"]),
        PatternCase("^(?<$ä>c)$", ["c"]),
        PatternCase("^a??b+?c*?$", ["b", "abbcc"], not: ["aab", "ac"]),
        PatternCase("^a{3}$", ["aaa"], not: ["aa", "aaaa"]),
        PatternCase("^a{2,}$", ["aa", "aaaaa"], not: ["a", ""]),
        PatternCase("^a{2,4}$", ["aa", "aaa", "aaaa"], not: ["a", "aaaaa"]),
        PatternCase("^a{0}$", [""], not: ["a"]),
        PatternCase("^(ab){2,3}?$", ["abab", "ababab"], not: ["ab", "abababab"]),
        PatternCase("^(a*)*$", ["", "aa"], not: ["b"]),
        PatternCase("^(|a)+$", ["", "aaa"], not: ["b"]),
        PatternCase("^(){1000000000}(?:(){1000000000}){1000000000}$", [""], not: ["a"]),
        PatternCase("^[a-c]$", ["a", "b", "c"], not: ["d", "-", "ab"]),
        PatternCase("^[^a-c]$", ["d", "-", "\n"], not: ["a", ""]),
        PatternCase("^[]$", [], not: ["", "a", "]"]),
        PatternCase("^[^]$", ["a", "\n"], not: [""]),
        PatternCase("^[-a]$", ["-", "a"], not: ["b"]),
        PatternCase("^[a-]$", ["-", "a"], not: ["b"]),
        PatternCase("^[.*+?^$()|{}/]$", [".", "*", "^", "$", "/", "}"], not: ["a"]),
        PatternCase("^[a\\]b]$", ["]", "a", "b"], not: ["\\"]),
        PatternCase("^[\\b]$", ["\u{08}"], not: ["b", ""]),
        PatternCase("^[\\d\\-x]$", ["5", "-", "x"], not: ["a"]),
        PatternCase("^[\\D]$", ["a", "߀"], not: ["5"]),
        PatternCase("^[^\\D5]$", ["4"], not: ["5", "a"]),
        PatternCase("^[z-zA-B]$", ["z", "A", "B"], not: ["y", "C"]),
        PatternCase("^[\\0-\\x1F]$", ["\0", "\u{1F}"], not: [" "]),
        PatternCase("^.$", ["a", "😀", "\u{85}", "\0"], not: ["\n", "\r", "\u{2028}", "\u{2029}", "ab", ""]),
        PatternCase("^\\t\\n\\v\\f\\r\\0$", ["\t\n\u{0B}\u{0C}\r\0"]),
        PatternCase("^\\cC\\cj$", ["\u{03}\n"], not: ["\\cC\\cj"]),
        PatternCase("^\\x41\\u0042\\u{43}\\u{1F600}$", ["ABC😀"]),
        PatternCase("^\\uD83D\\uDE00$", ["😀"], not: ["😁"]),
        PatternCase("^[\\uD83D\\uDE00-\\u{1F602}]$", ["😀", "😁", "😂"], not: ["😃"]),
        PatternCase("\\uD83D", [], not: ["😀"]),
        PatternCase("\\uD83D\\u0041", [], not: ["😀A"]),
        PatternCase("^\\.\\*\\[\\]\\(\\)\\{\\}\\/\\\\\\|\\^\\$\\+\\?$", [".*[](){}/\\|^$+?"]),
        PatternCase("^[😀-😂é]+$", ["😁é"], not: ["e", "😃"]),
        PatternCase("^é$", ["é"], not: ["e\u{301}", "e"]),
        PatternCase("^😀{2}$", ["😀😀"], not: ["😀"]),
    ])
    func syntax(_ test: PatternCase) throws { try check(test) }

    @Test(arguments: [
        PatternCase("^\\d$", ["0", "9"], not: ["߀", "৪", "a"]),
        PatternCase("^\\D$", ["a", "߀"], not: ["0"]),
        PatternCase("^\\w$", ["a", "Z", "0", "_"], not: ["é", "-", "\u{17F}", "\u{212A}"]),
        PatternCase("^\\W$", ["é", "-"], not: ["a", "_"]),
        PatternCase(
            "^\\s$",
            [
                " ", "\t", "\u{0B}", "\u{0C}", "\u{A0}", "\u{FEFF}", "\n", "\r", "\u{2003}", "\u{2029}", "\u{3000}",
                "\u{1680}",
            ],
            not: ["\u{01}", "\u{2013}", "\u{85}", "\u{180E}", "\u{200B}"]),
        PatternCase("^\\S$", ["\u{01}", "\u{85}", "a"], not: [" ", "\u{FEFF}"]),
        PatternCase("^\\p{Letter}+$", ["Hello", "π", "日本"], not: ["123", "a b"]),
        PatternCase("^\\p{L}\\p{Lu}\\p{gc=Ll}\\p{General_Category=Nd}$", ["ßÉé৪"], not: ["ßéé৪"]),
        PatternCase("^\\P{L}$", ["1", "-"], not: ["a"]),
        PatternCase("^[\\p{L}\\p{N}_-]+$", ["aé৪_-"], not: ["a b"]),
        PatternCase("^[^\\P{L}a]$", ["b", "é"], not: ["a", "1"]),
        PatternCase("^[\\P{L}a]$", ["a", "1"], not: ["b"]),
        PatternCase("^\\p{digit}\\p{Sc}\\p{Zs}\\p{Cc}$", ["৪€ \n"]),
        PatternCase("^\\p{LC}$", ["a", "A", "ǅ"], not: ["日", "ʰ"]),
        PatternCase("^\\p{Alphabetic}\\P{Alphabetic}$", ["a1"], not: ["11", "aa"]),
        PatternCase("^[\\p{Uppercase}\\P{Alpha}]$", ["A", "1"], not: ["a"]),
        PatternCase("^\\p{ASCII}\\P{ASCII}$", ["aé"], not: ["aa", "éé"]),
        PatternCase("^\\p{Any}\\p{Assigned}\\P{Assigned}$", ["ab\u{10FFFF}"], not: ["abc"]),
        PatternCase("\\P{Any}", [], not: ["a", "\u{10FFFF}"]),
        PatternCase("^\\p{White_Space}\\p{Emoji}\\p{IDS}\\p{IDC}$", ["\u{85}😀a1"]),
        PatternCase("\\p{Letter}cole", ["l'ecole", "l'école"], not: ["L'ÉCOLE"]),
    ])
    func classes(_ test: PatternCase) throws { try check(test) }

    @Test(arguments: [
        PatternCase("\\bfoo\\b", ["foo", "a foo b", "-foo-"], not: ["foobar", "_foo"]),
        PatternCase("\\bé", ["aé"], not: ["é", " é"]),
        PatternCase("\\Boo\\B", ["foot"], not: ["oo", "foo"]),
        PatternCase("^$", [""], not: ["a", "\n"]),
        PatternCase("a^|$b", [], not: ["a", "b", "ab", ""]),
        PatternCase("^^a$$", ["a"]),
        PatternCase("(?=.*\\d)(?=.*[a-z])", ["a1", "1a"], not: ["a", "1"]),
        PatternCase("^(?=.*\\d)(?=.*[a-z])[a-z\\d]{4,}$", ["abc1", "1abcd"], not: ["abc", "abcd", "1234", "ab1-"]),
        PatternCase("^(?!foo)\\w+$", ["bar", "fo", "xfoo"], not: ["foo", "foobar"]),
        PatternCase("^(?!.*--)[a-z-]+$", ["a-b-c"], not: ["a--b"]),
        PatternCase("a(?=b(?!c))", ["ab", "abd"], not: ["abc", "ac"]),
        PatternCase("(?<=\\$)\\d+", ["$5"], not: ["5", "€5"]),
        PatternCase("(?<!\\$|\\d)\\d+", ["5", "$ 5"], not: ["$5", "$55"]),
        PatternCase("(?<=^ab*)c", ["ac", "abbc"], not: ["bc", "xac"]),
        PatternCase("(?<=(?=b)b)c", ["bc"], not: ["ac", "c"]),
        PatternCase("^(?:(?=a)[ab])+$", ["aaa"], not: ["ab"]),
        PatternCase("(?=)", ["", "a"]),
        PatternCase("(?!)", [], not: ["", "a"]),
    ])
    func assertions(_ test: PatternCase) throws { try check(test) }

    /// What the `u` flag would refuse but schemas in the field contain.
    @Test(arguments: [
        PatternCase("^[\\w-.]+$", ["a-.b"], not: ["a b"]),
        PatternCase("^[a-\\d]+$", ["a-5"], not: ["b"]),
        PatternCase("^\\-\\@\\_\\#\\ \\\"\\'$", ["-@_# \"'"]),
        PatternCase("^]}$", ["]}"]),
        PatternCase("^{x$", ["{x"]),
        PatternCase("^a{,5}b{c}d{1x{$", ["a{,5}b{c}d{1x{"]),
    ])
    func lenience(_ test: PatternCase) throws { try check(test) }

    private func check(_ test: PatternCase) throws {
        let pattern = try Pattern(test.source)
        for text in test.matching { #expect(pattern.matches(text), "\(test.source) in \(text.debugDescription)") }
        for text in test.others { #expect(!pattern.matches(text), "\(test.source) not in \(text.debugDescription)") }
    }
}
