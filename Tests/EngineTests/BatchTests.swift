import Stepsmith
import Testing

@Suite("Batches", .timeLimit(.minutes(1)))
struct BatchTests {
    @Test("Ranges are worked on beside each other, and their results arrive in order")
    func ranges() async throws {
        let fixture = Fixture()
        let running = Counter()
        let rows = Rows.registered(Rows.makeDefinition(parallelism: 3), items: 95) { batch, _ in
            running.enter()
            defer { running.leave() }
            return batch.count
        }
        let (sum, steps) = try await fixture.engine(rows).whileRunning { engine in
            let run = try await engine.start(Rows.self, input: [:])
            return (try await run.output(), try await run.snapshot().steps)
        }
        #expect(sum == 95)
        #expect(steps.count == 12 && steps.allSatisfy { $0.state == .succeeded })
        #expect(steps[10].name == "work_010" && steps[10].batch?.endCursor == 95)
        #expect(running.most <= 3)
    }

    @Test("max_workers enlarges the ranges, and a handler's own size is honoured", arguments: [(nil, 10), (4, 3), (100, 10)])
    func limits(_ maxWorkers: Int?, _ workers: Int) async throws {
        let rows = Rows.registered(Rows.makeDefinition(maxWorkers: maxWorkers), items: 10, batchSize: 1) { batch, _ in
            batch.count
        }
        let (sum, steps) = try await Fixture().engine(rows).whileRunning { engine in
            let run = try await engine.start(Rows.self, input: [:])
            return (try await run.output(), try await run.snapshot().steps)
        }
        // Four at most: ranges of 3, so 3 + 3 + 3 + 1.
        #expect(sum == 10 && steps.count == (maxWorkers == 4 ? 4 : workers) + 2)
    }

    @Test("Ten thousand workers run in one run")
    func many() async throws {
        let rows = Rows.registered(items: 100_000) { batch, _ in batch.count }
        let sum = try await Fixture().engine(rows, capacity: 64).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).output()
        }
        #expect(sum == 100_000)
    }

    @Test("A number of items or a size that makes no sense fails the analyzer for good", arguments: [(-1, 10), (5, 0), (5, -3)])
    func senseless(_ items: Int, _ size: Int) async throws {
        let rows = Rows.registered(items: items, batchSize: size) { batch, _ in batch.count }
        let snapshot = try await Fixture().engine(rows).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).finished()
        }
        #expect(snapshot.state == .failed && snapshot.step("split")?.failure?.code == .invalidResult)
    }

    @Test("Under continue_on_failure the gathering step gets the failures, and the run fails")
    func failures() async throws {
        let rows = Rows.registered(Rows.makeDefinition(.continueOnFailure), items: 30) { batch, _ in
            if batch.index == 1 { throw PermanentError(code: "BAD_ROWS", message: "no") }
            return batch.count
        }
        let snapshot = try await Fixture().engine(rows).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).finished()
        }
        #expect(snapshot.state == .failed)
        #expect(snapshot.step("gather")?.result == Array("19".utf8))
        #expect(snapshot.step("work_002")?.failure?.code == "BAD_ROWS")
    }

    @Test("A worker that fails after a checkpoint goes on from it")
    func checkpoint() async throws {
        let rows = Rows.registered(items: 10) { batch, context in
            var sum = try batch.checkpoint?.accumulated(as: Int.self) ?? 0
            for row in batch.remaining {
                if row == 6, context.attempt == 1 { throw RetryableError(message: "interrupted") }
                sum += row
                try await context.checkpoint(cursor: row + 1, itemsProcessed: row + 1 - batch.startCursor, accumulated: sum)
                if row == 2 { #expect(context.attempt == 1) }
            }
            return sum
        }
        let (sum, step) = try await Fixture().engine(rows).whileRunning { engine in
            let run = try await engine.start(Rows.self, input: [:])
            return (try await run.output(), try await run.snapshot().step("work_001"))
        }
        #expect(sum == 45 && step?.attempts == 2)
        #expect(step?.checkpoint == Array("{\"cursor\":10,\"items_processed\":10,\"accumulated\":45}".utf8))
    }

    @Test("A checkpoint under a lost lease is refused, so that the handler stops")
    func lateCheckpoint() async throws {
        let fixture = Fixture()
        let (entered, lost) = (Gate(), Gate())
        let rows = Rows.registered(items: 10) { batch, context in
            if context.attempt == 1, context.lastCheckpoint == nil {
                entered.open()
                await lost.wait()
                await #expect(throws: CancellationError.self) {
                    try await context.checkpoint(cursor: 1, itemsProcessed: 1)
                }
                throw CancellationError()
            }
            return 0
        }
        let state = try await fixture.engine(rows).whileRunning { engine in
            let run = try await engine.start(Rows.self, input: [:])
            await entered.wait()
            try await run.cancel()
            lost.open()
            return try await run.outcome()
        }
        #expect(state == .cancelled)
    }

    @Test("Configurations come as their types, as the environment has them", arguments: [(nil, 10), ("tenfold", 100)])
    func configuration(_ environment: String?, _ expected: Int) async throws {
        let definition = Rows.makeDefinition(
            environments: [EnvironmentOverride("tenfold", step: "ALL", configuration: "{\"factor\":10,\"max_workers\":1}")])
        let rows = Rows.registered(definition, items: 10) { batch, context in
            #expect(context.step == "work_001" && !context.isLastAttempt)
            return batch.count * context.configuration.factor
        }
        let sum = try await Fixture().engine(rows, environment: environment).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).output()
        }
        #expect(sum == expected)
    }

    @Test("A configuration that does not fit its type is an error when the engine is made")
    func misfit() throws {
        let definition = Rows.makeDefinition(
            environments: [EnvironmentOverride("odd", step: "work", configuration: "{\"factor\":\"ten\"}")])
        let rows = Rows.registered(definition, items: 10) { batch, _ in batch.count }
        #expect {
            _ = try Fixture().engine(rows, environment: "odd")
        } throws: {
            "\($0)".contains("step work") && "\($0)".contains("/factor")
        }
    }
}
