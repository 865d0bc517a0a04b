internal import Synchronization

/// The deliveries of durable events under way.
final class EventDeliveries: Sendable {
    private struct State {
        var running: [EventID: Task<Void, Never>] = [:]
        /// No step runs any more: what is left in the outbox is delivered, and then it ends.
        var isDraining = false
        var isCancelled = false
    }

    private let state = Mutex(State())
    /// Something may have become deliverable, or has been delivered.
    let signal = Signal()

    var isDraining: Bool { state.withLock { $0.isDraining } }
    var isCancelled: Bool { state.withLock { $0.isCancelled } }
    var count: Int { state.withLock { $0.running.count } }

    func begin() {
        state.withLock { state in
            state.isDraining = false
            state.isCancelled = false
        }
    }

    /// Starts a delivery. One that is cancelled and goes on all the same is not waited for.
    func start(_ event: EventID, _ body: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            state.running[event] = Task {
                await body()
                self.state.withLock { $0.running[event] = nil }
                self.signal.set()
            }
        }
    }

    func drain() {
        state.withLock { $0.isDraining = true }
        signal.set()
    }

    func cancel() {
        let running = state.withLock { state in
            state.isCancelled = true
            return Array(state.running.values)
        }
        for task in running { task.cancel() }
        signal.set()
    }
}
