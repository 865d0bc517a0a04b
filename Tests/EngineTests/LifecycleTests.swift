import Logging
import ServiceLifecycle
import StepsmithTesting
import Testing

@testable import Stepsmith

@Suite("Cancellation, shutdown and leases", .timeLimit(.minutes(1)))
struct LifecycleTests {
    @Test("Cancelling a run cancels what waits, and the handler that runs")
    func cancel() async throws {
        let fixture = Fixture()
        let (begun, ended) = (Gate(), Gate())
        let engine = try fixture.engine([
            "start": { [clock = fixture.clock] _ in
                begun.open()
                defer { ended.open() }
                try await clock.sleep(for: .seconds(3600))
                return "never"
            }
        ])
        try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            #expect(try await run.cancel())
            await ended.wait()
            let snapshot = try await run.finished()
            #expect(snapshot.state == .cancelled && snapshot.steps.allSatisfy { $0.state == .cancelled })
            #expect(try await !run.cancel())
            await #expect(throws: RunError.self) { try await run.output() }
        }
    }

    @Test("A run can be cancelled by another engine on the same store")
    func cancelElsewhere() async throws {
        let fixture = Fixture()
        let (begun, ended) = (Gate(), Gate())
        let first = try fixture.engine([
            "start": { [clock = fixture.clock] _ in
                begun.open()
                defer { ended.open() }
                try await clock.sleep(for: .seconds(3600))
                return "never"
            }
        ])
        let second = try fixture.engine(worker: "w2")
        try await first.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            #expect(try await second.cancel(run.id))
            await ended.wait()
        }
    }

    @Test("A shutdown lets running handlers finish, and starts nothing new")
    func graceful() async throws {
        let fixture = Fixture()
        let (begun, gate) = (Gate(), Gate())
        let engine = try fixture.engine([
            "start": { _ in
                begun.open()
                await gate.wait()
                return "start"
            }
        ])
        let run = try await engine.start(Diamond.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        engine.slots.stop()
        gate.open()
        try await running.value
        let snapshot = try await run.snapshot()
        #expect(snapshot.step("start")?.state == .succeeded && snapshot.step("left")?.state == .ready)
        #expect(snapshot.step("left")?.attempts == 0 && snapshot.state == .running)
        // The same engine, started again, goes on.
        #expect(try await engine.whileRunning { _ in try await run.output() } == "join")
    }

    @Test("A handler that outlasts the grace gives its step back, and no attempt is burnt")
    func graceRunsOut() async throws {
        let fixture = Fixture()
        let begun = Gate()
        let engine = try fixture.engine(
            grace: .seconds(7),
            [
                "start": { [clock = fixture.clock] _ in
                    begun.open()
                    try await clock.sleep(for: .seconds(3600))
                    return "never"
                }
            ])
        let run = try await engine.start(Diamond.self, input: [:])
        let group = ServiceGroup(services: [engine], logger: Logger(label: "test"))
        let running = Task { try await group.run() }
        await begun.wait()
        await group.triggerGracefulShutdown()
        // The alarm is set to the grace; leases are renewed later than that.
        await fixture.clock.waitForSleepers(within: .seconds(7))
        fixture.clock.advance(by: .seconds(7))
        try await running.value
        let step = try await run.snapshot().step("start")
        #expect(step?.state == .ready && step?.attempts == 0 && step?.leaseLosses == 0)
        #expect(try await run.snapshot().history.map(\.event) == [.runCreated, .started, .released])
        // Another engine finishes it.
        #expect(try await fixture.engine(worker: "w2").whileRunning { _ in try await run.output() } == "join")
    }

    @Test("Cancelling the engine's task gives running steps back at once")
    func taskCancelled() async throws {
        let fixture = Fixture()
        let begun = Gate()
        let engine = try fixture.engine([
            "start": { [clock = fixture.clock] _ in
                begun.open()
                try await clock.sleep(for: .seconds(3600))
                return "never"
            }
        ])
        let run = try await engine.start(Diamond.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        running.cancel()
        _ = await running.result
        #expect(try await run.snapshot().step("start")?.state == .ready)
    }

    @Test("A worker that hangs loses its lease to another, and its late result is refused")
    func leaseLost() async throws {
        let fixture = Fixture()
        let (begun, gate) = (Gate(), Gate())
        // A worker whose renewals never come: claimed by hand, as a process that was stopped would hold it.
        let run = try await fixture.engine().start(Diamond.self, input: [:])
        let request = ClaimRequest(
            worker: WorkerID("hung"), workflows: [Diamond.definition.identity], limit: 1, lease: .seconds(30))
        let claimed = try #require(try await fixture.store.claim(request).steps.first)
        let engine = try fixture.engine(
            worker: "w2",
            [
                "start": { _ in
                    begun.open()
                    await gate.wait()
                    return "second"
                },
                "join": { call in try call.context.result(of: Diamond.Start.self) },
            ])
        try await engine.whileRunning { _ in
            // The engine looks again when the lease ends.
            await fixture.clock.waitForSleepers(within: .seconds(30))
            fixture.clock.advance(by: .seconds(30))
            await begun.wait()
            let late = Completion(
                lease: claimed.lease,
                transition: Transition(
                    position: claimed.lease.position, change: .succeeded(Array(#""late""#.utf8))), duration: .zero)
            var none = request
            none.limit = 0
            let applied = try await fixture.store.apply([late], claiming: none)
            #expect(applied.accepted == [false])
            gate.open()
            let output = try await run.output()
            #expect(output == "second")
        }
        let step = try #require(try await run.snapshot().step("start"))
        #expect(step.leaseLosses == 1 && step.attempts == 1)
    }

    @Test("A long handler keeps its lease, because it is renewed")
    func renewal() async throws {
        let fixture = Fixture()
        let (begun, gate) = (Gate(), Gate())
        let (renewals, renewed) = AsyncStream<Void>.makeStream()
        let store = InterceptedStore(fixture.store) { operation, moment in
            if operation == .renew && moment == .after { renewed.yield() }
        }
        let engine = try fixture.engine(
            on: store,
            [
                "start": { _ in
                    begun.open()
                    await gate.wait()
                    return "start"
                }
            ])
        try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            var renewed = renewals.makeAsyncIterator()
            for _ in 0..<12 {
                await fixture.clock.waitForSleepers(within: .seconds(10))
                fixture.clock.advance(by: .seconds(10))
                await renewed.next()
            }
            gate.open()
            #expect(try await run.output() == "join")
            #expect(try await run.snapshot().step("start")?.leaseLosses == 0)
        }
    }

    @Test("Two engines share a store, and each step runs once")
    func twoEngines() async throws {
        let fixture = Fixture()
        let counter = Counter()
        let handlers: [String: Diamond.Handler] = [
            "left": { _ in
                counter.enter()
                return "left"
            }
        ]
        let first = try fixture.engine(worker: "w1", capacity: 4, handlers)
        let second = try fixture.engine(worker: "w2", capacity: 4, handlers)
        try await first.whileRunning { first in
            try await second.whileRunning { _ in
                var runs: [Run<Diamond>] = []
                for _ in 0..<100 { runs.append(try await first.start(Diamond.self, input: [:])) }
                for run in runs { #expect(try await run.output() == "join") }
            }
        }
        #expect(counter.count == 100)
    }

    @Test("An error in the body of whileRunning shuts the engine down and comes out")
    func bodyThrows() async throws {
        let engine = try Fixture().engine()
        await #expect(throws: PermanentError.self) {
            try await engine.whileRunning { _ in throw PermanentError(message: "body") }
        }
        #expect(try await engine.whileRunning { try await $0.start(Diamond.self, input: [:]).output() } == "join")
    }
}
