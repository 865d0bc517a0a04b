import Testing

@testable import Stepsmith

/// One rule, with values that pass it and values that do not.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let name: String
    let keyword: String
    let passing: [JSONValue]
    let failing: [JSONValue]
    let rule: @Sendable (JSONValue, inout Validation) -> Void
    var testDescription: String { name }

    init(
        _ name: String, _ keyword: String, pass passing: [JSONValue], fail failing: [JSONValue],
        _ rule: @escaping @Sendable (JSONValue, inout Validation) -> Void
    ) {
        self.name = name
        self.keyword = keyword
        self.passing = passing
        self.failing = failing
        self.rule = rule
    }
}

struct ValidationRuleTests {
    private static let types: [RuleCase] = [
        RuleCase("object", "type", pass: [[:], ["a": 1]], fail: [nil, [], 1, "a", true]) { _ = $1.object($0) },
        RuleCase("array", "type", pass: [[], [1]], fail: [nil, [:], 1]) { _ = $1.array($0) },
        RuleCase("string", "type", pass: ["", "a"], fail: [nil, 1, ["a"]]) { $1.string($0) },
        RuleCase(
            "integer", "type", pass: [0, .integer(.min), 1.0, -0.0, 1e18],
            fail: [1.5, "1", true, nil, 1e19, .number(.infinity)]
        ) {
            $1.integer($0)
        },
        RuleCase("number", "type", pass: [0, 1.5, 1e300], fail: ["1", true, nil]) { $1.number($0) },
        RuleCase("bool", "type", pass: [true, false], fail: [0, 1, "true", nil]) { $1.bool($0) },
        RuleCase("null", "type", pass: [nil], fail: [0, false, "", [], [:]]) { $1.null($0) },
        RuleCase("string or null", "type", pass: [nil, "a"], fail: [1, [], true]) { $1.type($0, [.string, .null]) },
        RuleCase("integer or array", "type", pass: [1, 1.0, 1e300, []], fail: [1.5, "a", [:]]) {
            $1.type($0, [.integer, .array])
        },
        RuleCase("number, object or boolean", "type", pass: [1, 1.5, [:], true], fail: [nil, "a", []]) {
            $1.type($0, [.number, .object, .boolean])
        },
    ]

    private static let numbers: [RuleCase] = [
        double("minimum", pass: [1.5, 2], fail: [1.4999, -2]) { $1.minimum($0, 1.5) },
        double("maximum", pass: [1.5, -2], fail: [1.5001]) { $1.maximum($0, 1.5) },
        double("exclusiveMinimum", pass: [1.6], fail: [1.5, 1]) { $1.exclusiveMinimum($0, 1.5) },
        double("exclusiveMaximum", pass: [1.4], fail: [1.5, 2]) { $1.exclusiveMaximum($0, 1.5) },
        integer(
            "minimum", pass: [.integer(.max), .integer(9_007_199_254_740_993)],
            fail: [.integer(9_007_199_254_740_992), 0]
        ) {
            $1.minimum($0, 9_007_199_254_740_993)
        },
        integer("maximum", pass: [.integer(.min), .integer(.max - 1)], fail: [.integer(.max)]) {
            $1.maximum($0, Int.max - 1)
        },
        integer("exclusiveMinimum", pass: [.integer(.min + 2)], fail: [.integer(.min + 1), .integer(.min)]) {
            $1.exclusiveMinimum($0, Int.min + 1)
        },
        integer("exclusiveMaximum", pass: [0], fail: [1, .integer(.max)]) { $1.exclusiveMaximum($0, 1) },
        double(
            "multipleOf", pass: [0, 19.99, 0.01, -4.35, 1e22, 1e308, 123_456_789.01],
            fail: [0.001, 19.999, 1e-300, 0.011]
        ) {
            $1.multipleOf($0, "0.01")
        },
        double("multipleOf", pass: [0, 0.123456789, 1.23456789, 123_456_789], fail: [1e308, 1, 0.12345678]) {
            $1.multipleOf($0, "0.123456789")
        },
        double("multipleOf", pass: [0.0075, 4.5], fail: [0.00751]) { $1.multipleOf($0, "0.0001") },
        double("multipleOf", pass: [1e308, 1.5, 0.5], fail: [0.25]) { $1.multipleOf($0, "0.5") },
        double("multipleOf", pass: [1e-8, 0, 12391239123], fail: [1.5e-8]) { $1.multipleOf($0, "1e-8") },
        integer(
            "multipleOf", pass: [0, .integer(1_234_567_890_123_456_789), .integer(-8_641_975_230_864_197_523)],
            fail: [1, .integer(1_234_567_890_123_456_788), .integer(8_641_975_230_864_197_524)]
        ) { $1.multipleOf($0, "1234567890123456789") },
        integer(
            "multipleOf", pass: [.integer(9_007_199_254_740_993), 0, -3], fail: [.integer(9_007_199_254_740_994), 1]
        ) {
            $1.multipleOf($0, "3")
        },
        integer(
            "multipleOf", pass: [.integer(9_007_199_254_740_994)],
            fail: [.integer(9_007_199_254_740_993), .integer(.max)]
        ) {
            $1.multipleOf($0, "2")
        },
        integer("multipleOf", pass: [.integer(.min), 0], fail: [.integer(.min + 1)]) {
            $1.multipleOf($0, "9223372036854775808")
        },
        integer("multipleOf", pass: [3, -6], fail: [1, 2]) { $1.multipleOf($0, "1.5") },
    ]

    private static let strings: [RuleCase] = [
        string("minLength", pass: ["ab", "😀😀", "e\u{301}", "🇩🇪"], fail: ["", "a", "😀", "é"]) { $1.minLength($0, 2) },
        string("maxLength", pass: ["", "ab", "😀😀", "🇩🇪"], fail: ["abc", "ae\u{301}", "\r\n\n"]) { $1.maxLength($0, 2) },
        string("pattern", pass: ["xaby", "ab"], fail: ["", "ba"]) { $1.pattern($0, "ab") },
        string("pattern", pass: ["é"], fail: ["e\u{301}"]) { $1.pattern($0, "^\u{E9}$") },
        // Canonically equivalent to the pattern before, and another pattern.
        string("pattern", pass: ["e\u{301}"], fail: ["é"]) { $1.pattern($0, "^e\u{301}$") },
        string("pattern", pass: [], fail: ["", "("]) { $1.pattern($0, "(") },
        string("format", pass: ["2026-01-31"], fail: ["2026-02-31"]) { $1.format($0, .date) },
        string("enum", pass: ["a", "é"], fail: ["", "A", "b", "e\u{301}"]) { $1.oneOf($0, ["a", "é"]) },
        RuleCase("enumeration", "enum", pass: [1, 1.0, "a", nil, [1, ["x": 2.0]]], fail: [true, 2, "A", [1], [:]]) {
            $1.enumeration($0, [1, "a", nil, [1.0, ["x": 2]]])
        },
        RuleCase("const", "const", pass: [["a": false]], fail: [["a": 0], [:], false]) {
            $1.enumeration($0, [["a": false]])
        },
    ]

    private static let containers: [RuleCase] = [
        array("minItems", pass: [[1], [1, 2]], fail: [[]]) { $1.minItems($0, 1) },
        array("maxItems", pass: [[], [1]], fail: [[1, 2]]) { $1.maxItems($0, 1) },
        array(
            "uniqueItems",
            pass: [
                [], [1], [1, 2], [1, true], [0, false], ["a", ["a"]], [[1], [true]], [["a": 1], ["a": 2]],
                ["é", "e\u{301}"],
                [nil, false, 0, "", [], [:]],
                [9_007_199_254_740_993, 9_007_199_254_740_992.0],
            ],
            fail: [
                [1, 1], [1, 1.0], [2, 1, true, 1.0], [["a": 1, "b": 2], ["b": 2, "a": 1]], [[[1]], [[1.0]]],
                [nil, nil],
                [0, -0.0], ["a", "b", "a"],
            ]
        ) { $1.uniqueItems($0) },
        object("minProperties", pass: [["a": nil], ["a": 1, "b": 2]], fail: [[:]]) { $1.minProperties($0, 1) },
        object("maxProperties", pass: [[:], ["a": 1]], fail: [["a": 1, "b": 2]]) { $1.maxProperties($0, 1) },
        object(
            "required", pass: [["a": nil, "b": 1], ["a": 1, "b": 2, "c": 3]], fail: [[:], ["a": 1], ["A": 1, "b": 2]]
        ) {
            $1.required($0, "a", "b")
        },
        object("additionalProperties", pass: [[:], ["é": 1]], fail: [["x": 1], ["é": 1, "e\u{301}": 2]]) {
            $1.noOthers($0, than: ["é"])
        },
    ]

    @Test(arguments: types + numbers + strings + containers)
    func rules(_ test: RuleCase) {
        for value in test.passing {
            #expect(failures(test, value).isEmpty, "\((try? value.text()) ?? value.shape)")
        }
        for value in test.failing {
            let failures = failures(test, value)
            #expect(!failures.isEmpty, "\((try? value.text()) ?? value.shape)")
            #expect(failures.allSatisfy { $0.keyword == test.keyword && !$0.expected.isEmpty && !$0.found.isEmpty })
        }
    }

    private func failures(_ test: RuleCase, _ value: JSONValue) -> [ValidationFailure] {
        var validation = Validation()
        test.rule(value, &validation)
        do {
            try validation.finish()
            return []
        } catch {
            return (error as? ValidationError)?.failures ?? []
        }
    }

    // MARK: Rules on a value of one type

    private static func double(
        _ name: String, pass: [JSONValue], fail: [JSONValue],
        _ rule: @escaping @Sendable (Double, inout Validation) -> Void
    ) -> RuleCase {
        RuleCase("\(name) of a number", name, pass: pass, fail: fail) { if let x = $1.number($0) { rule(x, &$1) } }
    }
    private static func integer(
        _ name: String, pass: [JSONValue], fail: [JSONValue],
        _ rule: @escaping @Sendable (Int, inout Validation) -> Void
    ) -> RuleCase {
        RuleCase("\(name) of an integer", name, pass: pass, fail: fail) { if let x = $1.integer($0) { rule(x, &$1) } }
    }
    private static func string(
        _ name: String, pass: [JSONValue], fail: [JSONValue],
        _ rule: @escaping @Sendable (String, inout Validation) -> Void
    ) -> RuleCase {
        RuleCase(name, name, pass: pass, fail: fail) { if let x = $1.string($0) { rule(x, &$1) } }
    }
    private static func array(
        _ name: String, pass: [JSONValue], fail: [JSONValue],
        _ rule: @escaping @Sendable ([JSONValue], inout Validation) -> Void
    ) -> RuleCase {
        RuleCase(name, name, pass: pass, fail: fail) { if let x = $1.array($0) { rule(x, &$1) } }
    }
    private static func object(
        _ name: String, pass: [JSONValue], fail: [JSONValue],
        _ rule: @escaping @Sendable (JSONObject, inout Validation) -> Void
    ) -> RuleCase {
        RuleCase(name, name, pass: pass, fail: fail) { if let x = $1.object($0) { rule(x, &$1) } }
    }
}
