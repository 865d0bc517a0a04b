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
