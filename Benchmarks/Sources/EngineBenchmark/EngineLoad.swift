import Measuring

import Stepsmith

/// Runs of one workflow on a fresh in-memory engine.
struct EngineLoad: Sendable {
    var name: String
    var runs: Int
    var inFlight: Int
    var stepsPerRun: Int
    private let perform: @Sendable (_ runs: Int, _ inFlight: Int) async throws -> Cost

    var steps: Int { runs * stepsPerRun }

    init<W: BenchmarkWorkflow>(_ workflow: W.Type, runs: Int, inFlight: Int) {
        name = W.shape.name
        self.runs = runs
        self.inFlight = inFlight
        stepsPerRun = W.shape.stepCount
        perform = { runs, inFlight in try await Self.perform(workflow, runs: runs, inFlight: inFlight) }
    }

    /// What a step costs, from starting the first run to the output of the last.
    func cost() async throws -> Cost { try await perform(runs, inFlight) }

    private static func perform<W: BenchmarkWorkflow>(_ workflow: W.Type, runs: Int, inFlight: Int) async throws -> Cost {
        let engine = try Engine(
            store: InMemoryStore(), workflows: [try W.registered()], configuration: EngineConfiguration(environment: nil))
        let expected = W.shape.expected
        return try await engine.whileRunning { engine in
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
    }

    private static func check(_ value: Int?, _ expected: Int) throws {
        if value != expected { throw BenchmarkError("a run gave \(value ?? -1) instead of \(expected)") }
    }
}
