internal import Synchronization

/// The listeners of a store within this process. A signal sent after a stream was made is never lost; several may
/// become one.
public final class StoreListeners: Sendable {
    private struct State {
        var next = 0
        var work: [Int: AsyncStream<Void>.Continuation] = [:]
        var cancelled: [Int: AsyncStream<RunID>.Continuation] = [:]
        var runs: [RunID: [Int: RunListener]] = [:]
    }

    private struct RunListener {
        var scope: UpdateScope
        var continuation: AsyncStream<RunState>.Continuation
    }

    private let state = Mutex(State())

    public init() {}

    /// A stream that yields whenever `signalWork` is called; signals that nobody took yet are one.
    public func workSignals() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.next += 1
            state.work[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.work.removeValue(forKey: id) } }
        return stream
    }

    /// A stream of the runs that `signalCancellation` names.
    public func cancellations() -> AsyncStream<RunID> {
        let (stream, continuation) = AsyncStream<RunID>.makeStream()
        let id = state.withLock { state in
            state.next += 1
            state.cancelled[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.cancelled.removeValue(forKey: id) } }
        return stream
    }

    /// `current` is read after the listener is in place, so that no change falls between.
    public func updates(of run: RunID, _ scope: UpdateScope, current: () -> RunState?) -> AsyncStream<RunState> {
        let (stream, continuation) = AsyncStream<RunState>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.next += 1
            state.runs[run, default: [:]][state.next] = RunListener(scope: scope, continuation: continuation)
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.removeListener(id, of: run) }
        guard let now = current() else {
            continuation.finish()
            return stream
        }
        // If the run's end was signalled in between, the stream is finished and takes no older state.
        continuation.yield(now)
        if now.isFinished { continuation.finish() }
        return stream
    }

    private func removeListener(_ id: Int, of run: RunID) {
        state.withLock { state in
            state.runs[run]?.removeValue(forKey: id)
            if state.runs[run]?.isEmpty == true { state.runs[run] = nil }
        }
    }

    /// Tells every taker of `workSignals` that there may be something to claim.
    public func signalWork() {
        for continuation in state.withLock({ Array($0.work.values) }) { continuation.yield() }
    }

    /// Tells every taker of `cancellations`.
    public func signalCancellation(_ run: RunID) {
        for continuation in state.withLock({ Array($0.cancelled.values) }) { continuation.yield(run) }
    }

    /// Tells of a change: of the run's own state, or else of its steps.
    public func signal(_ run: RunID, _ now: RunState, _ scope: UpdateScope) {
        let listening = state.withLock { state -> [AsyncStream<RunState>.Continuation] in
            guard !state.runs.isEmpty, let listeners = state.runs[run] else { return [] }
            return listeners.values.filter { scope == .run || $0.scope == .steps }.map(\.continuation)
        }
        for continuation in listening {
            continuation.yield(now)
            if now.isFinished { continuation.finish() }
        }
    }
}
