internal import Synchronization

/// Counts what an engine runs: no more than its capacity at once, nothing new once it stops.
final class StepSlots: Sendable {
    private struct State {
        var busy = 0
        /// Claimed by a finishing step, to be started by the dispatcher.
        var handedOver: [ClaimedStep] = []
        var attempts: [Lease: Attempt] = [:]
        /// The dispatcher found no slot; it wants to know when there is one.
        var isStarved = false
        var isStopping = false
    }

    let capacity: Int
    private let state = Mutex(State())
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(capacity: Int) {
        self.capacity = capacity
        (wakes, waker) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: Waking the dispatcher

    func wake() { waker.yield() }
    func makeWakeIterator() -> AsyncStream<Void>.Iterator { wakes.makeAsyncIterator() }

    // MARK: Slots

    /// Takes every free slot, none while stopping. `isDispatcher` asks to be woken when it got none.
    func reserveFree(isDispatcher: Bool = false) -> Int {
        state.withLock { state in
            if state.isStopping { return 0 }
            let free = max(0, capacity - state.busy)
            state.busy += free
            if isDispatcher { state.isStarved = free == 0 }
            return free
        }
    }

    /// Gives slots back, and wakes the dispatcher if it waits for one.
    func giveBack(_ count: Int) {
        let isWaking = state.withLock { state in
            state.busy -= count
            defer { if count > 0 { state.isStarved = false } }
            return (state.isStarved && count > 0) || state.isStopping
        }
        if isWaking { wake() }
    }

    /// Steps whose slots are taken already.
    func handOver(_ steps: [ClaimedStep]) {
        if steps.isEmpty { return }
        state.withLock { $0.handedOver += steps }
        wake()
    }

    func takeHandedOver() -> [ClaimedStep] {
        state.withLock { state in
            defer { state.handedOver = [] }
            return state.handedOver
        }
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    func stop() {
        state.withLock { $0.isStopping = true }
        wake()
    }

    /// After a stop, so that the engine can run again.
    func restart() { state.withLock { $0.isStopping = false } }

    // MARK: Attempts

    func add(_ attempt: Attempt) { state.withLock { $0.attempts[attempt.lease] = attempt } }
    func remove(_ attempt: Attempt) { _ = state.withLock { $0.attempts.removeValue(forKey: attempt.lease) } }
    var leases: [Lease] { state.withLock { Array($0.attempts.keys) } }
    /// Slots in use: steps that run, and steps about to.
    var busy: Int { state.withLock { $0.busy } }

    func revoke(_ leases: [Lease]) {
        let attempts = state.withLock { state in leases.compactMap { state.attempts[$0] } }
        for attempt in attempts { attempt.finish(.revoked) }
    }

    func revoke(run: RunID) {
        revoke(state.withLock { state in state.attempts.keys.filter { $0.run == run } })
    }

    /// Cancels every handler and gives the steps back to the store.
    func releaseAttempts() {
        stop()
        for attempt in state.withLock({ Array($0.attempts.values) }) { attempt.finish(.finished(.released)) }
    }
}
