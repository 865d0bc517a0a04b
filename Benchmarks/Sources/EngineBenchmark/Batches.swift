import Stepsmith

/// One analyzer, a worker for each range, and one step that waits for them all: what a batch costs, by its size.
protocol BatchBenchmark: Workflow where Input == Number, Output == Number {
    static var workers: Int { get }
}

extension BatchBenchmark {
    static func validate(input: JSONValue, _ v: inout Validation) { Number.validate(input, &v) }

    static func output(from results: StepResults) throws -> Number { try results.result(of: Gather<Self>.self) }

    static func makeDefinition() -> WorkflowDefinition {
        WorkflowDefinition(
            namespace: "benchmarks", name: "batch_\(workers)", version: "1.0.0",
            fingerprint: "00000000000000000000000000000000",
            steps: [
                StepDefinition("split", .batchable, worker: "work"),
                StepDefinition(
                    "work", .batchWorker, dependsOn: ["split"],
                    batch: BatchPolicy(batchSize: 10, parallelism: 1_000, cursorField: "row", failureStrategy: .failFast)),
                StepDefinition("gather", .deferredConvergence, dependsOn: ["work"]),
            ])
    }

    static func registered() -> RegisteredWorkflow<Self> {
        var table = HandlerTable<Self>()
        table.addBatchable(Split<Self>.self) { _ in BatchConfig(totalItems: workers * 10, result: Number(value: workers)) }
        table.add(Work<Self>.self) { call in
            let split = try call.result(of: Split<Self>.self)
            return Number(value: try call.batch().count + split.value * 0)
        }
        table.add(Gather<Self>.self) { call in
            Number(value: try call.batchResults(of: Work<Self>.self).reduce(0) { $0 + $1.value })
        }
        return RegisteredWorkflow(table)
    }
}

enum Split<Flow: BatchBenchmark>: BatchStep { static var name: String { "split" } }
enum Work<Flow: BatchBenchmark>: BatchStep { static var name: String { "work" } }
enum Gather<Flow: BatchBenchmark>: BatchStep { static var name: String { "gather" } }

protocol BatchStep: WorkflowStep where Flow: BatchBenchmark, Result == Number {}

extension BatchStep {
    static func validate(result: JSONValue, _ v: inout Validation) { Number.validate(result, &v) }
}

enum Batch10: BatchBenchmark {
    static let workers = 10
    static let definition = makeDefinition()
}

enum Batch100: BatchBenchmark {
    static let workers = 100
    static let definition = makeDefinition()
}

enum Batch10000: BatchBenchmark {
    static let workers = 10_000
    static let definition = makeDefinition()
}
