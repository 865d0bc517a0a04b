import Stepsmith
import StepsmithTesting

/// An in-memory store that lets a test in between an engine's call and its answer.
struct HookedStore: WorkflowStore {
    let store: InMemoryStore
    /// After the steps are claimed, before the engine has them.
    var claimed: @Sendable ([ClaimedStep]) async throws -> Void = { _ in }
    /// Before transitions are applied; throws to fail the call.
    var applying: @Sendable ([Completion]) async throws -> Void = { _ in }
    /// After transitions are applied, before the engine knows.
    var applied: @Sendable (Applied) async throws -> Void = { _ in }
    var renewed: @Sendable ([Lease]) -> [Lease] = { $0 }

    init(_ clock: VirtualClock) { store = InMemoryStore(clock: clock) }

    func claim(_ request: ClaimRequest) async throws -> Claim {
        let claim = try await store.claim(request)
        try await claimed(claim.steps)
        return claim
    }

    func apply(_ completions: [Completion], claiming: ClaimRequest) async throws -> Applied {
        try await applying(completions)
        // What a store on a network does in a task that is cancelled.
        try Task.checkCancellation()
        let answer = try await store.apply(completions, claiming: claiming)
        try await applied(answer)
        return answer
    }

    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        renewed(try await store.renew(leases, by: worker, for: duration))
    }

    func register(_ graphs: [WorkflowGraph]) async throws { try await store.register(graphs) }
    func createRun(_ run: NewRun) async throws -> CreatedRun { try await store.createRun(run) }
    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        try await store.checkpoint(lease, by: worker, checkpoint)
    }
    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents { try await store.claimEvents(claim) }
    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        try await store.settleEvents(deliveries, by: worker)
    }
    func cancel(_ run: RunID) async throws -> Bool { try await store.cancel(run) }
    func retry(_ run: RunID, step: String?) async throws -> Bool { try await store.retry(run, step: step) }
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await store.resolve(run, step: step, result: result)
    }
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        try await store.prune(finishedFor: age, limit: limit)
    }
    func fingerprint(of workflow: WorkflowIdentity) async throws -> String? { try await store.fingerprint(of: workflow) }

    func snapshot(of run: RunID) async throws -> RunSnapshot? { try await store.snapshot(of: run) }
    func runs(_ query: RunQuery) async throws -> [RunSummary] { try await store.runs(query) }
    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        try store.recordedResult(of: step, in: run)
    }
    func workSignals() -> AsyncStream<Void> { store.workSignals() }
    func cancellations() -> AsyncStream<RunID> { store.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> { store.updates(of: run) }
}
