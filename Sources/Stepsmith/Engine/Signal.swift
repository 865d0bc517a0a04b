internal import Synchronization

/// Wakes one task that waits for something to do. Signals before it waits are not lost; several become one.
///
/// Unlike a stream, it outlives the cancellation of the task that waits.
final class Signal: Sendable {
    private struct State {
        var isSet = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func set() {
        let waiter = state.withLock { state in
            if state.waiter == nil { state.isSet = true }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns after the next signal, at once if there was one since the last wait, and when the task is cancelled. For
    /// one task at a time.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isSet = state.withLock { state in
                    defer { state.isSet = false }
                    if !state.isSet { state.waiter = continuation }
                    return state.isSet
                }
                if isSet { continuation.resume() } else if Task.isCancelled { cancelWait() }
            }
        } onCancel: {
            cancelWait()
        }
    }

    private func cancelWait() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
