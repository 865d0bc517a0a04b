import Logging
import Measuring
import Stepsmith
import StepsmithSQLite

/// Runs of one workflow on an engine whose store is a file.
enum StoreLoad {
    static func engine(_ path: String, _ workflows: [any WorkflowRegistration]) throws -> Engine {
        var logger = Logger(label: "benchmark")
        logger.logLevel = .warning
        return try Engine(
            store: SQLiteStore(path: path), workflows: workflows, configuration: EngineConfiguration(environment: nil),
            logger: logger)
    }

    /// What a step costs, from starting the first run to the output of the last.
    static func cost<W: BenchmarkWorkflow>(_ workflow: W.Type, _ path: String, runs: Int, inFlight: Int) async throws -> Cost {
        let engine = try engine(path, [try W.registered()])
        let expected = W.shape.expected
        let cost = try await engine.whileRunning { engine in
            try await measure(steps: runs * W.shape.stepCount) {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<runs {
                        if number >= inFlight { try check(try await group.next(), expected) }
                        group.addTask { try await engine.start(W.self, input: Number(value: 0)).output().value }
                    }
                    for try await value in group { try check(value, expected) }
                }
            }
        }
        try (engine.store as? SQLiteStore)?.close()
        return cost
    }

    private static func check(_ value: Int?, _ expected: Int) throws {
        if value != expected { throw BenchmarkError("a run gave \(value ?? -1) instead of \(expected)") }
    }
}
