import Foundation
import SwiftCodegen
import Testing

/// What the compiler must refuse: each wrong handler is an error at its place, and the right one beside it is none.
@Suite(.serialized)
struct WrongUseTests {
    private static let spec = """
        name: shop
        namespace_name: test
        version: 1.0.0
        steps:
          - { name: first, handler: { callable: x, initialization: { limit: 3 } } }
          - { name: pick, type: decision, handler: { callable: x }, depends_on: [first], inputs: [] }
          - { name: left, handler: { callable: x }, depends_on: [pick], inputs: [], result_schema: { $ref: "#/definitions/Parcel" } }
          - { name: right, handler: { callable: x }, depends_on: [pick], inputs: [], result_schema: { $ref: "#/definitions/Parcel" } }
          - { name: join, type: deferred_convergence, handler: { callable: x }, depends_on: [left, right], inputs: [] }
          - { name: split, type: batchable, handler: { callable: x }, depends_on: [first], inputs: [] }
          - name: work
            type: batch_worker
            handler: { callable: x }
            depends_on: [split]
            inputs: []
            batch_config: { batch_size: 1, parallelism: 1, cursor_field: c, worker_template: work, failure_strategy: continue_on_failure }
            result_schema: { $ref: "#/definitions/Parcel" }
          - name: gather
            handler: { callable: x }
            depends_on: [work]
            inputs: []
            publishes_events:
              - { name: all.gathered, description: d, schema: { type: object, required: [count], properties: { count: { type: integer } } } }
          - name: bill
            handler: { callable: x }
            inputs: []
            result_schema: { type: object, required: [total], properties: { total: { type: integer } } }
            publishes_events:
              - { name: billed, description: d, schema: { type: object, required: [amount], properties: { amount: { type: integer } } } }
        input_schema: { type: object, properties: { a: { type: string } } }
        definitions:
          Parcel: { type: object, properties: { weight: { type: integer } } }
        """

    /// A handler's method, right, and what makes it wrong with what the compiler says then.
    struct Example: Sendable, CustomTestStringConvertible {
        let step: String
        let right: String
        let wrong: String
        let message: String

        var testDescription: String { wrong }
    }

    private static let pick =
        "func pick(first: JSONObject, context: StepContext) async throws -> Decision<Pick.Route, Pick.Result> "
    private static let join =
        "func join(left: Left.Result?, right: Right.Result?, context: StepContext) async throws -> Join.Result "
    private static let split = "func split(first: JSONObject, context: StepContext) async throws -> BatchConfig<Split.Result> "
    private static let gather =
        "func gather(work: [Work.Result], workFailures: [BatchFailure], context: StepContext) async throws -> Gather.Result "

    private static let bill = "func bill(context: StepContext) async throws -> Bill.Result { .init(total: 1) }\n"

    static let examples: [Example] = [
        // A decision can only choose its own branches.
        Example(
            step: "Pick", right: pick + "{ .route([.left, .right], [:]) }", wrong: pick + "{ .route([.join], [:]) }",
            message: "has no member 'join'"),
        Example(
            step: "Pick", right: pick + "{ .skip(reason: \"\", [:]) }", wrong: pick + "{ [:] }",
            message: "cannot convert return expression"),
        Example(
            step: "Pick", right: pick + "{ .route([], [:]) }",
            wrong: "func pick(first: JSONObject, context: StepContext) async throws -> Pick.Result { [:] }",
            message: "does not conform to protocol 'Shop.Pick.Handler'"),
        // A branch that may not run is an optional.
        Example(
            step: "Join", right: join + "{ [\"weight\": .integer(left?.weight ?? 0)] }",
            wrong: join + "{ [\"weight\": .integer(left.weight ?? 0)] }", message: "must be unwrapped"),
        Example(
            step: "Join", right: join + "{ [:] }",
            wrong: "func join(left: Left.Result, right: Right.Result, context: StepContext) async throws -> Join.Result { [:] }",
            message: "does not conform to protocol 'Shop.Join.Handler'"),
        // Batches: what the analyzer gives back, what a worker gets, and an array of what workers give back.
        Example(
            step: "Split", right: split + "{ BatchConfig(totalItems: 3) }", wrong: split + "{ BatchConfig(totalItems: \"3\") }",
            message: "cannot convert value of type 'String'"),
        Example(
            step: "Split", right: split + "{ .noBatches }", wrong: split + "{ BatchConfig(totalItems: 3, result: 5) }",
            message: "cannot convert"),
        Example(
            step: "Work",
            right:
                "func work(split: JSONObject, batch: BatchContext, context: StepContext) async throws -> Work.Result { Parcel() }",
            wrong: "func work(split: JSONObject, context: StepContext) async throws -> Work.Result { Parcel() }",
            message: "does not conform to protocol 'Shop.Work.Handler'"),
        Example(
            step: "Gather", right: gather + "{ [\"count\": .integer(work.count)] }",
            wrong: gather + "{ [\"count\": .integer(work.weight)] }", message: "has no member 'weight'"),
        Example(
            step: "Gather", right: gather + "{ [:] }",
            wrong:
                "func gather(work: Work.Result, workFailures: [BatchFailure], context: StepContext) async throws -> JSONObject { [:] }",
            message: "does not conform to protocol 'Shop.Gather.Handler'"),
        // Constants are typed, and in the context.
        Example(
            step: "First",
            right:
                "func first(inputs: Input, context: ConfiguredContext<First.Configuration>) async throws -> JSONObject { [\"a\": .integer(context.configuration.limit)] }",
            wrong:
                "func first(inputs: Input, context: ConfiguredContext<First.Configuration>) async throws -> JSONObject { [\"a\": .integer(context.configuration.limits)] }",
            message: "has no member 'limits'"),
        Example(
            step: "First",
            right:
                "func first(inputs: Input, context: ConfiguredContext<First.Configuration>) async throws -> JSONObject { [:] }",
            wrong: "func first(inputs: Input, context: StepContext) async throws -> JSONObject { [:] }",
            message: "does not conform to protocol 'Shop.First.Handler'"),
        // An event's payload is its own.
        Example(
            step: "Gather",
            right: gather + "{ [:] }\n"
                + "func allGathered(_ outcome: StepOutcome<Gather.Result>, context: StepContext) async throws -> Gather.AllGathered.Payload? { .init(count: 1) }",
            wrong: gather + "{ [:] }\n"
                + "func allGathered(_ outcome: StepOutcome<Gather.Result>, context: StepContext) async throws -> Gather.AllGathered.Payload? { .init(number: 1) }",
            message: "incorrect argument label"),
        // A payload that the result cannot be has no default.
        Example(
            step: "Bill",
            right: bill
                + "func billed(_ outcome: StepOutcome<Bill.Result>, context: StepContext) async throws -> Bill.Billed.Payload? { nil }",
            wrong: bill, message: "does not conform to protocol 'Shop.Bill.Handler'"),
    ]

    /// The generated file in a folder of its own, for files of handlers beside it.
    private func with(_ body: (_ compile: (_ handlers: String) throws -> String) throws -> Void) throws {
        try Module.with([("shop.yaml", WrongUseTests.spec)], .internal) { files in
            try body { (handlers: String) throws -> String in
                let path = files[0] + ".Own.swift"
                try Data("import Stepsmith\nextension Shop {\n\(handlers)\n}\n".utf8).write(to: URL(fileURLWithPath: path))
                return try SwiftCompiler.typecheck(files + [path])
            }
        }
    }

    @Test func rightHandlersCompile() throws {
        try with { compile in
            let structs = WrongUseTests.examples.enumerated().map { index, example in
                "struct Right\(index): \(example.step).Handler {\n\(example.right)\n}"
            }
            let output = try compile(structs.joined(separator: "\n"))
            #expect(output == "")
        }
    }

    @Test(arguments: WrongUseTests.examples)
    func aWrongHandlerIsAnErrorThere(_ example: Example) throws {
        try with { compile in
            let output = try compile("struct Wrong: \(example.step).Handler {\n\(example.wrong)\n}")
            let errors = output.split(separator: "\n").filter { $0.contains(": error: ") && $0.hasPrefix("/") }
            #expect(!errors.isEmpty)
            // Nowhere but in the handler's own file.
            #expect(errors.allSatisfy { $0.contains(".Own.swift:") }, "\(errors)")
            #expect(errors.contains { $0.contains(example.message) }, "\(errors)")
        }
    }

    @Test func aStepWithoutAHandlerIsAnError() throws {
        try with { compile in
            let output = try compile(
                "static func make(first: some First.Handler) -> RegisteredWorkflow<Shop> { registered(first: first) }")
            #expect(output.contains(".Own.swift:3:") && output.contains("missing arguments for parameters"))
        }
    }
}
