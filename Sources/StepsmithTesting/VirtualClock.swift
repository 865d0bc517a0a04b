public import Stepsmith
import Synchronization

/// Time that stands still until it is moved: timeouts, retries and leases are tested in no time, and the same way every time.
///
///     let clock = VirtualClock()
///     let engine = try Engine(store: InMemoryStore(clock: clock), workflows: […], clock: clock)
///     …
///     await clock.advanceToNextTimer()
///
/// Safe to use from any task.
public final class VirtualClock: EngineClock {
    private struct Sleeper {
        let due: Timestamp
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Sleeps cancelled before they began.
        var cancelled: Set<Int> = []
        /// Who waits for a number of sleepers.
        var watchers: [(id: Int, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    /// Starts at 2030-01-01T00:00:00Z unless told otherwise.
    public init(now: Timestamp = Timestamp(microseconds: 1_893_456_000_000_000)) { state = Mutex(State(now: now)) }

    public var now: Timestamp { state.withLock { $0.now } }

    public func sleep(for duration: Duration) async throws {
        if duration <= .zero { return try Task.checkCancellation() }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in begin(id, duration, continuation) }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func begin(_ id: Int, _ duration: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
        var watchers: [CheckedContinuation<Void, Never>] = []
        let isCancelled = state.withLock { state in
            if state.cancelled.remove(id) != nil { return true }
            state.sleepers[id] = Sleeper(due: state.now.advanced(by: duration), continuation: continuation)
            let count = state.sleepers.count
            watchers = state.watchers.filter { $0.count <= count }.map(\.continuation)
            state.watchers.removeAll { $0.count <= count }
            return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        for watcher in watchers { watcher.resume() }
    }

    /// How long until the earliest sleeper wakes, nil when nobody sleeps.
    public var nextTimer: Duration? {
        state.withLock { state in state.sleepers.values.map(\.due).min()?.since(state.now) }
    }

    /// Waits until at least `count` tasks sleep on this clock, or until the waiting task is cancelled.
    public func waitForSleepers(_ count: Int = 1) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.cancelled.remove(id) != nil || state.sleepers.count >= count { return true }
                    state.watchers.append((id, count, continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                let index = state.watchers.firstIndex { $0.id == id }
                if index == nil { state.cancelled.insert(id) }
                return index.map { state.watchers.remove(at: $0).continuation }
            }
            waiting?.resume()
        }
    }

    /// Moves time on and wakes whoever is due, earliest first.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let now = state.now
            let woken = state.sleepers.filter { $0.value.due <= now }.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
            for (id, _) in woken { state.sleepers[id] = nil }
            return woken.map(\.value.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Waits for a sleeper, then moves time on to when the earliest wakes.
    public func advanceToNextTimer() async {
        await waitForSleepers()
        if let next = nextTimer { advance(by: max(.zero, next)) }
    }
}
