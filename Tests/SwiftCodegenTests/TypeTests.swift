import Stepsmith
import Testing
import WorkflowSpec
import YAMLSyntax

@testable import SwiftCodegen

/// What a schema becomes, seen in one property. Golden files show the whole.
struct TypeTests {
    @Test(arguments: [
        ("{ type: string }", "String?"), ("{ type: integer }", "Int?"), ("{ type: number }", "Double?"),
        ("{ type: boolean }", "Bool?"),
        ("{ type: integer, format: int32 }", "Int32?"), ("{ type: integer, format: int64 }", "Int64?"),
        ("{ type: string, format: date-time }", "Date?"), ("{ type: string, format: uuid }", "UUID?"),
        ("{ type: string, format: byte }", "Data?"), ("{ type: string, format: email }", "String?"),
        ("{}", "JSONValue?"),
        ("true", "JSONValue?"), ("{ type: object }", "JSONObject?"), ("{ type: array }", "[JSONValue]?"),
        ("{ type: array, items: { type: array, items: { type: integer } } }", "[[Int]]?"),
        ("{ type: array, items: { type: [integer, \"null\"] } }", "[Int?]?"),
        ("{ type: object, additionalProperties: { type: string } }", "[String: String]?"),
        ("{ type: object, additionalProperties: false }", "JSONObject?"),
        ("{ type: object, properties: { a: {} } }", "Sample?"), ("{ properties: { a: {} } }", "JSONValue?"),
        ("{ items: { type: string } }", "JSONValue?"),
        ("{ type: string, enum: [a] }", "Sample?"), ("{ const: a }", "Sample?"), ("{ enum: [a, null] }", "Sample?"),
        ("{ enum: [1, 2] }", "JSONValue?"), ("{ type: integer, enum: [1, 2] }", "Int?"),
        ("{ type: [string, integer] }", "JSONValue?"),
        ("{ type: string, default: x }", "String"), ("{ type: [string, \"null\"], default: x }", "String?"),
        ("{ type: [string, \"null\"], default: null }", "String?"), ("{ type: \"null\" }", "JSONValue?"),
        ("{ type: array, items: { type: object, properties: { a: {} } } }", "[SampleItem]?"),
        ("{ oneOf: [{ type: string }, { type: integer }] }", "Sample?"), ("{ oneOf: [{ const: a }, { const: b }] }", "Sample?"),
        ("{ anyOf: [{ type: string }, { type: \"null\" }] }", "String?"), ("{ anyOf: [{ type: integer }] }", "Int?"),
        ("{ oneOf: [{ type: number }, { type: number, minimum: 1 }] }", "Double?"),
        ("{ anyOf: [{ required: [a] }, { required: [b] }] }", "JSONValue?"),
        ("{ anyOf: [{ const: 1 }, { const: 2 }] }", "JSONValue?"),
        ("{ type: object, properties: { a: {}, b: {} }, anyOf: [{ required: [a] }, { required: [b] }] }", "Sample?"),
        ("{ type: string, anyOf: [{ pattern: a }, { maxLength: 3 }] }", "String?"),
        ("{ type: string, not: { const: a } }", "String?"),
        ("{ allOf: [{ type: integer }, { minimum: 1 }] }", "Int?"), ("{ allOf: [{ type: number }, { type: integer }] }", "Int?"),
        ("{ type: object, allOf: [{ properties: { a: {} } }] }", "Sample?"),
        ("{ type: array, prefixItems: [{}], items: { type: string } }", "[JSONValue]?"),
        ("{ type: object, patternProperties: { a: { type: integer } } }", "JSONObject?"),
        ("{ type: object, patternProperties: { a: { type: integer } }, additionalProperties: false }", "[String: Int]?"),
        ("{ type: string, format: uuid, pattern: a }", "String?"),
    ])
    func property(_ schema: String, _ type: String) throws {
        let generated = try Generated.properties("sample: \(schema)")
        #expect(generated.lines(with: "var sample: ") == ["var sample: \(type)"])
    }

    @Test(arguments: [
        ("{ allOf: [{ $ref: \"#/definitions/Money\" }], description: Text. }", "Money?"),
        ("{ $ref: \"#/definitions/Money\", description: Text., minProperties: 1 }", "Money?"),
        ("{ $ref: \"#/definitions/Money\", properties: { more: {} } }", "Sample?"),
        ("{ $ref: \"#/definitions/Money\", nullable: true }", "Money?"),
        ("{ oneOf: [{ $ref: \"#/definitions/Money\" }, { type: \"null\" }] }", "Money?"),
        ("{ oneOf: [{ $ref: \"#/definitions/Money\" }, { $ref: \"#/definitions/Text\" }] }", "Sample?"),
        ("{ $ref: \"#/definitions/Choice\" }", "Choice?"), ("{ $ref: \"#/definitions/Same\" }", "Same?"),
    ])
    func references(_ schema: String, _ type: String) throws {
        let generated = try Generated.properties(
            "sample: \(schema)",
            definitions: """
                Money: { type: object, properties: { cents: { type: integer } } }
                Text: { type: string }
                Choice: { anyOf: [{ type: integer }, { $ref: "#/definitions/Text" }] }
                Same: { allOf: [{ $ref: "#/definitions/Money" }] }
                """)
        #expect(generated.lines(with: "var sample: ") == ["var sample: \(type)"])
        #expect(generated.findings == [])
    }

    @Test func alternativesOfAnObjectHaveItsMembers() throws {
        let generated = try Generated.properties(
            """
            sample:
              type: object
              required: [kind]
              properties: { id: { type: integer } }
              oneOf:
                - { properties: { kind: { const: a }, x: { type: string } } }
                - { properties: { kind: { const: b } }, required: [y] }
            """)
        #expect(generated.lines(with: "case a(") == ["case a(A)"] && generated.lines(with: "case b(") == ["case b(B)"])
        #expect(generated.lines(with: "var id: ").count == 2 && generated.lines(with: "var x: ") == ["var x: String?"])
        #expect(generated.lines(with: "var additionalProperties") == ["var additionalProperties: [String: JSONValue]"])
        #expect(generated.lines(with: "v.chosen(").count == 1)
    }

    @Test func choicesThatHoldThemselves() throws {
        let generated = try Generated.properties(
            "tree: { $ref: \"#/definitions/Tree\" }",
            definitions: """
                Tree: { oneOf: [{ type: string }, { type: object, title: Pair, properties: { left: { $ref: "#/definitions/Tree" } } }] }
                """)
        #expect(generated.lines(with: "enum Tree: RecordUnion").first?.contains("indirect ") == true)
        #expect(generated.lines(with: "Boxed<") == [])
    }

    @Test func requiredAndNullable() throws {
        let generated = try Generated.properties("a: { type: string }\nb: { type: string, nullable: true }")
        #expect(
            generated.lines(with: "w.optionalString") == [
                #"try w.optionalString("a", a)"#, #"try w.optionalString("b", b)"#,
            ])
        let required = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            input_schema: { type: object, required: [a, b], properties: { a: { type: string }, b: { type: [string, "null"] } } }
            steps:
              - { name: only, handler: { callable: x } }
            """)
        #expect(required.lines(with: "init(a:") == ["init(a: String, b: String?) {"])
        #expect(required.lines(with: "try w.") == [#"try w.string("a", a)"#, #"try w.nullable("b", b)"#])
        #expect(
            required.lines(with: #"v.member(o, "b""#) == [
                #"if let m = v.member(o, "b", nullable: true) { v.string(m) }"#
            ])
    }

    @Test(arguments: [
        ("{ type: string, default: \"a\\\"b\" }", #""a\"b""#), ("{ type: integer, default: 3.0 }", "3"),
        ("{ type: number, default: 3 }", "3.0"),
        ("{ type: array, items: { type: string }, default: [] }", "[]"), ("{ type: object, default: {} }", "[:]"),
        ("{ type: object, additionalProperties: { type: integer }, default: { a: 1, b: 2 } }", #"["a": 1, "b": 2]"#),
        ("{ default: [1, null] }", "JSONValue.array([JSONValue.integer(1), JSONValue.null])"),
        ("{ type: string, enum: [a, none], default: none }", "Sample.none"),
        ("{ type: string, format: byte, default: \"\" }", #"Data(base64Encoded: "") ?? Data()"#),
    ])
    func defaults(_ schema: String, _ literal: String) throws {
        let generated = try Generated.properties("sample: \(schema)")
        #expect(generated.result.diagnostics.isEmpty)
        #expect(generated.lines(with: "init(sample:").first?.hasSuffix(" = \(literal)) {") == true)
        #expect(generated.lines(with: ", default: ").first?.hasSuffix(", default: \(literal))") == true)
    }

    /// A dictionary literal with two keys that Swift calls equal traps when it runs.
    @Test func defaultsWithKeysThatSwiftTakesForOne() throws {
        let entries = ["\u{E9}", "e\u{301}"].map { YAMLEntry(key: TypeTests.node($0), value: TypeTests.node("x")) }
        let both = YAMLNode(.mapping(entries), range: .fileStart)
        let one = YAMLNode(.mapping([entries[0]]), range: .fileStart)
        #expect(DefaultValue.of(both, as: .map(.string)) == nil)
        #expect(DefaultValue.of(one, as: .map(.string)) != nil)
    }

    /// Swift calls these values equal, so an enum would take one for the other.
    @Test func enumsWithValuesThatSwiftTakesForOne() throws {
        var keywords = Schema.Keywords()
        keywords.enumeration = [TypeTests.node("\u{E9}"), TypeTests.node("e")]
        guard case .stringEnum(let values) = SchemaShape(Schema(range: .fileStart, keywords: keywords)) else {
            Issue.record("no enum")
            return
        }
        #expect(values.count == 2)
        keywords.enumeration = [TypeTests.node("\u{E9}"), TypeTests.node("e\u{301}")]
        guard case .anything = SchemaShape(Schema(range: .fileStart, keywords: keywords)) else {
            Issue.record("an enum with two equal cases")
            return
        }
    }

    /// Every format that the runtime checks is asked for, and every one of JSON Schema 2020-12 is checked.
    @Test func formatsAreThoseOfTheRuntime() {
        let mapped = SpecFormat.formats.filter { ScalarRules.stringFormat($0) != nil }
        #expect(Set(mapped) == Set(StringFormat.allCases.map(\.rawValue)))
        for format in StringFormat.allCases { #expect(ScalarRules.stringFormat(format.rawValue) == "\(format)") }
        let standard = [
            "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
            "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer", "regex",
        ]
        #expect(Set(standard).isSubset(of: mapped))
    }

    /// An open enum keeps what it does not know as it came, and `switch` would not tell these two apart.
    @Test func openEnumsKeepWhatLooksLikeACase() throws {
        let generated = try Generated.properties("sample: { type: string, enum: [\u{E9}, e], x-extensible: true }")
        let lines = generated.lines(with: ": self = .")
        #expect(lines.count == 3 && lines[0].contains(" where rawValue.utf8.elementsEqual(") && !lines[1].contains(" where "))
    }

    @Test func definitionsThatLookTheSame() throws {
        let both = "\u{E9}: { type: integer, x-swift-name: One }\ne\u{301}: { type: boolean, x-swift-name: Two }"
        let generated = try Generated.properties(
            "one: { $ref: \"#/definitions/\u{E9}\" }\ntwo: { $ref: \"#/definitions/e\u{301}\" }",
            definitions: both)
        #expect(generated.lines(with: "typealias One = ").count == 1)
        #expect(generated.lines(with: "typealias Two = ").count == 1)
        #expect(generated.lines(with: "var two: ") == ["var two: Two?"])
    }

    private static func node(_ text: String) -> YAMLNode {
        YAMLNode(.scalar(YAMLScalar(text: text, style: .doubleQuoted)), range: .fileStart)
    }

    @Test func definitionsHiddenByANestedType() throws {
        let seen = try Generated.properties(
            "other: { type: object, properties: { total: { $ref: \"#/definitions/Money\" } } }",
            definitions: "Money: { type: object, properties: { cents: { type: integer } } }")
        #expect(seen.lines(with: "var total: ") == ["var total: Money?"])
        let hidden = try Generated.properties(
            "money: { type: object, properties: { money: { type: object, properties: { total: { $ref: \"#/definitions/Money\" } } } } }",
            definitions: "Money: { type: object, properties: { cents: { type: integer } } }")
        #expect(hidden.lines(with: "var total: ") == ["var total: Outer.Money?"])
    }

    @Test func deprecatedPropertiesAreUsedWithoutAWarning() throws {
        let generated = try Generated.properties("old: { type: string, deprecated: true }")
        #expect(generated.lines(with: "@available(*, deprecated)").count == 1)
        #expect(generated.lines(with: "oldStorage = try r.optionalString").count == 1)
    }

    // MARK: Boxes

    @Test func structsThatContainThemselves() throws {
        let generated = try Generated.properties(
            "tree: { $ref: \"#/definitions/A\" }",
            definitions: """
                A: { type: object, properties: { b: { $ref: "#/definitions/B" }, list: { type: array, items: { $ref: "#/definitions/A" } } } }
                B: { type: object, properties: { a: { $ref: "#/definitions/A" }, map: { type: object, additionalProperties: { $ref: "#/definitions/B" } } } }
                """)
        #expect(generated.lines(with: "Boxed<").count == 1)
        #expect(generated.result.diagnostics.isEmpty)
    }

    @Test(arguments: [(8, 0), (9, 1), (17, 2), (2000, 249)])
    func chainsOfStructs(_ length: Int, _ boxes: Int) throws {
        var definitions = ""
        for index in 1..<length {
            definitions +=
                "A\(index): { type: object, properties: { next: { $ref: \"#/definitions/A\(index + 1)\" } } }\n"
        }
        definitions += "A\(length): { type: object, properties: { end: { type: integer } } }"
        let generated = try Generated.properties(
            "list: { type: array, items: { $ref: \"#/definitions/A1\" } }", definitions: definitions)
        #expect(generated.lines(with: ": Boxed<").count == boxes)
    }

    @Test func wideStructs() throws {
        let fields = (0..<150).map { "f\($0): { type: integer }" }.joined(separator: ", ")
        let generated = try Generated.properties(
            "a: { $ref: \"#/definitions/Wide\" }\nb: { $ref: \"#/definitions/Wide\" }\nc: { $ref: \"#/definitions/Wide\" }",
            definitions: "Wide: { type: object, properties: { \(fields) } }")
        #expect(generated.lines(with: ": Boxed<").count == 2)
    }

    @Test func aliasesThatLeadBackToThemselves() throws {
        let generated = try Generated.properties(
            "a: { $ref: \"#/definitions/A\" }",
            definitions:
                "A: { type: array, items: { $ref: \"#/definitions/B\" } }\nB: { type: object, additionalProperties: { $ref: \"#/definitions/A\" } }"
        )
        #expect(generated.lines(with: "typealias A =") == ["typealias A = [JSONValue]"])
        #expect(generated.lines(with: "typealias B =") == ["typealias B = [String: JSONValue]"])
        #expect(generated.lines(with: "Outer.validateB").count == 1)
    }

    // MARK: Limits

    @Test func nestingBeyondWhatTheCompilerTakes() throws {
        let deep =
            String(repeating: "{ type: array, items: ", count: 70) + "{ type: string }"
            + String(repeating: " }", count: 70)
        #expect(try Generated.properties("deep: \(deep)").findings == ["7: schema-too-deep"])
        let fine =
            String(repeating: "{ type: object, properties: { x: ", count: 200) + "{ type: string }"
            + String(repeating: " } }", count: 200)
        #expect(try !Generated.properties("deep: \(fine)").findings.contains("7: schema-too-deep"))
        // A struct between them makes two types of them.
        let half = String(repeating: "{ type: array, items: ", count: 40)
        let ends = String(repeating: " }", count: 40)
        let mixed = half + "{ type: object, properties: { x: \(half){ type: string }\(ends) } }" + ends
        #expect(try !Generated.properties("deep: \(mixed)").findings.contains("7: schema-too-deep"))
        let value = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(try Generated.properties("deep: { default: \(value) }").findings == ["7: schema-too-deep"])
    }

    /// Types nested deeper than the compiler likes are declared further out.
    @Test func deepTypesAreDeclaredFurtherOut() throws {
        var deep = "{ type: object, properties: { end: { $ref: \"#/definitions/End\" } } }"
        for index in (1..<12).reversed() { deep = "{ type: object, properties: { level\(index): \(deep) } }" }
        let generated = try Generated.properties(
            "level0: \(deep)", definitions: "End: { type: object, properties: { a: { type: integer } } }")
        #expect(generated.findings == [])
        let structs = generated.text.split(separator: "\n").filter { $0.contains("struct Level") }
        #expect(structs.map { ($0.prefix { $0 == " " }.count) / 4 } == [2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6])
        let same =
            String(repeating: "{ type: object, properties: { x: ", count: 10) + "{ type: string }"
            + String(repeating: " } }", count: 10)
        #expect(try Generated.properties("x: \(same)").findings.allSatisfy { $0 == "7: name-adjusted" })
    }

    /// A closure inside a function with a generic parameter for each step takes the compiler minutes for a few hundred steps.
    @Test func eachStepIsRegisteredByItself() throws {
        let steps = (0..<3).map { "  - { name: s\($0), handler: { callable: x }, inputs: [] }\n" }.joined()
        let generated = try Generated("name: many\nnamespace_name: t\nversion: 1.0.0\nsteps:\n" + steps)
        #expect(generated.lines(with: "static func register(_ handler: some Handler, in table:").count == 3)
        #expect(generated.lines(with: "S1.register(s1, in: &table)").count == 1)
    }

    /// Each a line of definitions as long as a file may hold: what looks along it for each of them takes minutes.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("{ $ref: NEXT }", "{ type: string }"), ("{ type: array, items: { $ref: NEXT } }", "{ $ref: FIRST }"),
            ("{ type: object, additionalProperties: { $ref: NEXT } }", "{ type: string }"),
        ])
    func longLinesOfDefinitions(_ link: String, _ end: String) throws {
        let count = 9_000
        func reference(_ number: Int) -> String { "'#/definitions/D\(number)'" }
        var lines = (0..<count).map { "D\($0): " + link.replacing("NEXT", with: reference($0 + 1)) }
        lines.append("D\(count): " + end.replacing("FIRST", with: reference(0)))
        let generated = try Generated.properties(
            "x: { $ref: \(reference(0)) }", definitions: lines.joined(separator: "\n"))
        #expect(generated.lines(with: "typealias D").count == count + 1)
    }

    @Test func manyNamesThatMakeOne() throws {
        let values = (0..<3000).map {
            "a" + String(repeating: "-", count: $0 % 50 + 1) + String(repeating: "_", count: $0 / 50)
        }
        let generated = try Generated.properties(
            "many: { type: string, enum: [\(values.map { $0.yaml }.joined(separator: ", "))] }")
        #expect(generated.lines(with: "case a_3000 = ").count == 1)
    }
}
