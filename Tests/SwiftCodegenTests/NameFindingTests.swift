import SwiftCodegen
import Testing
import YAMLSyntax

/// Names that clash are errors at their place; names that cannot be used are changed, with a warning.
struct NameFindingTests {
    @Test func twoPropertiesWithOneSwiftName() throws {
        let generated = try Generated.properties("order_id: { type: string }\norderId: { type: string }")
        let finding = try #require(generated.result.diagnostics.first)
        #expect(generated.findings == ["8: name-conflict"])
        #expect(finding.range.start.column == 5)
        #expect(
            finding.message.contains("`orderId` and `order_id` both become `orderId`")
                && finding.message.contains("x-swift-name"))
        #expect(finding.notes.map(\.range.start.line) == [7])
        #expect(generated.text == "")
    }

    @Test func xSwiftNameEndsAConflict() throws {
        let generated = try Generated.properties(
            "order_id: { type: string }\norderId: { type: string, x-swift-name: other }")
        #expect(generated.findings == [])
        #expect(generated.lines(with: "public var").isEmpty && generated.lines(with: "var other: String?").count == 1)
    }

    @Test func twoStepsWithOneSwiftName() throws {
        #expect(try steps("send-mail", "send_mail").findings == ["6: name-conflict"])
        #expect(try steps("HTTPCall", "HttpCall").findings == ["6: name-conflict"])
        #expect(try steps("send_mail", "send_mails").findings == [])
    }

    @Test func aStepAndADefinitionWithOneSwiftName() throws {
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            definitions:
              CartItem: { type: object, properties: { a: { type: string } } }
            steps:
              - { name: cart_item, handler: { callable: x } }
            """)
        #expect(generated.findings == ["5: name-conflict"])
    }

    @Test func twoArgumentsWithOneSwiftName() throws {
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            input_schema: { type: object, properties: { firstResult: { type: string } } }
            steps:
              - { name: first, handler: { callable: x } }
              - { name: second, handler: { callable: x }, depends_on: { first_result: first }, inputs: [firstResult] }
            """)
        #expect(generated.findings == ["7: name-conflict"])
    }

    @Test(arguments: [
        ("string", "StringStep", "stringStep"), ("input", "InputStep", "inputStep"),
        ("handlers", "HandlersStep", "handlersStep"),
        ("result", "ResultStep", "resultStep"), ("date", "DateStep", "dateStep"),
        ("record", "RecordStep", "recordStep"),
        ("task", "TaskStep", "taskStep"), ("sample", "SampleStep", "sampleStep"), ("self", "SelfStep", "selfStep"),
        ("init", "InitStep", "initStep"), ("type", "TypeStep", "typeStep"), ("route", "RouteStep", "routeStep"),
        ("3d", "Step3d", "step3d"),
    ])
    func stepsNamedLikeSomethingElse(_ name: String, _ type: String, _ method: String) throws {
        let generated = try steps(name)
        #expect(generated.findings == (name == "3d" ? [] : ["5: name-adjusted"]))
        #expect(generated.lines(with: "enum \(type): WorkflowStep").count == 1)
        #expect(generated.lines(with: "func \(method)(").count == 1)
    }

    @Test(arguments: [
        "x", "r", "w", "v", "o", "m", "value", "hash", "validate", "description", "class", "default", "type",
    ])
    func propertiesThatMayKeepTheirNames(_ name: String) throws {
        let generated = try Generated.properties("\(name): { type: string }")
        #expect(generated.findings == [])
        #expect(!generated.lines(with: "\(name == "class" || name == "default" ? "`\(name)`" : name): String?").isEmpty)
    }

    @Test(arguments: [("self", "selfValue"), ("init", "initValue"), ("json", "jsonValue"), ("größe", "grU00F6U00DFE")])
    func propertiesThatMayNot(_ name: String, _ swiftName: String) throws {
        let generated = try Generated.properties("\(name): { type: string }")
        #expect(generated.findings == ["7: name-adjusted"])
        #expect(!generated.lines(with: "var \(swiftName): String?").isEmpty)
        #expect(generated.result.diagnostics[0].message.contains("x-swift-name"))
    }

    @Test func nestedTypesThatWouldHideSwiftsOwn() throws {
        let generated = try Generated.properties("data: { type: object, properties: { a: { type: string } } }")
        #expect(generated.findings == ["7: name-adjusted"])
        #expect(generated.lines(with: "struct DataValue: Record").count == 1)
        #expect(
            try Generated.properties(
                "data: { x-swift-name: Payload, type: object, properties: { a: { type: string } } }"
            ).findings == [])
    }

    @Test func anItemTypeBesideAPropertyOfThatName() throws {
        let object = "{ type: object, properties: { a: { type: string } } }"
        let generated = try Generated.properties("item: \(object)\nitems: { type: array, items: \(object) }")
        #expect(generated.findings == ["8: name-adjusted"])
        #expect(!generated.lines(with: "var items: [ItemsItem]?").isEmpty)
    }

    @Test func argumentsBesideContextAndInputs() throws {
        let generated = try Generated(
            """
            name: sample
            namespace_name: test
            version: 1.0.0
            steps:
              - { name: first, handler: { callable: x } }
              - { name: second, handler: { callable: x }, depends_on: { context: first } }
              - { name: third, handler: { callable: x }, depends_on: { inputs: first } }
              - { name: fourth, handler: { callable: x }, depends_on: { inputs: first }, inputs: [] }
            """)
        #expect(generated.findings == ["6: name-adjusted", "7: name-adjusted"])
        #expect(
            generated.lines(with: "func second(contextValue: First.Result, inputs: Input, context: StepContext)").count
                == 1)
        #expect(
            generated.lines(with: "func third(inputsValue: First.Result, inputs: Input, context: StepContext)").count
                == 1)
        #expect(generated.lines(with: "func fourth(inputs: First.Result, context: StepContext)").count == 1)
    }

    private func steps(_ names: String...) throws -> Generated {
        let list = names.map { "  - { name: \($0.yaml), handler: { callable: x } }" }
        return try Generated(
            "name: sample\nnamespace_name: test\nversion: 1.0.0\nsteps:\n" + list.joined(separator: "\n"))
    }
}
