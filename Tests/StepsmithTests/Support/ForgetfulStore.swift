import Stepsmith

/// A store with one fault, to see that the contract finds it.
struct ForgetfulStore: WorkflowStore {
    enum Fault: CaseIterable {
        case ignoresKeys, ignoresLimit, claimsUnknownWork, acceptsEverything
        case neverRenews, neverCancels, losesResults, listsOldestFirst
        case losesCheckpoints, deliversForEver, losesEvents, prunesNothing
    }

    let store: InMemoryStore
    let fault: Fault

    init(_ store: InMemoryStore, _ fault: Fault) {
        self.store = store
        self.fault = fault
    }

    func register(_ graphs: [WorkflowGraph]) async throws { try await store.register(graphs) }

    func createRun(_ run: NewRun) async throws -> CreatedRun {
        var run = run
        if fault == .ignoresKeys { run.idempotencyKey = nil }
        return try await store.createRun(run)
    }

    func claim(_ request: ClaimRequest) async throws -> Claim {
        var request = request
        if fault == .ignoresLimit { request.limit = 1000 }
        if fault == .claimsUnknownWork {
            request.workflows.append(WorkflowIdentity(namespace: "contract", name: "flow", version: "2.0.0"))
        }
        return try await store.claim(request)
    }

    func apply(_ completions: [Completion], claiming: ClaimRequest) async throws -> Applied {
        var completions = completions
        if fault == .losesEvents { for index in completions.indices { completions[index].events = [] } }
        var applied = try await store.apply(completions, claiming: claiming)
        if fault == .acceptsEverything { applied.accepted = applied.accepted.map { _ in true } }
        return applied
    }

    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        fault == .neverRenews ? [] : try await store.renew(leases, by: worker, for: duration)
    }

    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        if fault == .losesCheckpoints { return true }
        return try await store.checkpoint(lease, by: worker, checkpoint)
    }

    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents { try await store.claimEvents(claim) }

    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        if fault != .deliversForEver { try await store.settleEvents(deliveries, by: worker) }
    }

    func cancel(_ run: RunID) async throws -> Bool { fault == .neverCancels ? true : try await store.cancel(run) }

    func retry(_ run: RunID, step: String?) async throws -> Bool { try await store.retry(run, step: step) }
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await store.resolve(run, step: step, result: result)
    }
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        fault == .prunesNothing ? 0 : try await store.prune(finishedFor: age, limit: limit)
    }
    func snapshot(of run: RunID) async throws -> RunSnapshot? { try await store.snapshot(of: run) }

    func runs(_ query: RunQuery) async throws -> [RunSummary] {
        let runs = try await store.runs(query)
        return fault == .listsOldestFirst ? runs.reversed() : runs
    }

    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        fault == .losesResults ? nil : try store.recordedResult(of: step, in: run)
    }

    func workSignals() -> AsyncStream<Void> { store.workSignals() }
    func cancellations() -> AsyncStream<RunID> { store.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> { store.updates(of: run) }
}
