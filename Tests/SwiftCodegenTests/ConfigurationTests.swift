import Stepsmith
import Testing
import WorkflowSpec
import YAMLSyntax

@testable import SwiftCodegen

/// `handler.initialization` as a type.
struct ConfigurationTests {
    private static func spec(_ initialization: String, _ overrides: String...) throws -> Generated {
        let list = overrides.enumerated().map {
            "  e\($0.offset): { steps: [{ name: only, handler: { initialization: { a: \($0.element) } } }] }"
        }
        return try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            steps:
              - { name: only, handler: { callable: x, initialization: \(initialization) } }
            environments:\(list.isEmpty ? " {}" : "\n" + list.joined(separator: "\n"))
            """)
    }

    @Test(arguments: [
        ("text", "String"), ("\"1\"", "String"), ("1", "Int"), ("1.5", "Double"), ("1.0", "Double"), ("true", "Bool"),
        ("100000000000000000000", "Double"), ("-9223372036854775808", "Int"), ("null", "JSONValue?"),
        ("[a, b]", "[String]"), ("[1, 2]", "[Int]"), ("[1, 2.5]", "[Double]"), ("[true]", "[Bool]"), ("[]", "JSONValue"),
        ("[1, a]", "JSONValue"), ("[1, null]", "JSONValue"), ("[[1]]", "JSONValue"), ("[{ a: 1 }]", "JSONValue"),
        ("{ x: 1, y: 2 }", "[String: Int]"), ("{ x: 1, y: 0.5 }", "[String: Double]"), ("{ x: a }", "[String: String]"),
        ("{}", "JSONObject"), ("{ x: 1, y: a }", "JSONObject"), ("{ x: [1] }", "JSONObject"), ("{ x: null }", "JSONObject"),
        ("!!str 1", "String"), ("2026-01-31", "String"),
    ])
    func constant(_ value: String, _ type: String) throws {
        let generated = try ConfigurationTests.spec("{ a: \(value) }")
        #expect(generated.lines(with: "var a: ") == ["var a: \(type)"])
        let isUntyped = type.hasPrefix("JSON") && !["null", "[]", "{}"].contains(value)
        let isRounded = value.utf8.count > 20
        #expect(generated.findings == (isUntyped ? ["5: constant-untyped"] : isRounded ? ["5: constant-rounded"] : []))
        #expect(
            generated.lines(with: "func only(") == [
                "func only(inputs: Input, context: ConfiguredContext<Configuration>) async throws -> Result"
            ])
        #expect(generated.lines(with: "enum Only: ") == ["nonisolated enum Only: ConfiguredStep {"])
        #expect(generated.lines(with: "table.configure(Only.self)").count == 1)
    }

    @Test(arguments: [
        ("1", "2", "Int", false), ("1", "0.5", "Double", false), ("0.5", "1", "Double", false), ("1", "null", "Int?", false),
        ("null", "1", "Int?", false), ("null", "null", "JSONValue?", false), ("[]", "[a]", "[String]", false),
        ("[a]", "[]", "[String]", false), ("[1]", "[0.5]", "[Double]", false), ("{}", "{ b: 1 }", "[String: Int]", false),
        ("{ b: 1 }", "{ b: 1.5 }", "[String: Double]", false), ("{}", "{ b: [1] }", "JSONObject", false),
        ("1", "one", "JSONValue", true), ("true", "1", "JSONValue", true), ("[1]", "[a]", "JSONValue", true),
        ("[1]", "1", "JSONValue", true), ("{ b: 1 }", "{ b: x }", "JSONObject", true), ("{ b: 1 }", "[1]", "JSONValue", true),
        ("[1, a]", "x", "JSONValue", false), ("{ b: [1] }", "{ b: x }", "JSONObject", false),
    ])
    func overridden(_ value: String, _ other: String, _ type: String, _ isFinding: Bool) throws {
        let generated = try ConfigurationTests.spec("{ a: \(value) }", other)
        #expect(generated.lines(with: "var a: ") == ["var a: \(type)"])
        let untyped = ["[1, a]", "{ b: [1] }"]
        let own = untyped.contains(value) ? ["5: constant-untyped"] : []
        #expect(
            generated.findings == own
                + (untyped.contains(other) ? ["7: constant-untyped"] : isFinding ? ["7: constant-types"] : []))
    }

    @Test func whatIsLessThanItsAuthorMayThink() throws {
        let generated = try ConfigurationTests.spec(
            "{ big: [1, 18446744073709551616], hex: 0x10000000000000000, float: !!float 5, e: 1e30, most: 9223372036854775807, mix: { x: 1, y: a } }",
            "-99999999999999999999")
        #expect(
            generated.findings == ["5: constant-rounded", "5: constant-rounded", "5: constant-untyped", "7: constant-rounded"])
        let messages = generated.result.diagnostics.map(\.message)
        #expect(
            messages[0]
                == "`18446744073709551616` does not fit into 64 bits, so the handler gets the floating-point number 1.8446744073709552e+19"
        )
        #expect(messages[2] == "the values of `mix` are not all of one scalar type, so the handler gets it as `JSONObject`")
        #expect(generated.result.diagnostics.allSatisfy { $0.severity == .info })
    }

    @Test func theFindingIsAtTheOverrideAndNamesTheOtherPlace() throws {
        let generated = try ConfigurationTests.spec("{ a: 1 }", "2", "many", "lots")
        let finding = try #require(generated.result.diagnostics.first)
        #expect(generated.findings == ["8: constant-types"])
        #expect(
            finding.message.contains("`e1`") && finding.message.contains("a string") && finding.message.contains("an integer"))
        #expect(finding.notes.map(\.range.start.line) == [5])
    }

    @Test func constantsOfEnvironmentsOnlyAreOptional() throws {
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            steps:
              - { name: one, handler: { callable: x, initialization: { a: 1 } } }
              - { name: two, handler: { callable: x } }
            environments:
              test: { steps: [{ name: ALL, handler: { initialization: { a: 2, trace: true } } }, { name: one, handler: { initialization: { b: x } } }] }
            """)
        #expect(generated.lines(with: "var a: ") == ["var a: Int", "var a: Int?"])
        #expect(generated.lines(with: "var trace: ") == ["var trace: Bool?", "var trace: Bool?"])
        #expect(generated.lines(with: "var b: ") == ["var b: String?"])
        #expect(
            generated.lines(with: #"StepDefinition("two""#) == [
                #"d.add(StepDefinition("two", .standard, dependsOn: [], configuration: "{}"))"#
            ])
        #expect(
            generated.lines(with: "EnvironmentOverride(") == [
                #"d.add(EnvironmentOverride("test", step: "ALL", configuration: "{\"a\":2,\"trace\":true}"))"#,
                #"d.add(EnvironmentOverride("test", step: "one", configuration: "{\"b\":\"x\"}"))"#,
            ])
    }

    @Test func stepsWithoutConstantsKeepTheirContext() throws {
        let generated = try ConfigurationTests.spec("{}")
        #expect(!generated.text.contains("Configur") && !generated.text.contains("configur"))
    }

    @Test func namesThatClash() throws {
        let generated = try ConfigurationTests.spec(
            "{ order_id: 1, orderId: 2, order-id: 3, self: 4, json: 5, größe: 6, class: 7 }")
        #expect(generated.result.diagnostics.map(\.code.id) == Array(repeating: "name-adjusted", count: 4))
        #expect(!generated.result.diagnostics.contains { $0.message.contains("x-swift-name") })
        for name in ["orderId", "orderId_", "orderId_2", "selfValue", "jsonValue", "`class`"] {
            #expect(generated.lines(with: "var \(name): Int").count == 1)
        }
        #expect(generated.lines(with: #"try r.int("order-id")"#) == [#"orderId_2 = try r.int("order-id")"#])
    }

    @Test func whatJSONCannotHold() throws {
        let generated = try ConfigurationTests.spec("{ a: .inf, b: [-.INF, .nan], c: { 1: x, \"1\": y } }")
        #expect(generated.findings == Array(repeating: "5: constant-not-json", count: 4))
        #expect(generated.lines(with: "var a: ") == ["var a: String"] && generated.lines(with: "var b: ") == ["var b: [String]"])
        #expect(generated.text.contains(#"{\"a\":\".inf\",\"b\":[\"-.INF\",\".nan\"],\"c\":{\"1\":\"x\"}}"#))
    }

    @Test(arguments: HostileText.all)
    func textsComeBackFromJSON(_ text: String) throws {
        let spec = try ConfigurationTests.spec("{ a: { \(text.yaml): [\(text.yaml), 1, 0.5, true, null, {}] } }").spec
        let json = try JSONValue(parsing: #require(ConstantText.of(spec.steps[0].initialization)))
        #expect(json["a"]?[text] == [.string(text), 1, 0.5, true, nil, [:]])
    }

    @Test func tooManyForAll() throws {
        let keys = (0..<1000).map { "k\($0): 1" }.joined(separator: ", ")
        let steps = (0..<101).map { "  - { name: s\($0), handler: { callable: x } }" }.joined(separator: "\n")
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            environments: { test: { steps: [{ name: ALL, handler: { initialization: { \(keys) } } }] } }
            steps:
            \(steps)
            """)
        #expect(generated.findings == ["4: too-many-constants"])
        #expect(generated.text == "")
    }
}
