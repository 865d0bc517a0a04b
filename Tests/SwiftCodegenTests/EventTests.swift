import SwiftCodegen
import Testing
import YAMLSyntax

/// `publishes_events` as types and methods. The golden file of events.yaml shows the whole.
struct EventTests {
    private static func spec(_ events: String..., more: String = "", result: String = "") throws -> Generated {
        let list = events.map { "      - { name: \($0), description: d, schema: {} }" }.joined(separator: "\n")
        return try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            definitions: { Money: { type: object, properties: { a: {} } } }
            steps:
              - name: only
                handler: { callable: x }\(result)
                publishes_events:
            \(list)
            \(more)
            """)
    }

    @Test(arguments: [
        ("order.created", "OrderCreated", "orderCreated", false), ("a.b_c.d", "ABCD", "abcd", false),
        ("order.created.v2", "OrderCreatedV2", "orderCreatedV2", false), ("2fa.done", "Event2faDone", "event2faDone", false),
        ("init", "InitEvent", "initEvent", true), ("default", "Default", "`default`", false),
        ("result", "ResultEvent", "resultEvent", true), ("only", "OnlyEvent", "onlyEvent", true),
        ("money", "MoneyEvent", "moneyEvent", true), ("workflow", "WorkflowEventEvent", "workflowEventEvent", true),
        ("sample", "SampleEvent", "sampleEvent", true), ("\"*/ x\"", "X", "x", false),
        ("größe", "GrU00F6U00DFE", "grU00F6U00DFE", true),
    ])
    func names(_ name: String, _ type: String, _ method: String, _ isAdjusted: Bool) throws {
        let generated = try EventTests.spec(name)
        #expect(generated.findings == (isAdjusted ? ["9: name-adjusted"] : []))
        #expect(generated.lines(with: ": WorkflowEvent {") == ["nonisolated enum \(type): WorkflowEvent {"])
        // In the protocol, and with its default in the extension.
        #expect(generated.lines(with: "func \(method)(").count == 2)
        #expect(generated.lines(with: "table.addEvent(Only.\(type).self)").count == 1)
        #expect(generated.lines(with: "try Sample.Only.\(type).payload(from: outcome, context: context)").count == 1)
    }

    @Test func twoEventsWithOneSwiftName() throws {
        let generated = try EventTests.spec("a.b", "a_b", "a-b", "HTTPServer", "HttpServer")
        #expect(generated.findings == ["10: name-adjusted", "11: name-adjusted", "13: name-adjusted"])
        #expect(
            generated.lines(with: ": WorkflowEvent {").map { $0.split(separator: " ")[2] } == [
                "AB:", "ABEvent:", "ABEvent2:", "HTTPServer:", "HttpServerEvent:",
            ])
    }

    @Test func xSwiftNameChoosesTheName() throws {
        let generated = try EventTests.spec("only, x-swift-name: done")
        #expect(generated.findings == [])
        #expect(generated.lines(with: "enum Done: WorkflowEvent").count == 1 && generated.lines(with: "func done(").count >= 1)
    }

    @Test func oneNameInASpecIsOneEvent() throws {
        let generated = try EventTests.spec("a.b", "a.b")
        #expect(generated.lines(with: ": WorkflowEvent {").count == 1 && generated.lines(with: "EventDefinition(").count == 1)
    }

    /// One type may handle both steps; methods of one signature could then not both have a default.
    @Test func oneEventOfTwoSteps() throws {
        let other = "  - { name: other, handler: { callable: x }, publishes_events: [{ name: a.b, description: d, schema: {} }] }"
        let same = try EventTests.spec("a.b", more: other)
        #expect(same.findings == ["10: name-adjusted"])
        #expect(same.lines(with: "func abOfOther(").count >= 1)
        let apart = try EventTests.spec(
            "a.b", more: other, result: "\n    result_schema: { type: object, properties: { a: {} } }")
        #expect(apart.findings == [])
        #expect(!apart.text.contains("abOfOther"))
    }

    @Test func conditionsAndDelivery() throws {
        let generated = try EventTests.spec(
            "a.a, condition: retryable_failure", "a.b, delivery_mode: broadcast", "a.c, condition: always, delivery_mode: fast")
        let definition = generated.text.split(separator: "StepDefinition(").last ?? ""
        for text in [
            #"EventDefinition("a.a", condition: .retryableFailure, delivery: .durable)"#,
            #"EventDefinition("a.b", condition: .success, delivery: .broadcast)"#,
            #"EventDefinition("a.c", condition: .always, delivery: .fast)"#,
        ] { #expect(definition.contains(text)) }
    }

    /// A default only where the result surely reads as the payload, as far as types tell; else the compiler asks for the method.
    @Test(
        arguments: [
            // Result, payload, why there is no default.
            ("required: [a], properties: { a: { type: string } }", "required: [a], properties: { a: { type: string } }", nil),
            ("properties: { a: { type: string } }", "properties: { a: { type: string }, b: { type: integer } }", nil),
            ("required: [b], properties: { b: {} }", "required: [a], properties: { a: { type: string } }", "the result has no a"),
            (
                "properties: { a: { type: string } }", "required: [a], properties: { a: { type: string } }",
                "the result may be without a"
            ),
            ("properties: { b: {} }", "required: [a], properties: { a: { type: [string, \"null\"] } }", nil),
            (
                "properties: { a: { type: string } }", "properties: { a: { type: integer } }",
                "a of the result is of another type"
            ),
            ("properties: { a: { type: integer } }", "properties: { a: { type: number } }", nil),
            ("properties: { a: { type: number } }", "properties: { a: { type: integer } }", "a of the result is of another type"),
            ("properties: { a: { type: string, format: uuid } }", "properties: { a: { type: string } }", nil),
            (
                "properties: { a: { type: string } }", "properties: { a: { type: string, format: date-time } }",
                "a of the result is of another type"
            ),
            ("properties: { a: {} }", "properties: { a: { type: integer } }", nil),
            ("properties: { a: { enum: [x] } }", "properties: { a: { enum: [x, y] } }", nil),
            ("properties: { a: { enum: [x, z] } }", "properties: { a: { enum: [x, y] } }", "a of the result is of another type"),
            ("properties: { a: { enum: [x, z] } }", "properties: { a: { enum: [x], x-extensible: true } }", nil),
            (
                "required: [a], properties: { a: { type: array, items: { type: object, properties: { b: { type: string } } } } }",
                "required: [a], properties: { a: { type: array, items: { type: object, required: [b], properties: { b: { type: string } } } } }",
                "the result may be without a.b"
            ),
            ("properties: { a: { type: string } }", "additionalProperties: { type: string }", nil),
            (
                "properties: { a: { type: string } }", "additionalProperties: { type: integer }",
                "a of the result is of another type"
            ),
            ("additionalProperties: { type: integer }", "required: [a], properties: { a: { type: integer } }", nil),
            (
                "additionalProperties: { type: integer }", "properties: { a: { type: string } }",
                "a of the result is of another type"
            ),
            ("minProperties: 1", "required: [a], properties: { a: { type: string } }", nil),
            (
                "properties: { next: { $ref: \"#/definitions/Node\" } }",
                "properties: { next: { $ref: \"#/definitions/Node\" } }", nil
            ),
            (
                "properties: { next: { $ref: \"#/definitions/Node\" } }",
                "properties: { next: { $ref: \"#/definitions/Named\" } }",
                "the result has no next.name"
            ),
            (
                "properties: { next: { $ref: \"#/definitions/Node\" } }",
                "properties: { next: { $ref: \"#/definitions/Other\" } }", nil
            ),
        ] as [(String, String, String?)])
    func defaults(_ result: String, _ payload: String, _ obstacle: String?) throws {
        try expectDefault("success", result: "{ type: object, \(result) }", payload: "{ type: object, \(payload) }", obstacle)
    }

    @Test(
        arguments: [
            ("failure", "required: [code, message, attempt, retryable]", nil),
            ("retryable_failure", "required: [code, reason]", "what is known of a failure has no reason"),
            ("permanent_failure", "required: [attempt]", nil),
            ("always", "required: [id]", "what is known of a failure has no id"),
            ("always", "required: [code]", "the result has no code"),
            ("success", "required: [id]", nil), ("always", "minProperties: 1", nil),
        ] as [(String, String, String?)])
    func defaultsOfFailures(_ condition: String, _ payload: String, _ obstacle: String?) throws {
        let properties =
            "properties: { id: { type: string }, code: { type: string }, message: { type: string }, attempt: { type: integer }, retryable: { type: boolean }, reason: {} }"
        try expectDefault(
            condition, result: "{ type: object, required: [id], properties: { id: { type: string } } }",
            payload: "{ type: object, \(properties), \(payload) }", obstacle)
        try expectDefault(
            "failure", result: "{}", payload: "{ type: array }", "what is known of a failure is of another type")
        try expectDefault(
            "failure", result: "{}", payload: "{ type: object, properties: { attempt: { type: string } } }",
            "attempt of what is known of a failure is of another type")
    }

    @Test func resultsThatAreNoObjects() throws {
        try expectDefault("success", result: "{ type: string }", payload: "{ type: string }", nil)
        try expectDefault(
            "success", result: "{ type: [string, \"null\"] }", payload: "{ type: string }", "the result may be null")
        try expectDefault("success", result: "{ type: string }", payload: "{ type: object }", "the result is of another type")
        try expectDefault("success", result: "{ type: object }", payload: "{ type: array }", "the result is of another type")
        try expectDefault("success", result: "{ type: array, items: { type: integer } }", payload: "{ type: array }", nil)
        try expectDefault("success", result: "{}", payload: "{ type: array }", nil)
    }

    private func expectDefault(
        _ condition: String, result: String, payload: String, _ obstacle: String?,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            definitions:
              Node: { type: object, properties: { next: { $ref: "#/definitions/Node" } } }
              Other: { type: object, properties: { next: { $ref: "#/definitions/Other" } } }
              Named: { type: object, required: [name], properties: { name: { type: string }, next: { $ref: "#/definitions/Named" } } }
            steps:
              - name: only
                handler: { callable: x }
                result_schema: \(result)
                publishes_events: [{ name: a.b, condition: \(condition), description: d, schema: \(payload) }]
            """)
        #expect(generated.findings == [], sourceLocation: location)
        #expect(generated.text.contains("extension Sample.Only.Handler {") == (obstacle == nil), sourceLocation: location)
        #expect(generated.text.contains("Unless you write this method") == (obstacle == nil), sourceLocation: location)
        if let obstacle {
            #expect(
                generated.text.contains("It has no default, because\n            /// \(obstacle).\n"), sourceLocation: location)
        }
    }

    @Test func payloadsAreTranslatedLikeResults() throws {
        let deep = String(repeating: "{ type: array, items: ", count: 70) + "{}" + String(repeating: " }", count: 70)
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            steps:
              - name: only
                handler: { callable: x }
                publishes_events: [{ name: a.b, description: d, schema: \(deep) }]
            """)
        #expect(generated.findings == ["7: schema-too-deep"])
    }
}
