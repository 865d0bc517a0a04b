import StepsmithTesting
import Synchronization
import Testing

@testable import Stepsmith

@Suite("What may come between an engine and its store", .timeLimit(.minutes(1)))
struct EngineRaceTests {
    private let clock = VirtualClock()

    @Test("An engine runs once at a time, and again after it was stopped or cancelled")
    func runsAgain() async throws {
        let store = InMemoryStore(clock: clock)
        let begun = Event()
        let engine = try Fork.engine(store, clock) { _ in
            if begun.happen() == 1 { try await Event.cancellation() }
            return "start"
        }
        let run = try await engine.start(Fork.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        let error = await #expect(throws: EngineError.self) { try await engine.run() }
        #expect(error?.description.contains("runs already") == true)
        running.cancel()
        try await running.value
        #expect(try await run.snapshot().step("start")?.state == .ready)
        for _ in 0..<3 { try await engine.whileRunning { _ in } }
        #expect(try await engine.whileRunning { _ in try await run.output() } == "start")
        #expect(begun.count == 2)
    }

    @Test("A cancelled engine's steps are given back even by a store that refuses cancelled tasks")
    func releasedWhenCancelled() async throws {
        let store = HookedStore(clock)
        let begun = Event()
        let engine = try Fork.engine(store, clock) { _ in
            begun.happen()
            try await Event.cancellation()
            return "never"
        }
        let run = try await engine.start(Fork.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        running.cancel()
        try await running.value
        let step = try await run.snapshot().step("start")
        #expect(step?.state == .ready && step?.attempts == 0 && step?.leaseLosses == 0)
        #expect(try await run.snapshot().history.map(\.event) == [.runCreated, .started, .released])
    }

    @Test("What a finishing step claims as the engine stops is given back, and the engine ends")
    func claimedWhileStopping() async throws {
        var store = HookedStore(clock)
        let (isApplied, goOn) = (Event(), Event())
        store.applied = { answer in
            guard answer.claimed.count == 2 else { return }
            isApplied.happen()
            await goOn.wait()
        }
        let noting = NotingClock(clock, .seconds(7))
        let engine = try Fork.engine(store, noting, grace: .seconds(7))
        let run = try await engine.start(Fork.self, input: [:])
        let running = Task { try await engine.run() }
        await isApplied.wait()
        engine.slots.stop()
        // The dispatcher has seen the stop before the answer comes: it has begun to wait for the grace.
        await noting.slept.wait()
        goOn.happen()
        try await running.value
        let snapshot = try await run.snapshot()
        #expect(snapshot.steps.map(\.state) == [.succeeded, .ready, .ready])
        #expect(snapshot.steps.map(\.attempts) == [1, 0, 0] && engine.slots.busy == 0)
    }

    @Test("A slot whose step was revoked goes to work that waits")
    func revokedSlot() async throws {
        let store = InMemoryStore(clock: clock)
        let begun = Event()
        let engine = try Fork.engine(store, clock, capacity: 1) { _ in
            if begun.happen() == 1 { try await Event.cancellation() }
            return "start"
        }
        let first = try await engine.start(Fork.self, input: [:])
        let second = try await engine.start(Fork.self, input: [:])
        try await engine.whileRunning { engine in
            await begun.wait()
            let isCancelled = try await first.cancel()
            let output = try await second.output()
            #expect(isCancelled && output == "start")
        }
        #expect(engine.slots.busy == 0 && engine.slots.attempts.map(\.lease).isEmpty)
    }

    @Test("A run cancelled between the claim and the start of its step does not start")
    func cancelledBeforeStart() async throws {
        var store = HookedStore(clock)
        let (cancelled, begun) = (Event(), Event())
        // The engine's own listener may hear of it later: `Engine.cancel` tells its slots at once.
        let itself = Mutex<Engine?>(nil)
        store.claimed = { steps in
            guard let step = steps.first, cancelled.happen() == 1 else { return }
            try await itself.withLock { $0 }?.cancel(step.lease.run)
        }
        let engine = try Fork.engine(store, clock) { _ in
            begun.happen()
            return "start"
        }
        itself.withLock { $0 = engine }
        let first = try await engine.start(Fork.self, input: [:])
        try await engine.whileRunning { engine in
            #expect(try await first.finished().state == .cancelled)
            let second = try await engine.start(Fork.self, input: [:])
            #expect(try await second.output() == "start")
        }
        #expect(begun.count == 1)
    }

    @Test("A store that fails to record is tried again until it works, under a lease that is kept")
    func recordingFails() async throws {
        var store = HookedStore(clock)
        let (failed, calls) = (Event(), Event())
        store.applying = { completions in
            guard completions[0].lease.position == 0, failed.count < 5 else { return }
            failed.happen()
            throw StoreError.unknownRun(completions[0].lease.run)
        }
        let engine = try Fork.engine(store, clock) { _ in
            calls.happen()
            return "start"
        }
        try await engine.whileRunning { engine in
            let run = try await engine.start(Fork.self, input: [:])
            // It waits twice as long each time, beginning with this.
            for wait in [100, 200, 400, 800, 1600] { await pass(.milliseconds(wait)) }
            _ = try await run.finished()
        }
        #expect(calls.count == 1 && failed.count == 5)
    }

    @Test("A claim whose answer is lost comes back when its lease ends, and burns no attempt")
    func claimAnswerLost() async throws {
        var store = HookedStore(clock)
        let lost = Event()
        store.claimed = { steps in
            guard let step = steps.first, lost.count == 0 else { return }
            lost.happen()
            throw StoreError.unknownRun(step.lease.run)
        }
        let engine = try Fork.engine(store, clock)
        let snapshot = try await engine.whileRunning { engine in
            let run = try await engine.start(Fork.self, input: [:])
            // The engine asks again after a second, and is told when the lease ends that it does not know of.
            await pass(.seconds(1))
            await pass(.seconds(29))
            return try await run.finished()
        }
        let step = snapshot.step("start")
        #expect(snapshot.state == .succeeded && step?.attempts == 1 && step?.leaseLosses == 1)
    }

    @Test("A handler that ignores cancellation does not hold up the engine's end, and what it returns is dropped")
    func stuckHandler() async throws {
        let store = InMemoryStore(clock: clock)
        let (begun, gate) = (Event(), Event())
        let engine = try Fork.engine(store, clock) { _ in
            if begun.happen() > 1 { return "second" }
            await gate.wait()
            return "late"
        }
        let run = try await engine.start(Fork.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        running.cancel()
        try await running.value
        #expect(engine.slots.busy == 0 && engine.slots.attempts.map(\.lease).isEmpty)
        gate.happen()
        #expect(
            try await Fork.engine(store, clock, worker: "w2", start: { _ in "second" }).whileRunning { _ in
                try await run.output()
            } == "second")
    }

    @Test("A result that cannot be written is a permanent failure of its step")
    func unwritable() async throws {
        let engine = try Fork.engine(InMemoryStore(clock: clock), clock) { _ in
            _ = try JSONValue(parsing: "{").bytes()
            return "never"
        }
        let snapshot = try await engine.whileRunning { try await $0.start(Fork.self, input: [:]).finished() }
        let step = snapshot.step("start")
        #expect(snapshot.state == .failed && step?.attempts == 1 && step?.failure?.code == .invalidResult)
    }

    /// Lets time pass once someone waits for no longer than that.
    private func pass(_ duration: Duration) async {
        await clock.waitForSleepers(within: duration)
        clock.advance(by: duration)
    }
}
