import Foundation
import Stepsmith
import Testing

/// The golden files of SwiftCodegenTests, compiled into this test and run.
struct RoundTripTests {
    /// The least that satisfies `types.yaml`'s input.
    private static let least: JSONObject = [
        "text": "a1", "count": 5, "amount": 1.5, "flag": true, "when": "2024-02-29T10:30:15Z",
        "id": "123e4567-e89b-12d3-a456-426614174000", "bytes": "aGVsbG8=", "address": ["street": "Main"], "tags": ["x"],
        "status": "on_hold", "kind": "order", "required_nullable": nil, "anything": nil, "weight": 2,
    ]

    private static func input(_ members: JSONObject = [:]) throws -> Types.Input {
        var object = least
        for (key, value) in members { object[key] = value }
        return try Types.Input(json: .object(object))
    }

    private static func failures(_ members: JSONObject) -> [String] {
        var object = least
        for (key, value) in members { object[key] = value }
        var validation = Validation()
        Types.validate(input: .object(object), &validation)
        do {
            try validation.finish()
            return []
        } catch let error as ValidationError {
            return error.failures.map { "\($0.pointer) \($0.keyword)" }
        } catch {
            return ["\(error)"]
        }
    }

    // MARK: Reading and writing

    @Test func readsEveryKind() throws {
        let input = try RoundTripTests.input()
        #expect(input.text == "a1" && input.count == 5 && input.amount == 1.5 && input.flag)
        #expect(input.when == Date(timeIntervalSinceReferenceDate: 730_895_415))
        #expect(input.id == UUID(uuidString: "123e4567-e89b-12d3-a456-426614174000"))
        #expect(input.bytes == Data("hello".utf8))
        #expect(input.address == Types.Input.Address(street: "Main"))
        #expect(input.address.country == .de)
        #expect(input.status == .onHold && input.kind == .order)
        #expect(input.requiredNullable == nil && input.anything == .null)
        #expect(input.weight == 2.0)
    }

    @Test func writesWhatItRead() throws {
        let full: JSONObject = [
            "small": -7, "large": 9_007_199_254_740_993, "day": "2024-01-01",
            "line_items": [["sku": "a", "notes": ["x", nil]], ["sku": "b"]],
            "matrix": [[1, 2.5], []], "anything_list": [1, "a", nil, ["b": true]], "prices": ["a": 1.25],
            "open": ["known": 1, "other": "x"],
            "addresses_by_name": ["home": ["zip": "1"]], "free": ["x": [1, 2]], "status": "N/A", "plan": "platinum",
            "level": 2,
            "mixed": 1,
            "required_nullable": "here", "optional_nullable": 3, "nullable_enum": "y", "anything": ["deep": [1]],
            "several": 12,
            "untyped": ["a": 1], "money": ["amount": 1, "currency": "EUR"],
            "moneys": [["amount": 2, "currency": "USD"]],
            "old": "o",
            "default": "d", "r": "r", "w": "w", "x": 0.5, "json": "j",
            "tree": ["left": ["right": ["forest": [["left": [:]]]]], "other": ["tree": ["left": [:]]]],
        ]
        let json = try RoundTripTests.input(full).json()
        for (key, value) in full { #expect(json[key] == value, "\(key)") }
        for (key, value) in RoundTripTests.least where full[key] == nil && key != "address" {
            #expect(json[key] == value, "\(key)")
        }
        #expect(json["address"] == ["street": "Main", "country": "DE"])
        let again = try Types.Input(json: json)
        #expect(try again.json() == json)
    }

    @Test func throughAnyCoder() throws {
        let input = try RoundTripTests.input([
            "tree": ["left": ["left": [:]]], "plan": "x", "open": ["known": 1, "other": "x"],
        ])
        let data = try JSONEncoder().encode(input)
        #expect(try JSONDecoder().decode(Types.Input.self, from: data) == input)
    }

    @Test func absentAndNull() throws {
        let input = try RoundTripTests.input()
        #expect(input.optionalNullable == 7 && input.note(of: "optional_nullable") == 7)
        let null = try RoundTripTests.input(["optional_nullable": nil])
        #expect(null.optionalNullable == nil && null.note(of: "optional_nullable") == .null)
        #expect(input.note(of: "required_nullable") == .null)
        #expect(input.note(of: "day") == nil)
    }

    @Test func defaults() throws {
        let defaults = try Types.Defaults(json: [:])
        #expect(defaults == Types.Defaults())
        #expect(
            defaults.text == "a\nb" && defaults.count == -3 && defaults.ratio == 1.5e-7 && defaults.whole == 2
                && defaults.flag)
        #expect(defaults.when == Date(timeIntervalSinceReferenceDate: 730_895_415.5))
        #expect(defaults.id.uuidString.lowercased() == "123e4567-e89b-12d3-a456-426614174000")
        #expect(
            defaults.bytes == Data("hello".utf8) && defaults.list == [1, 2] && defaults.map == ["a": true]
                && defaults.emptyMap == [:])
        #expect(defaults.currency == .usd && defaults.money == Types.Money(amount: 1, currency: .eur))
        #expect(defaults.jsonValue == ["a": [1, 2.5, nil, "x"]] && defaults.object == ["a": 1])
        #expect(defaults.nullableMoney == nil && defaults.nothing == nil)
        var validation = Validation()
        Types.Defaults.validate(try defaults.json(), &validation)
        #expect(validation.isValid)
    }

    @Test func extensibleEnums() throws {
        #expect(try RoundTripTests.input(["plan": "platinum"]).plan == .unknown("platinum"))
        #expect(try RoundTripTests.input(["plan": "free"]).plan == .free)
        #expect(try RoundTripTests.input().plan == .paid)
        #expect(throws: RecordError.self) { try RoundTripTests.input(["status": "other"]) }
    }

    @Test func boxedPropertiesAreIndependentValues() throws {
        var tree = Types.Tree(left: Types.Tree(), other: Types.Other(tree: Types.Tree(right: Types.Tree())))
        let copy = tree
        tree.left?.left = Types.Tree()
        tree.other?.tree.right = nil
        #expect(copy == Types.Tree(left: Types.Tree(), other: Types.Other(tree: Types.Tree(right: Types.Tree()))))
        #expect(tree != copy)
    }

    // MARK: Validation

    @Test func theLeastIsValid() {
        #expect(RoundTripTests.failures([:]) == [])
    }

    @Test(
        arguments: [
            (["text": ""], ["/text minLength", "/text pattern"]), (["text": 1], ["/text type"]),
            (["count": 7], ["/count multipleOf"]),
            (["count": 100], ["/count exclusiveMaximum"]), (["count": 1.5], ["/count type"]),
            (["small": 3_000_000_000], ["/small maximum"]),
            (["amount": 0], ["/amount exclusiveMinimum"]), (["amount": 1.005], ["/amount multipleOf"]),
            (["when": "today"], ["/when format"]),
            (["id": "x"], ["/id format"]), (["bytes": "*"], ["/bytes format"]), (["tags": []], ["/tags minItems"]),
            (["tags": ["a", "a"]], ["/tags uniqueItems"]), (["tags": ["a", ""]], ["/tags/1 minLength"]),
            (["address": ["street": "x", "more": 1]], ["/address/more additionalProperties"]),
            (["address": [:]], ["/address/street required"]),
            (["address": ["street": "x", "country": "UK"]], ["/address/country enum"]),
            (["line_items": [["sku": 1]]], ["/line_items/0/sku type"]),
            (["line_items": [["sku": "a", "notes": ["x", nil, 3]]]], ["/line_items/0/notes/2 type"]),
            (["prices": [:]], ["/prices minProperties"]),
            (["prices": ["a": -1]], ["/prices/a minimum"]),
            (["open": ["known": "x", "other": 1]], ["/open/other type", "/open/known type"]),
            (["free": [:]], ["/free/x required"]), (["kind": "other"], ["/kind enum"]), (["level": 9], ["/level enum"]),
            (["required_nullable": 1], ["/required_nullable type"]), (["never": 1], ["/never false"]),
            (["several": true], ["/several type"]),
            (["several": "x"], ["/several minLength"]), (["several": 1], ["/several minimum"]),
            (["untyped": ["a": "x"]], ["/untyped/a type"]),
            (["untyped": "not an object"], []), (["weight": 0], ["/weight exclusiveMinimum"]),
            (["money": ["amount": 1]], ["/money/currency required"]),
            (["tree": ["left": ["left": 1]]], ["/tree/left/left type"]), (["nullable_enum": nil], []),
            (["day": nil], ["/day type"]),
            (["matrix": [[1], ["x"]]], ["/matrix/1/0 type"]), (["mixed": nil], []), (["mixed": "two"], ["/mixed enum"]),
        ] as [(JSONObject, [String])])
    func rules(_ members: JSONObject, _ expected: [String]) {
        #expect(RoundTripTests.failures(members) == expected)
    }

    // MARK: Definitions

    @Test func definitionsSayWhatTheSpecSays() {
        let definition = HandlersWorkflow.definition
        #expect(definition.identity.description == "golden/handlers@1.2.3")
        #expect(definition.failurePolicy == .continue)
        #expect(definition.steps.map(\.name) == ["fetch_order", "check_stock", "table", "notify"])
        #expect(definition.steps[2].dependencies == ["fetch_order", "check_stock"])
        #expect(definition.steps[0].timeout == .seconds(5) && !definition.steps[0].retry.isRetryable)
        #expect(
            definition.steps[1].retry
                == RetryPolicy(maxAttempts: 7, backoff: .linear, base: .milliseconds(250), maximum: .seconds(2)))
        #expect(definition.environments.count == 2)
        let branches = Branches.definition
        #expect(
            branches.steps.map(\.kind) == [
                .standard, .decision, .standard, .standard, .deferredConvergence, .batchable, .batchWorker,
                .deferredConvergence,
            ])
        #expect(branches.steps[5].worker == "work" && branches.steps[6].batch?.parallelism == 4)
        #expect(
            Workflows.definitions.map(\.identity.name) == [
                "batches", "branches", "constants", "decisions", "events", "handlers", "names", "schemas",
                "services", "types",
            ])
    }
}

extension Types.Input {
    fileprivate func note(of key: String) -> JSONValue? { try? json()[key] }
}
