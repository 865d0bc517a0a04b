import StepsmithTesting

@testable import Stepsmith

/// A batch written by hand in the shape of generated code: `split` cuts, workers of `work` count, `gather` adds up.
enum Rows: Workflow {
    typealias Input = JSONObject
    typealias Output = Int

    enum Split: WorkflowStep {
        typealias Flow = Rows
        typealias Result = JSONObject
        static var name: String { "split" }
        static func validate(result: JSONValue, _ v: inout Validation) { _ = v.object(result) }
    }
    enum Work: ConfiguredStep {
        typealias Flow = Rows
        typealias Result = Int
        struct Configuration: Record {
            var factor: Int
            init(from r: RecordReader) throws { factor = try r.int("factor") }
            func write(to w: inout RecordWriter) throws { try w.int("factor", factor) }
            static func validate(_ value: JSONValue, _ v: inout Validation) {}
        }
        static var name: String { "work" }
        static func validate(result: JSONValue, _ v: inout Validation) { v.integer(result) }

        /// An event of each attempt.
        enum Counted: WorkflowEvent {
            typealias Step = Work
            typealias Payload = Int
            static var name: String { "rows.counted" }
            static func validate(payload: JSONValue, _ v: inout Validation) {
                if let number = v.integer(payload) { v.maximum(number, 1_000) }
            }
        }
        /// An event of each failed attempt.
        enum Missed: WorkflowEvent {
            typealias Step = Work
            typealias Payload = JSONObject
            static var name: String { "rows.missed" }
            static func validate(payload: JSONValue, _ v: inout Validation) { _ = v.object(payload) }
        }
    }
    enum Gather: WorkflowStep {
        typealias Flow = Rows
        typealias Result = Int
        static var name: String { "gather" }
        static func validate(result: JSONValue, _ v: inout Validation) { v.integer(result) }
    }

    static let definition = makeDefinition()
    static func validate(input: JSONValue, _ v: inout Validation) { _ = v.object(input) }
    static func output(from results: StepResults) throws -> Int { try results.result(of: Gather.self) }

    static func makeDefinition(
        _ strategy: BatchPolicy.FailureStrategy = .failFast, parallelism: Int = 1_000, maxWorkers: Int? = nil,
        delivery: EventDefinition.Delivery = .fast, timeout: Duration? = nil, environments: [EnvironmentOverride] = []
    ) -> WorkflowDefinition {
        WorkflowDefinition(
            namespace: "tests", name: "rows", version: "1.0.0", fingerprint: "r0",
            steps: [
                StepDefinition("split", .batchable, worker: "work", maxWorkers: maxWorkers),
                StepDefinition(
                    "work", .batchWorker, dependsOn: ["split"], retry: RetryPolicy(backoff: .none), timeout: timeout,
                    batch: BatchPolicy(batchSize: 10, parallelism: parallelism, cursorField: "row", failureStrategy: strategy),
                    configuration: "{\"factor\":1}",
                    events: [
                        EventDefinition("rows.counted", condition: .success, delivery: delivery),
                        EventDefinition("rows.missed", condition: .failure, delivery: delivery),
                    ]),
                StepDefinition("gather", .deferredConvergence, dependsOn: ["work"]),
            ], environments: environments)
    }

    static func registered(
        _ definition: WorkflowDefinition = Rows.definition, items: Int, batchSize: Int? = nil,
        payload: @escaping @Sendable (Int) async throws -> Int? = { $0 }, resource: (any HandlerResource)? = nil,
        work: @escaping @Sendable (BatchContext, ConfiguredContext<Work.Configuration>) async throws -> Int
    ) -> any WorkflowRegistration {
        var table = HandlerTable<Rows>()
        table.addBatchable(Split.self) { _ in BatchConfig(totalItems: items, batchSize: batchSize) }
        table.add(Work.self) { call in try await work(try call.batch(), try call.configuredContext(of: Work.self)) }
        table.configure(Work.self)
        table.add(Gather.self) { call in
            let failed = try call.batchFailures(of: Work.self).count
            return try call.batchResults(of: Work.self).reduce(0, +) - failed
        }
        table.addEvent(Work.Counted.self) { outcome, _ in
            guard case .succeeded(let count) = outcome else { return nil }
            return try await payload(count)
        }
        table.addEvent(Work.Missed.self) { try Work.Missed.payload(from: $0, context: $1) }
        if let resource { table.use(resource) }
        return RowsRegistration(
            Registration(
                definition: definition, handlers: table.handlers, configurations: table.configurations, events: table.events,
                resources: table.resources))
    }
}

private struct RowsRegistration: WorkflowRegistration {
    let registration: Registration
    var definition: WorkflowDefinition { registration.definition }
    init(_ registration: Registration) { self.registration = registration }
}

extension Fixture {
    func engine(
        _ rows: any WorkflowRegistration, capacity: Int = 16, environment: String? = nil,
        subscriptions: [EventSubscription] = []
    ) throws -> Engine {
        try Engine(
            store: store, workflows: [rows], subscriptions: subscriptions,
            configuration: EngineConfiguration(
                maxConcurrentSteps: capacity, environment: environment, worker: WorkerID("w1")),
            clock: clock, random: RandomSource(MiddleGenerator()))
    }
}
