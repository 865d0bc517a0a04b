import Logging
import StepsmithTesting

@testable import Stepsmith

/// A workflow of three steps in the shape of generated code: `start`, then `left` and `right`. A test gives the handler of `start`.
enum Fork: Workflow {
    typealias Input = JSONObject
    typealias Output = String

    enum Start: WorkflowStep {
        typealias Flow = Fork
        static let name = "start"
    }
    enum Left: WorkflowStep {
        typealias Flow = Fork
        static let name = "left"
    }
    enum Right: WorkflowStep {
        typealias Flow = Fork
        static let name = "right"
    }

    static var definition: WorkflowDefinition {
        let retry = RetryPolicy(backoff: .none)
        return WorkflowDefinition(
            namespace: "tests", name: "fork", version: "1.0.0", fingerprint: "f0",
            steps: [
                StepDefinition("start", retry: retry), StepDefinition("left", dependsOn: ["start"], retry: retry),
                StepDefinition("right", dependsOn: ["start"], retry: retry),
            ],
            environments: [EnvironmentOverride("production", step: "ALL")])
    }

    static func validate(input: JSONValue, _ validation: inout Validation) {}
    static func output(from results: StepResults) throws -> String { try results.result(of: Start.self) }

    static func engine(
        _ store: any WorkflowStore, _ clock: any EngineClock, worker: String = "w1", capacity: Int = 16,
        grace: Duration = .seconds(10), environment: String? = nil,
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        start: @escaping @Sendable (StepCall) async throws -> String = { _ in "start" }
    ) throws -> Engine {
        var table = HandlerTable<Fork>()
        table.add(Start.self, start)
        table.add(Left.self) { _ in "left" }
        table.add(Right.self) { _ in "right" }
        return try Engine(
            store: store, workflows: [RegisteredWorkflow(table)],
            configuration: EngineConfiguration(
                maxConcurrentSteps: capacity, lease: .seconds(30), shutdownGrace: grace, environment: environment,
                worker: WorkerID(worker)),
            clock: clock, logger: logger)
    }
}

extension WorkflowStep where Flow == Fork {
    static func validate(result: JSONValue, _ validation: inout Validation) { validation.string(result) }
}

extension Fork.Start { typealias Result = String }
extension Fork.Left { typealias Result = String }
extension Fork.Right { typealias Result = String }
