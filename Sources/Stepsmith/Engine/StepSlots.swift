internal import Synchronization

/// Counts what an engine runs: no more than its capacity at once, nothing new once it stops.
final class StepSlots: Sendable {
    private struct State {
        var busy = 0
        /// Claimed by a finishing step, to be started by the dispatcher.
        var handedOver: [ClaimedStep] = []
        var attempts: [Lease: Attempt] = [:]
        var cancelled = RecentRuns()
        /// The store may hold more than was claimed; a slot that comes free wakes the dispatcher.
        var isStarved = false
        var phase = Phase.idle
    }

    enum Phase: Comparable {
        case idle, running
        /// Nothing new is started.
        case stopping
        /// What still runs is given back.
        case releasing
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

    // MARK: Running and stopping

    /// False when the engine runs already.
    func begin() -> Bool {
        state.withLock { state in
            guard state.phase == .idle else { return false }
            state.phase = .running
            return true
        }
    }

    /// Nothing is started any more. Without effect while the engine is idle, so that a late call does not stop its next run.
    func stop() {
        state.withLock { state in if state.phase == .running { state.phase = .stopping } }
        wake()
    }

    /// After `begin`, once nothing runs any more.
    func end() { state.withLock { $0.phase = .idle } }

    var isStopping: Bool { state.withLock { $0.phase >= .stopping } }
    var isReleasing: Bool { state.withLock { $0.phase >= .releasing } }

    // MARK: Slots

    /// Takes every free slot, none while stopping. The dispatcher, which is about to look at everything, ends the starvation.
    func reserveFree(isDispatcher: Bool = false) -> Int {
        state.withLock { state in
            if state.phase >= .stopping { return 0 }
            let free = max(0, capacity - state.busy)
            state.busy += free
            if isDispatcher { state.isStarved = free == 0 }
            return free
        }
    }

    /// A claim gave all it was asked for, so there may be more.
    func noteFullClaim() { state.withLock { $0.isStarved = true } }

    /// Gives slots back, and wakes the dispatcher if there may be work for them.
    func giveBack(_ count: Int) {
        if count == 0 { return }
        let isWaking = state.withLock { state in
            state.busy -= count
            return state.isStarved || state.phase >= .stopping
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

    /// Slots in use: steps that run, and steps about to.
    var busy: Int { state.withLock { $0.busy } }

    // MARK: Attempts

    /// Takes an attempt in. It ends at once if its run was cancelled or its engine gave up between the claim and now.
    func add(_ attempt: Attempt) {
        let end = state.withLock { state -> Attempt.End? in
            state.attempts[attempt.lease] = attempt
            if state.cancelled.contains(attempt.lease.run) { return .revoked }
            return state.phase == .releasing ? .finished(.released) : nil
        }
        if let end { attempt.finish(end) }
    }

    func remove(_ attempt: Attempt) { _ = state.withLock { $0.attempts.removeValue(forKey: attempt.lease) } }

    var leases: [Lease] { state.withLock { Array($0.attempts.keys) } }

    /// How many handlers this cancelled: an attempt that has ended meanwhile is none.
    @discardableResult
    func revoke(_ leases: [Lease]) -> Int {
        let attempts = state.withLock { state in leases.compactMap { state.attempts[$0] } }
        return attempts.count { $0.finish(.revoked) }
    }

    /// A run was cancelled, which it stays: steps of it that were claimed and are not started yet will not be.
    func revoke(run: RunID) {
        let leases = state.withLock { state in
            state.cancelled.insert(run)
            return state.attempts.keys.filter { $0.run == run }
        }
        revoke(leases)
    }

    /// Cancels every handler and gives the steps back to the store.
    func releaseAttempts() {
        let attempts = state.withLock { state -> [Attempt] in
            guard state.phase != .idle else { return [] }
            state.phase = .releasing
            return Array(state.attempts.values)
        }
        for attempt in attempts { attempt.finish(.finished(.released)) }
        wake()
    }
}
