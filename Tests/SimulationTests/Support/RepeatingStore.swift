import Stepsmith
import Synchronization

/// Hands each event out once more after it was acknowledged for the first time, as a store may that lost the acknowledgement.
final class RepeatingStore: WorkflowStore {
    private let store: InMemoryStore
    private let acknowledged = Mutex<Set<EventID>>([])

    init(_ store: InMemoryStore) { self.store = store }

    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        var deliveries = deliveries
        for (id, delivery) in deliveries where delivery == .delivered {
            let isFirst = acknowledged.withLock { $0.insert(id).inserted }
            if isFirst { deliveries[id] = .failed(retryAfter: .zero) }
        }
        try await store.settleEvents(deliveries, by: worker)
    }

    func register(_ graphs: [WorkflowGraph]) async throws { try await store.register(graphs) }
    func createRun(_ run: NewRun) async throws -> CreatedRun { try await store.createRun(run) }
    func claim(_ request: ClaimRequest) async throws -> Claim { try await store.claim(request) }
    func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        try await store.apply(completions, claiming: request)
    }
    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        try await store.renew(leases, by: worker, for: duration)
    }
    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        try await store.checkpoint(lease, by: worker, checkpoint)
    }
    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents { try await store.claimEvents(claim) }
    func cancel(_ run: RunID) async throws -> Bool { try await store.cancel(run) }
    func retry(_ run: RunID, step: String?) async throws -> Bool { try await store.retry(run, step: step) }
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await store.resolve(run, step: step, result: result)
    }
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        try await store.prune(finishedFor: age, limit: limit)
    }
    func snapshot(of run: RunID) async throws -> RunSnapshot? { try await store.snapshot(of: run) }
    func runs(_ query: RunQuery) async throws -> [RunSummary] { try await store.runs(query) }
    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? { try store.recordedResult(of: step, in: run) }
    func workSignals() -> AsyncStream<Void> { store.workSignals() }
    func cancellations() -> AsyncStream<RunID> { store.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> { store.updates(of: run) }
}
