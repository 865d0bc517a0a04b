public import Stepsmith
import Synchronization

/// Time that stands still until it is moved: timeouts, retries and leases are tested in no time, and the same way every
/// time.
///
///     let clock = VirtualClock()
///     let engine = try Engine(store: InMemoryStore(clock: clock), workflows: […], clock: clock)
///     …
///     await clock.advanceToNextTimer()
///
/// Safe to use from any task.
public final class VirtualClock: EngineClock {
    private struct Sleeper {
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var uptime = Duration.zero
        /// The time of day when `uptime` was zero.
        var start: Timestamp
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Int: Watcher] = [:]

        var earliest: Duration? { sleepers.values.map(\.deadline).min() }

        mutating func makeID() -> Int {
            nextID += 1
            return nextID
        }

        func satisfies(_ watcher: Watcher) -> Bool {
            sleepers.values.count { $0.deadline <= watcher.moment } >= watcher.count
        }
    }

    /// Waits until `count` tasks sleep that wake by `moment`.
    private struct Watcher {
        let count: Int
        let moment: Duration
        let continuation: CheckedContinuation<Void, Never>
    }

    private let state: Mutex<State>

    /// Starts at 2030-01-01T00:00:00Z unless told otherwise.
    public init(now: Timestamp = Timestamp(microseconds: 1_893_456_000_000_000)) { state = Mutex(State(start: now)) }

    public var now: Timestamp { state.withLock { $0.start.advanced(by: $0.uptime) } }
    public var uptime: Duration { state.withLock { $0.uptime } }

    public func sleep(for duration: Duration) async throws { try await sleep(until: uptime + duration) }

    public func sleep(until deadline: Duration) async throws {
        let id = state.withLock { $0.makeID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in begin(id, deadline, continuation) }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func begin(_ id: Int, _ deadline: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
        let (isOver, watchers) = state.withLock { state -> (Bool, [Watcher]) in
            if deadline <= state.uptime { return (true, []) }
            state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
            let satisfied = state.watchers.filter { state.satisfies($0.value) }
            for id in satisfied.keys { state.watchers[id] = nil }
            return (false, Array(satisfied.values))
        }
        for watcher in watchers { watcher.continuation.resume() }
        if isOver { return continuation.resume() }
        // A cancellation before the sleeper was there found nothing to wake.
        guard Task.isCancelled, let sleeper = state.withLock({ $0.sleepers.removeValue(forKey: id) }) else { return }
        sleeper.continuation.resume(throwing: CancellationError())
    }

    /// How long until the earliest sleeper wakes, nil when nobody sleeps.
    public var nextTimer: Duration? { state.withLock { state in state.earliest.map { $0 - state.uptime } } }

    /// Waits until at least `count` tasks sleep on this clock, or until the waiting task is cancelled.
    ///
    /// With `within`, only those count that will wake before that much more time has passed.
    public func waitForSleepers(_ count: Int = 1, within duration: Duration? = nil) async {
        let id = state.withLock { $0.makeID() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let moment = duration.map { state.uptime + $0 } ?? .seconds(Int64.max)
                    let watcher = Watcher(count: count, moment: moment, continuation: continuation)
                    if state.satisfies(watcher) { return true }
                    state.watchers[id] = watcher
                    return false
                }
                if isOver { return continuation.resume() }
                // A cancellation before the watcher was there found nothing to wake.
                if Task.isCancelled { endWatch(id) }
            }
        } onCancel: {
            endWatch(id)
        }
    }

    private func endWatch(_ id: Int) {
        state.withLock { $0.watchers.removeValue(forKey: id) }?.continuation.resume()
    }

    /// Moves time on and wakes whoever is due, earliest first.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let woken = state.sleepers.filter { $0.value.deadline <= state.uptime }
            for id in woken.keys { state.sleepers[id] = nil }
            return woken.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Waits for a sleeper, then moves time on to when the earliest wakes. Returns early when the task is cancelled.
    public func advanceToNextTimer() async {
        await waitForSleepers()
        if let next = nextTimer { advance(by: next) }
    }

    /// Sets the time of day forward or back, as an operator or a time server would; what is timed within the process
    /// does not notice.
    public func adjustTimeOfDay(by duration: Duration) {
        state.withLock { $0.start = $0.start.advanced(by: duration) }
    }
}
