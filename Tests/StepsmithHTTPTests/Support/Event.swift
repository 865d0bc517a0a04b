import Synchronization

/// Happens once or more; whoever waits goes on at the first time.
final class Event: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    var count: Int { state.withLock { $0.count } }

    /// How often it has happened, this time included.
    @discardableResult
    func happen() -> Int {
        let (count, waiting) = state.withLock { state in
            state.count += 1
            defer { state.waiting = [] }
            return (state.count, state.waiting)
        }
        for continuation in waiting { continuation.resume() }
        return count
    }

    /// Ignores cancellation.
    func wait() async {
        await withCheckedContinuation { continuation in
            let hasHappened = state.withLock { state in
                if state.count == 0 { state.waiting.append(continuation) }
                return state.count > 0
            }
            if hasHappened { continuation.resume() }
        }
    }

    /// Waits until the task is cancelled.
    static func cancellation() async throws {
        let cancelled = Event()
        await withTaskCancellationHandler {
            await cancelled.wait()
        } onCancel: {
            cancelled.happen()
        }
        throw CancellationError()
    }
}
