import StepsmithTesting
import Testing

@testable import Stepsmith

@Suite("Failures, retries and timeouts", .timeLimit(.minutes(1)))
struct FailureTests {
    private static let retry = RetryPolicy(maxAttempts: 4, backoff: .exponential, base: .seconds(1), maximum: .seconds(3))

    private func run(
        _ definition: WorkflowDefinition, _ handlers: [String: Diamond.Handler], environment: String? = nil
    ) async throws -> (snapshot: RunSnapshot, waits: [Duration]) {
        let fixture = Fixture()
        return try await fixture.engine(definition, environment: environment, handlers).whileRunning { engine in
            try await fixture.finish(try await engine.start(Diamond.self, input: [:]))
        }
    }

    @Test("A retryable error is tried again after the policy's delays, capped, until it works")
    func retries() async throws {
        let counter = Counter()
        let (snapshot, waits) = try await run(
            Diamond.makeDefinition(retry: FailureTests.retry),
            [
                "start": { call in
                    #expect(call.context.attempt == counter.enter() && call.context.maxAttempts == 4)
                    if counter.count < 4 { throw RetryableError(code: "BUSY", message: "not yet") }
                    #expect(call.context.isLastAttempt)
                    return "start"
                }
            ])
        // The middle of each spread; the last is of 2.55 to 3 seconds, since none is longer than the maximum.
        #expect(waits == [.seconds(1), .seconds(2), .milliseconds(2775)])
        #expect(snapshot.state == .succeeded && snapshot.step("start")?.attempts == 4)
        #expect(snapshot.history.prefix(3).map(\.event) == [.runCreated, .started, .retrying])
        #expect(snapshot.history[2].failure?.code == "BUSY" && snapshot.history[2].attempt == 1)
    }

    @Test("An error's own wish takes the place of the delay, capped")
    func retryAfter() async throws {
        let counter = Counter()
        let (_, waits) = try await run(
            Diamond.makeDefinition(retry: FailureTests.retry),
            [
                "start": { _ in
                    switch counter.enter() {
                    case 1: throw RetryableError(message: "soon", retryAfter: .milliseconds(1500))
                    case 2: throw RetryableError(message: "late", retryAfter: .seconds(60))
                    default: return "start"
                    }
                }
            ])
        #expect(waits == [.milliseconds(1500), .seconds(3)])
    }

    @Test("When all attempts are used up the run fails, and says why")
    func exhausted() async throws {
        let fixture = Fixture()
        let definition = Diamond.makeDefinition(retry: RetryPolicy(maxAttempts: 2))
        struct Odd: Error {}
        let engine = try fixture.engine(definition, ["left": { _ in throw Odd() }])
        try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            let (snapshot, waits) = try await fixture.finish(run)
            #expect(waits == [.seconds(1)] && snapshot.state == .failed)
            #expect(snapshot.step("left")?.state == .failed && snapshot.step("left")?.attempts == 2)
            #expect(snapshot.step("left")?.failure?.code == .unexpected && snapshot.step("join")?.state == .waiting)
            let error = await #expect(throws: RunError.self) { try await run.output() }
            #expect(error?.description.contains("step left: Odd()") == true)
        }
    }

    @Test("What retrying cannot mend fails at once", arguments: [0, 1, 2, 3])
    func permanent(kind: Int) async throws {
        let retry = RetryPolicy(isRetryable: kind != 3, maxAttempts: 5)
        let (snapshot, waits) = try await run(
            Diamond.makeDefinition(retry: retry),
            [
                "start": { _ in
                    switch kind {
                    case 0: throw PermanentError(code: "NO", message: "never")
                    case 1: return String(repeating: "x", count: 101)
                    case 2: throw ValidationError(failures: [])
                    default: throw RetryableError(message: "but the step is not retryable")
                    }
                }
            ])
        #expect(waits.isEmpty && snapshot.state == .failed && snapshot.step("start")?.attempts == 1)
        if kind == 1 { #expect(snapshot.step("start")?.failure?.code == .invalidResult) }
        #expect(snapshot.step("left")?.state == .waiting)
    }

    @Test("max_attempts 0 runs once")
    func zeroAttempts() async throws {
        let (snapshot, waits) = try await run(
            Diamond.makeDefinition(retry: RetryPolicy(maxAttempts: 0)),
            [
                "start": { _ in throw RetryableError(message: "no") }
            ])
        #expect(waits.isEmpty && snapshot.step("start")?.attempts == 1 && snapshot.state == .failed)
    }

    @Test("With failure_policy continue, independent branches go on first")
    func continues() async throws {
        let gate = Gate()
        let handlers: [String: Diamond.Handler] = [
            "left": { _ in
                gate.open()
                throw PermanentError(message: "no")
            },
            "right": { _ in
                await gate.wait()
                return "right"
            },
        ]
        let (snapshot, _) = try await run(Diamond.makeDefinition(failurePolicy: .continue), handlers)
        #expect(snapshot.state == .failed && snapshot.step("right")?.state == .succeeded)
        #expect(snapshot.step("join")?.state == .waiting)
    }

    @Test("A handler that takes too long is cancelled, and tried again")
    func timeout() async throws {
        let fixture = Fixture()
        let (counter, begun) = (Counter(), Gate())
        let engine = try fixture.engine(
            Diamond.makeDefinition(retry: RetryPolicy(backoff: .none), timeout: .seconds(5)),
            [
                "start": { [clock = fixture.clock] _ in
                    if counter.enter() > 1 { return "start" }
                    begun.open()
                    // Wakes when it is cancelled, long before its time.
                    try await clock.sleep(for: .seconds(3600))
                    return "too late"
                }
            ])
        let snapshot = try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            fixture.clock.advance(by: .seconds(5))
            return try await run.finished()
        }
        #expect(snapshot.state == .succeeded && counter.count == 2)
        let failures = snapshot.history.compactMap(\.failure)
        #expect(failures.map(\.code) == [.timeout] && failures[0].isRetryable)
        #expect(failures[0].message.contains("5.0 seconds"))
    }

    @Test("A handler that ignores cancellation loses its step, and its late result is dropped")
    func ignoresCancellation() async throws {
        let fixture = Fixture()
        let (counter, begun, gate) = (Counter(), Gate(), Gate())
        let engine = try fixture.engine(
            Diamond.makeDefinition(retry: RetryPolicy(backoff: .none), timeout: .seconds(5)),
            [
                "start": { _ in
                    if counter.enter() > 1 { return "second" }
                    begun.open()
                    await gate.wait()
                    return "late"
                },
                "join": { call in try call.context.result(of: Diamond.Start.self) },
            ])
        let output = try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            fixture.clock.advance(by: .seconds(5))
            let output = try await run.output()
            gate.open()
            return output
        }
        #expect(output == "second")
    }

    @Test("A handler that ignores cancellation keeps its slot: its failure is recorded, and nothing takes its place")
    func keepsItsSlot() async throws {
        let fixture = Fixture()
        let (counter, begun, recorded, gate) = (Counter(), Gate(), Gate(), Gate())
        let store = InterceptedStore(fixture.store) { operation, moment in
            if operation == .apply && moment == .after { recorded.open() }
        }
        let engine = try fixture.engine(
            Diamond.makeDefinition(retry: RetryPolicy(backoff: .none), timeout: .seconds(5)), capacity: 1, on: store,
            [
                "start": { _ in
                    defer { counter.leave() }
                    if counter.enter() > 1 { return "second" }
                    begun.open()
                    await gate.wait()
                    return "late"
                },
                "join": { call in try call.context.result(of: Diamond.Start.self) },
            ])
        try await engine.whileRunning { engine in
            let run = try await engine.start(Diamond.self, input: [:])
            await begun.wait()
            fixture.clock.advance(by: .seconds(5))
            await recorded.wait()
            let step = try await run.snapshot().step("start")
            // Recorded in the call that could have claimed it again.
            #expect(step?.state == .retrying && step?.attempts == 1 && step?.failure?.code == .timeout)
            gate.open()
            let output = try await run.output()
            #expect(output == "second")
        }
        #expect(counter.count == 2 && counter.most == 1 && engine.slots.busy == 0)
    }

    @Test("A timeout that the store does not record holds up the engine's end no longer than the grace")
    func unrecordedTimeout() async throws {
        let fixture = Fixture()
        let (begun, refused, gate) = (Gate(), Gate(), Gate())
        let store = InterceptedStore(fixture.store) { operation, moment in
            if operation != .apply { return }
            refused.open()
            throw StoreError.unknownRun(RunID("all"))
        }
        let engine = try fixture.engine(
            Diamond.makeDefinition(timeout: .seconds(5)), on: store,
            [
                "start": { _ in
                    begun.open()
                    await gate.wait()
                    return "late"
                }
            ])
        _ = try await engine.start(Diamond.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        fixture.clock.advance(by: .seconds(5))
        await refused.wait()
        running.cancel()
        try await running.value
        #expect(engine.slots.busy == 0)
        gate.open()
    }

    @Test("An environment's overrides apply by name, in order, and ALL to every step")
    func environment() async throws {
        let overrides = [
            EnvironmentOverride("test", step: "ALL", retry: RetryPolicy(maxAttempts: 1)),
            EnvironmentOverride("test", step: "start", retry: RetryPolicy(maxAttempts: 2, backoff: .none)),
            EnvironmentOverride("production", step: "ALL", retry: RetryPolicy(maxAttempts: 9)),
        ]
        let definition = Diamond.makeDefinition(retry: FailureTests.retry, environments: overrides)
        let failing: [String: Diamond.Handler] = ["start": { _ in throw RetryableError(message: "no") }]
        #expect(try await run(definition, failing, environment: "test").snapshot.step("start")?.attempts == 2)
        #expect(try await run(definition, failing, environment: "tests").snapshot.step("start")?.attempts == 4)
        #expect(try await run(definition, failing).waits == [.seconds(1), .seconds(2), .milliseconds(2775)])
    }
}
