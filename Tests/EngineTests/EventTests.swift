import Stepsmith
import StepsmithTesting
import Synchronization
import Testing

@Suite("Events", .timeLimit(.minutes(1)))
struct EventTests {
    @Test("Fast events reach who listens, by their condition, after each attempt")
    func fast() async throws {
        let rows = Rows.registered(items: 10) { batch, context in
            if context.attempt < 3 { throw RetryableError(code: "BUSY", message: "attempt \(context.attempt)") }
            return batch.count
        }
        try await Fixture().engine(rows).whileRunning { engine in
            var counted = engine.events(of: Rows.Work.Counted.self).makeAsyncIterator()
            var missed = engine.events(of: Rows.Work.Missed.self).makeAsyncIterator()
            let run = try await engine.start(Rows.self, input: [:])
            for attempt in 1...2 {
                let event = try #require(await missed.next())
                #expect(event.payload["code"] == "BUSY" && event.payload["retryable"] == true)
                #expect(event.attempt == attempt && event.step == "work_001" && event.runID == run.id)
            }
            let event = try #require(await counted.next())
            #expect(event.payload == 10 && event.attempt == 3 && event.workflow == Rows.definition.identity)
        }
    }

    @Test("A payload that breaks its schema, or is none, is not published and changes nothing")
    func unpublished() async throws {
        let rows = Rows.registered(items: 30, payload: { $0 == 10 ? nil : $0 * 1_000 }) { batch, _ in
            batch.index == 0 ? 10 : batch.index
        }
        let sum = try await Fixture().engine(rows).whileRunning { engine in
            var counted = engine.events(of: Rows.Work.Counted.self).makeAsyncIterator()
            let sum = try await engine.start(Rows.self, input: [:]).output()
            let event = try #require(await counted.next())
            #expect(event.payload == 1_000 && event.step == "work_002")
            return sum
        }
        #expect(sum == 13)
    }

    @Test("Durable events wait for a subscriber, also over the end of the engine that published them")
    func durable() async throws {
        let fixture = Fixture()
        let rows = Rows.registered(Rows.makeDefinition(delivery: .durable), items: 20) { batch, _ in batch.count }
        try await fixture.engine(rows).whileRunning { engine in
            _ = try await engine.start(Rows.self, input: [:]).output()
        }
        let (events, continuation) = AsyncStream<PublishedEvent<Rows.Work.Counted>>.makeStream()
        let subscription = EventSubscription.on(Rows.Work.Counted.self) { continuation.yield($0) }
        let steps = try await fixture.engine(rows, subscriptions: [subscription]).whileRunning { _ in
            var steps: Set<String> = []
            for await event in events {
                steps.insert(event.step)
                if steps.count == 2 { break }
            }
            return steps
        }
        #expect(steps == ["work_001", "work_002"])
        // They have left the outbox.
        let left = try await fixture.store.claimEvents(
            EventClaim(worker: WorkerID("x"), keys: [EventKey(Rows.Work.Counted.self)], limit: 10, lease: .seconds(1)))
        #expect(left.events.isEmpty && left.nextDue == nil)
    }

    @Test("A subscriber that fails gets the event again, with the same id, after a delay")
    func again() async throws {
        let fixture = Fixture()
        let (calls, continuation) = AsyncStream<EventID>.makeStream()
        let count = Counter()
        let subscription = EventSubscription.on(Rows.Work.Counted.self) { event in
            continuation.yield(event.id)
            if count.enter() < 3 { throw RetryableError(message: "not now") }
            continuation.finish()
        }
        let rows = Rows.registered(Rows.makeDefinition(delivery: .broadcast), items: 1) { batch, _ in batch.count }
        let ids = try await fixture.engine(rows, subscriptions: [subscription]).whileRunning { engine in
            _ = try await engine.start(Rows.self, input: [:]).output()
            var ids: [EventID] = []
            for await id in calls {
                ids.append(id)
                if ids.count == 3 { break }
                // The next delivery is due after 1 and then 2 seconds.
                await fixture.clock.waitForSleepers(within: .seconds(3))
                fixture.clock.advance(by: .seconds(3))
            }
            return ids
        }
        #expect(ids.count == 3 && Set(ids).count == 1)
    }

    @Test("What the last step publishes is delivered before the engine ends")
    func drains() async throws {
        let delivered = Counter()
        let subscription = EventSubscription.on(Rows.Work.Counted.self) { _ in delivered.enter() }
        let rows = Rows.registered(Rows.makeDefinition(delivery: .durable), items: 300) { batch, _ in batch.count }
        _ = try await Fixture().engine(rows, subscriptions: [subscription]).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).output()
        }
        #expect(delivered.count == 30)
    }

    @Test("A subscriber that takes its time holds up no other delivery, and is cancelled when its lease is over")
    func slow() async throws {
        let fixture = Fixture()
        let (others, stuck, release) = (Gate(), Gate(), Gate())
        let delivered = Counter()
        let subscription = EventSubscription.on(Rows.Work.Counted.self) { event in
            if event.step == "work_001", event.payload == 10 {
                stuck.open()
                // Until it is cancelled.
                try? await fixture.clock.sleep(for: .seconds(3_600))
                release.open()
                throw CancellationError()
            }
            if delivered.enter() == 2 { others.open() }
        }
        let rows = Rows.registered(Rows.makeDefinition(delivery: .durable), items: 30) { batch, _ in batch.count }
        try await fixture.engine(rows, subscriptions: [subscription]).whileRunning { engine in
            _ = try await engine.start(Rows.self, input: [:]).output()
            await stuck.wait()
            await others.wait()
            await fixture.clock.waitForSleepers(2, within: .seconds(31))
            fixture.clock.advance(by: .seconds(31))
            await release.wait()
            // It fails again and again: the engine does not wait for it.
        }
    }

    @Test("An engine that is cancelled while a payload is made gives the step back: no result without its event")
    func cancelledPayload() async throws {
        let fixture = Fixture()
        let making = Gate()
        let rows = Rows.registered(
            Rows.makeDefinition(delivery: .durable), items: 10,
            payload: { count in
                making.open()
                try await fixture.clock.sleep(for: .seconds(3_600))
                return count
            }
        ) { batch, _ in batch.count }
        let engine = try fixture.engine(rows)
        let run = try await engine.start(Rows.self, input: [:])
        let running = Task { try await engine.run() }
        await making.wait()
        running.cancel()
        try await running.value
        #expect(try await run.snapshot().step("work_001")?.state == .ready)
    }

    @Test("Making the payload is part of the attempt: the step's timeout ends it, and the step is tried again")
    func latePayload() async throws {
        let fixture = Fixture()
        let making = Gate()
        let attempts = Counter()
        let rows = Rows.registered(
            Rows.makeDefinition(delivery: .durable, timeout: .seconds(5)), items: 10,
            payload: { count in
                if attempts.enter() == 1 {
                    making.open()
                    try await fixture.clock.sleep(for: .seconds(3_600))
                }
                return count
            }
        ) { batch, _ in batch.count }
        try await fixture.engine(rows).whileRunning { engine in
            let run = try await engine.start(Rows.self, input: [:])
            await making.wait()
            fixture.clock.advance(by: .seconds(5))
            #expect(try await run.output() == 10)
            let snapshot = try await run.snapshot()
            #expect(snapshot.step("work_001")?.attempts == 2)
            #expect(snapshot.history.contains { $0.step == "work_001" && $0.failure?.code == .timeout })
        }
    }

    @Test("What handlers share lives as long as the engine runs, and an engine whose resource does not start does not run")
    func resource() async throws {
        let resource = Resource()
        let rows = Rows.registered(items: 1, resource: resource) { _, _ in resource.isUp ? 1 : 0 }
        let sum = try await Fixture().engine(rows).whileRunning { engine in
            try await engine.start(Rows.self, input: [:]).output()
        }
        #expect(sum == 1 && !resource.isUp)
        resource.refuses.store(true, ordering: .relaxed)
        let engine = try Fixture().engine(rows)
        await #expect(throws: PermanentError.self) { try await engine.run() }
    }
}

private final class Resource: HandlerResource {
    private let up = Atomic(false)
    let refuses = Atomic(false)
    var isUp: Bool { up.load(ordering: .relaxed) }
    func start() async throws {
        if refuses.load(ordering: .relaxed) { throw PermanentError(message: "no") }
        up.store(true, ordering: .relaxed)
    }
    func shutdown() async { up.store(false, ordering: .relaxed) }
}
