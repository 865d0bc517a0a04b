import Stepsmith
import Testing

/// The golden file of batches.yaml, run.
struct BatchRunTests {
    private struct Rows: Batches.Handlers {
        /// The range that fails for good, by index.
        var broken: Int?

        func split(
            rows: Int, context: ConfiguredContext<Batches.Split.Configuration>
        ) async throws -> BatchConfig<Batches.Split.Result> {
            #expect(context.configuration.workerTemplateName == "crunch" && context.configuration.maxWorkers == 4)
            return BatchConfig(totalItems: rows, result: Batches.Split.Result(total: rows))
        }
        func crunch(
            split: Batches.Split.Result, batch: BatchContext, rows: Int, context: StepContext
        ) async throws -> Batches.Crunch.Result {
            #expect(split.total == rows)
            if batch.index == broken { throw PermanentError(code: "BROKEN", message: "no such rows") }
            return Batches.Crunch.Result(sum: batch.endCursor - batch.startCursor)
        }
        func gather(
            parts: [Batches.Crunch.Result], partsFailures: [BatchFailure], analysis: Batches.Split.Result,
            context: StepContext
        ) async throws -> Batches.Gather.Result {
            #expect(partsFailures.map(\.index) == (broken.map { [$0] } ?? []))
            return Batches.Gather.Result(sum: parts.reduce(0) { $0 + $1.sum }, failed: partsFailures.count)
        }
        func splitAgain(
            gather: Batches.Gather.Result, inputs: Batches.Input,
            context: ConfiguredContext<Batches.SplitAgain.Configuration>
        ) async throws -> BatchConfig<JSONObject> { .noBatches }
        func check(
            splitAgain: JSONObject, batch: BatchContext, inputs: Batches.Input, context: StepContext
        ) async throws -> [String] { [] }
        func report(
            check: [[String]], crunch: [Batches.Crunch.Result], crunchFailures: [BatchFailure], inputs: Batches.Input,
            context: StepContext
        ) async throws -> Batches.Report.Result {
            Batches.Report.Result(lines: check.count + crunch.count)
        }
        func splitLast(
            gather: Batches.Gather.Result, inputs: Batches.Input, context: StepContext
        ) async throws -> BatchConfig<JSONObject> { BatchConfig(totalItems: 25, batchSize: 10) }
        func send(
            splitLast: JSONObject, batch: BatchContext, inputs: Batches.Input, context: StepContext
        ) async throws -> Batches.Send.Result { Batches.Send.Result(sent: batch.index < 2) }
    }

    @Test(arguments: [(250, 3), (0, 0), (1_000, 4)])
    func resultsComeInTheOrderOfTheRanges(_ rows: Int, _ ranges: Int) async throws {
        let engine = try Engine(store: InMemoryStore(), workflows: [Batches.registered(Rows())])
        try await engine.whileRunning { engine in
            let run = try await engine.start(Batches.self, input: Batches.Input(rows: rows))
            let output = try await run.output()
            #expect(output.report.lines == ranges)
            #expect(output.send.map(\.sent) == [true, true, false])
            #expect(try await run.result(of: Batches.Gather.self) == Batches.Gather.Result(sum: rows, failed: 0))
        }
    }

    @Test func aFailedRangeReachesTheJoin() async throws {
        let engine = try Engine(store: InMemoryStore(), workflows: [Batches.registered(Rows(broken: 1))])
        let snapshot = try await engine.whileRunning { engine in
            try await engine.start(Batches.self, input: Batches.Input(rows: 250)).finished()
        }
        #expect(snapshot.state == .failed)
        #expect(snapshot.steps.filter { $0.state == .failed }.map(\.name) == ["crunch_002"])
        #expect(snapshot.steps.first { $0.name == "gather" }?.state == .succeeded)
    }
}
