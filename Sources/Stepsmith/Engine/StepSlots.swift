internal import Metrics
internal import Synchronization

/// Counts what an engine runs: no more than its capacity at once, nothing new once it stops.
final class StepSlots: Sendable {
    private struct State {
        var busy = 0
        var attempts: [ObjectIdentifier: Attempt] = [:]
        /// Attempts that ended before their handlers did; each keeps its slot until its handler has ended, too.
        var overtaken: [ObjectIdentifier: Attempt] = [:]
        /// The dispatcher found no slot; it wants to know when there is one.
        var isStarved = false
        var isStopping = false
        /// Running steps are given back, too.
        var isReleasing = false
        var cancelled = RecentRuns()
        /// Waits for `busy` to reach zero.
        var idleWaiter: CheckedContinuation<Void, Never>?
    }

    let capacity: Int
    private let state = Mutex(State())
    private let work = Signal()
    private let gauge = Gauge(label: "stepsmith_steps_running")

    init(capacity: Int) { self.capacity = capacity }

    // MARK: Waking the dispatcher

    func wake() { work.set() }

    /// Returns when there may be something to claim, when the engine stops, and when the task is cancelled.
    func waitForWake() async { await work.wait() }

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
        if count == 0 { return }
        let (isStarved, idleWaiter) = state.withLock { state in
            state.busy -= count
            defer {
                state.isStarved = false
                if state.busy == 0 { state.idleWaiter = nil }
            }
            return (state.isStarved, state.busy == 0 ? state.idleWaiter : nil)
        }
        if isStarved { wake() }
        idleWaiter?.resume()
    }

    /// Slots in use: steps that run, and steps about to.
    var busy: Int { state.withLock { $0.busy } }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Nothing starts any more.
    func stop() {
        state.withLock { $0.isStopping = true }
        wake()
    }

    /// Nothing starts any more, and nothing goes on: gives back the attempts to be ended, and those whose handlers are
    /// not waited for any longer, with a slot to be given back for each.
    func release() -> (attempts: [Attempt], overtaken: [Attempt]) {
        let released = state.withLock { state in
            state.isStopping = true
            state.isReleasing = true
            defer { state.overtaken = [:] }
            return (Array(state.attempts.values), Array(state.overtaken.values))
        }
        wake()
        return released
    }

    /// After a stop, so that the engine can run again.
    func restart() {
        state.withLock { state in
            state.isStopping = false
            state.isReleasing = false
        }
    }

    /// Returns once no slot is taken. Does not end with the task: whoever stops sees to it that every slot is given
    /// back.
    func idle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.busy > 0 { state.idleWaiter = continuation }
                return state.busy == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    // MARK: Attempts

    /// False when it must not begin any more: the engine gives up, or the run was cancelled between the claim and now.
    func add(_ attempt: Attempt) -> Bool {
        let count = state.withLock { state -> Int? in
            if state.isReleasing || state.cancelled.contains(attempt.lease.run) { return nil }
            state.attempts[ObjectIdentifier(attempt)] = attempt
            return state.attempts.count
        }
        if let count { gauge.record(count) }
        return count != nil
    }

    func remove(_ attempt: Attempt) {
        let count = state.withLock { state in
            state.attempts.removeValue(forKey: ObjectIdentifier(attempt))
            return state.attempts.count
        }
        gauge.record(count)
    }

    /// Ends an attempt before its handler does. False when it has ended, or is about to be given back with all others.
    /// The handler keeps the slot until it calls `leave`.
    func overtake(_ attempt: Attempt) -> Bool {
        state.withLock { state in
            guard !state.isReleasing, attempt.settle() else { return false }
            state.overtaken[ObjectIdentifier(attempt)] = attempt
            return true
        }
    }

    /// The handler of an attempt that was settled without it has ended: its slot is free, unless the engine has given up
    /// waiting for that.
    func leave(_ attempt: Attempt) {
        let hadSlot = state.withLock { $0.overtaken.removeValue(forKey: ObjectIdentifier(attempt)) != nil }
        if !hadSlot { return }
        giveBack(1)
        // It claimed nothing in its place.
        wake()
    }

    /// A run was cancelled, which it stays: steps of it that are claimed and have not begun will not. Gives back those
    /// that have.
    func cancel(_ run: RunID) -> [Attempt] {
        state.withLock { state in
            state.cancelled.insert(run)
            return state.attempts.values.filter { $0.lease.run == run }
        }
    }

    var attempts: [Attempt] { state.withLock { Array($0.attempts.values) } }
}
