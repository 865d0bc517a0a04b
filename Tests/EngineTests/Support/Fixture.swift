import StepsmithTesting
import Synchronization

@testable import Stepsmith

/// A store, a clock that stands still, and engines on them.
struct Fixture {
    let clock = VirtualClock()
    let store: InMemoryStore

    init() { store = InMemoryStore(clock: clock) }

    func engine(
        _ definition: WorkflowDefinition = Diamond.definition, worker: String = "w1", capacity: Int = 16,
        environment: String? = nil, grace: Duration = .seconds(10), on store: (any WorkflowStore)? = nil,
        _ handlers: [String: Diamond.Handler] = [:]
    ) throws -> Engine {
        try Engine(
            store: store ?? self.store, workflows: [Diamond.registered(definition, handlers)],
            configuration: EngineConfiguration(
                maxConcurrentSteps: capacity, lease: .seconds(30), shutdownGrace: grace, environment: environment,
                worker: WorkerID(worker)),
            clock: clock, random: RandomSource(MiddleGenerator()))
    }

    func engine(worker: String = "w1", _ handlers: [String: Diamond.Handler]) throws -> Engine {
        try engine(Diamond.definition, worker: worker, handlers)
    }

    func engine(worker: String = "w1", grace: Duration, _ handlers: [String: Diamond.Handler]) throws -> Engine {
        try engine(Diamond.definition, worker: worker, grace: grace, handlers)
    }

    func engine(on store: any WorkflowStore, _ handlers: [String: Diamond.Handler]) throws -> Engine {
        try engine(Diamond.definition, on: store, handlers)
    }

    func engine(worker: String = "w1", capacity: Int, _ handlers: [String: Diamond.Handler]) throws -> Engine {
        try engine(Diamond.definition, worker: worker, capacity: capacity, handlers)
    }

    /// Waits for the run's end; whenever a step waits for another attempt, time moves on to it. Gives back the waits.
    func finish(_ run: Run<Diamond>) async throws -> (snapshot: RunSnapshot, waits: [Duration]) {
        var waits: [Duration] = []
        for await _ in store.updates(of: run.id) {
            let due = try await run.snapshot().steps.compactMap(\.dueAt).min()
            if let wait = due?.since(clock.now), wait > .zero {
                waits.append(wait)
                clock.advance(by: wait)
            }
        }
        return (try await run.finished(), waits)
    }
}

/// No jitter to speak of, since `variation()` sees the upper bits; and run ids that differ, since they see the lower ones.
struct MiddleGenerator: RandomNumberGenerator, Sendable {
    private var count: UInt64 = 0
    mutating func next() -> UInt64 {
        count += 1
        return 1 << 63 + count
    }
}

/// Opens once; everyone who waits goes on.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Ignores cancellation.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

/// Counts, and remembers the most that were in at once.
final class Counter: Sendable {
    private let state = Mutex((count: 0, inside: 0, most: 0))
    var count: Int { state.withLock { $0.count } }
    var most: Int { state.withLock { $0.most } }
    @discardableResult
    func enter() -> Int {
        state.withLock {
            $0.count += 1
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
            return $0.count
        }
    }
    func leave() { state.withLock { $0.inside -= 1 } }
}
