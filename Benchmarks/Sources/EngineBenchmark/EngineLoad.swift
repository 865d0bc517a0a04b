import Logging
import Measuring
import Stepsmith

/// Runs of one workflow on a fresh in-memory engine.
struct EngineLoad: Sendable {
    var name: String
    var runs: Int
    var inFlight: Int
    var stepsPerRun: Int
    /// The load that it is compared with.
    var baseline: String
    private let perform: @Sendable (_ runs: Int, _ inFlight: Int) async throws -> Cost

    var steps: Int { runs * stepsPerRun }

    init<W: BenchmarkWorkflow>(_ workflow: W.Type, runs: Int, inFlight: Int) {
        name = W.shape.name
        self.runs = runs
        self.inFlight = inFlight
        stepsPerRun = W.shape.stepCount
        baseline = Linear4.shape.name
        perform = { runs, inFlight in
            try await Self.perform(
                workflow, try W.registered(), steps: W.shape.stepCount, expected: W.shape.expected, runs: runs,
                inFlight: inFlight)
        }
    }

    /// Batches are compared with the one of a hundred workers.
    init<W: BatchBenchmark>(batch workflow: W.Type, runs: Int, inFlight: Int) {
        name = "batch \(W.workers)"
        baseline = "batch \(Batch100.workers)"
        self.runs = runs
        self.inFlight = inFlight
        stepsPerRun = W.workers + 2
        perform = { runs, inFlight in
            try await Self.perform(
                workflow, W.registered(), steps: W.workers + 2, expected: W.workers * 10, runs: runs, inFlight: inFlight)
        }
    }

    /// What a step costs, from starting the first run to the output of the last.
    func cost() async throws -> Cost { try await perform(runs, inFlight) }

    private static func perform<W: Workflow>(
        _ workflow: W.Type, _ registered: RegisteredWorkflow<W>, steps: Int, expected: Int, runs: Int, inFlight: Int
    ) async throws -> Cost where W.Input == Number, W.Output == Number {
        let engine = try Engine(
            store: InMemoryStore(), workflows: [registered], configuration: EngineConfiguration(environment: nil),
            // A line for each run would be measured with it.
            logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
        return try await engine.whileRunning { engine in
            try await measure(steps: runs * steps) {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<runs {
                        if number >= inFlight { try check(try await group.next(), expected) }
                        group.addTask { try await engine.start(W.self, input: Number(value: 0)).output().value }
                    }
                    for try await value in group { try check(value, expected) }
                }
            }
        }
    }

    private static func check(_ value: Int?, _ expected: Int) throws {
        if value != expected { throw BenchmarkError("a run gave \(value ?? -1) instead of \(expected)") }
    }
}
