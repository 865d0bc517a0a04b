internal import Synchronization

/// The listeners of a store within this process. A signal sent after a stream was made is never lost; several may become one.
public final class StoreListeners: Sendable {
    private struct State {
        var next = 0
        var work: [Int: AsyncStream<Void>.Continuation] = [:]
        var cancelled: [Int: AsyncStream<RunID>.Continuation] = [:]
        var runs: [RunID: [Int: AsyncStream<RunState>.Continuation]] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public func workSignals() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = nextID()
        continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.work.removeValue(forKey: id) } }
        state.withLock { $0.work[id] = continuation }
        return stream
    }

    public func cancellations() -> AsyncStream<RunID> {
        let (stream, continuation) = AsyncStream<RunID>.makeStream()
        let id = nextID()
        continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.cancelled.removeValue(forKey: id) } }
        state.withLock { $0.cancelled[id] = continuation }
        return stream
    }

    /// `current` is read after the listener is in place, so that no change falls between.
    public func updates(of run: RunID, current: () -> RunState?) -> AsyncStream<RunState> {
        let (stream, continuation) = AsyncStream<RunState>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = nextID()
        continuation.onTermination = { [weak self] _ in self?.removeListener(id, of: run) }
        state.withLock { $0.runs[run, default: [:]][id] = continuation }
        guard let now = current() else {
            continuation.finish()
            return stream
        }
        continuation.yield(now)
        if now.isFinished { continuation.finish() }
        return stream
    }

    /// Taken before a listener is put in place, so that how it is removed is settled before anything can end it.
    private func nextID() -> Int {
        state.withLock { state in
            state.next += 1
            return state.next
        }
    }

    private func removeListener(_ id: Int, of run: RunID) {
        state.withLock { state in
            state.runs[run]?.removeValue(forKey: id)
            if state.runs[run]?.isEmpty == true { state.runs[run] = nil }
        }
    }

    public func signalWork() {
        for continuation in state.withLock({ Array($0.work.values) }) { continuation.yield() }
    }

    public func signalCancellation(_ run: RunID) {
        for continuation in state.withLock({ Array($0.cancelled.values) }) { continuation.yield(run) }
    }

    public func signal(_ run: RunID, _ now: RunState) {
        let listening = state.withLock { state in
            state.runs.isEmpty ? [] : state.runs[run].map { Array($0.values) } ?? []
        }
        for continuation in listening {
            continuation.yield(now)
            if now.isFinished { continuation.finish() }
        }
    }
}
