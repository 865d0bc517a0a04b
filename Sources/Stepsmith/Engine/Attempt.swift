internal import Synchronization

/// One attempt in flight: whichever of the handler, its timeout, a cancellation or a lost lease comes first decides how it ended.
final class Attempt: Sendable {
    enum End: Sendable {
        case finished(AttemptOutcome)
        /// Another worker has the step now, or its run was cancelled: nothing is to be recorded.
        case revoked
    }

    private struct State {
        var end: End?
        var waiter: CheckedContinuation<End, Never>?
        var tasks: [Task<Void, Never>] = []
    }

    let lease: Lease
    private let state = Mutex(State())

    init(lease: Lease) { self.lease = lease }

    /// Tasks to cancel when the attempt ends; a handler that ignores that goes on alone, and what it returns is dropped.
    func own(_ task: Task<Void, Never>) {
        let isOver = state.withLock { state in
            if state.end == nil { state.tasks.append(task) }
            return state.end != nil
        }
        if isOver { task.cancel() }
    }

    /// The first call decides; true for that one.
    @discardableResult
    func finish(_ end: End) -> Bool {
        let (isFirst, waiter, tasks) = state.withLock { state -> (Bool, CheckedContinuation<End, Never>?, [Task<Void, Never>]) in
            guard state.end == nil else { return (false, nil, []) }
            state.end = end
            defer {
                state.waiter = nil
                state.tasks = []
            }
            return (true, state.waiter, state.tasks)
        }
        for task in tasks { task.cancel() }
        waiter?.resume(returning: end)
        return isFirst
    }

    /// Whether it is decided, so that there is nothing to start.
    var isOver: Bool { state.withLock { $0.end != nil } }

    func end() async -> End {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state -> End? in
                if state.end == nil { state.waiter = continuation }
                return state.end
            }
            if let ended { continuation.resume(returning: ended) }
        }
    }
}
