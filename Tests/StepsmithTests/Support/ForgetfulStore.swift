import Stepsmith

/// A store with one fault, to see that the contract finds it.
struct ForgetfulStore: WorkflowStore {
    enum Fault: CaseIterable {
        case ignoresKeys, ignoresLimit, claimsUnknownWork, acceptsEverything
        case neverRenews, neverCancels, losesResults, listsOldestFirst
        case losesCheckpoints, deliversForEver, losesEvents, prunesNothing
        case ignoresRepeats, prefersOldWork, forgetsEnds, sweepsLate, hidesDueTimes, cancelsWhatEnded, losesSummaries
        case answersForUnknownRuns, listensOnce, losesFingerprints

        /// Part of the name of a rule that must find it.
        var rule: String {
            switch self {
            case .ignoresKeys: return "idempotency key"
            case .ignoresLimit: return "no more steps are claimed"
            case .claimsUnknownWork: return "workflows and versions it names"
            case .acceptsEverything: return "only the worker that holds a step"
            case .neverRenews: return "a renewed lease holds"
            case .neverCancels: return "cancelling ends every step"
            case .losesResults: return "dependencies' results"
            case .listsOldestFirst: return "newest first"
            case .ignoresRepeats: return "the same steps"
            case .prefersOldWork: return "waited longer"
            case .forgetsEnds: return "the call that ends a run"
            case .sweepsLate: return "a late worker is refused"
            case .hidesDueTimes: return "when it is due"
            case .cancelsWhatEnded: return "has ended cannot be cancelled"
            case .losesFingerprints: return "a workflow's fingerprint"
            case .losesSummaries: return "results are read by step"
            case .answersForUnknownRuns: return "no summary, no results"
            case .listensOnce: return "begins to listen"
            case .losesCheckpoints: return "a checkpoint is kept"
            case .deliversForEver: return "a delivered event is not handed out again"
            case .losesEvents: return "events are recorded with the attempt's end"
            case .prunesNothing: return "pruning deletes"
            }
        }
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
        if fault == .ignoresRepeats { request.isRepeated = false }
        if fault == .sweepsLate && request.limit == 0 { return Claim(steps: []) }
        if fault == .claimsUnknownWork {
            request.workflows.append(WorkflowIdentity(namespace: "contract", name: "flow", version: "2.0.0"))
        }
        return try await store.claim(request)
    }

    func apply(_ completions: [Completion], claiming: ClaimRequest) async throws -> Applied {
        var completions = completions
        if fault == .losesEvents { for index in completions.indices { completions[index].events = [] } }
        var request = claiming
        if fault == .ignoresRepeats { request.isRepeated = false }
        if fault == .prefersOldWork { request.limit = 0 }
        var applied = try await store.apply(completions, claiming: request)
        if fault == .prefersOldWork { applied.claimed = try await store.claim(claiming).steps }
        if fault == .forgetsEnds { applied.finished = [] }
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

    func retry(_ run: RunID, step: String?) async throws -> Bool { try await store.retry(run, step: step) }
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await store.resolve(run, step: step, result: result)
    }
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        fault == .prunesNothing ? 0 : try await store.prune(finishedFor: age, limit: limit)
    }

    func cancel(_ run: RunID) async throws -> Bool {
        switch fault {
        case .neverCancels: return true
        case .cancelsWhatEnded:
            if try await store.cancel(run) { return true }
            return try await store.snapshot(of: run)?.state == .succeeded
        default: return try await store.cancel(run)
        }
    }

    func snapshot(of run: RunID) async throws -> RunSnapshot? {
        var snapshot = try await store.snapshot(of: run)
        if fault == .hidesDueTimes, let count = snapshot?.steps.count {
            for index in 0..<count { snapshot?.steps[index].dueAt = nil }
        }
        return snapshot
    }

    func fingerprint(of workflow: WorkflowIdentity) async throws -> String? {
        fault == .losesFingerprints ? nil : try await store.fingerprint(of: workflow)
    }

    func summary(of run: RunID) async throws -> RunSummary? {
        fault == .losesSummaries ? nil : try await store.summary(of: run)
    }

    func runs(_ query: RunQuery) async throws -> [RunSummary] {
        let runs = try await store.runs(query)
        return fault == .listsOldestFirst ? runs.reversed() : runs
    }

    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        switch fault {
        case .losesResults: return nil
        case .answersForUnknownRuns: return try? store.recordedResult(of: step, in: run)
        default: return try store.recordedResult(of: step, in: run)
        }
    }

    func workSignals() -> AsyncStream<Void> { store.workSignals() }
    func cancellations() -> AsyncStream<RunID> { store.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> {
        guard fault == .listensOnce else { return store.updates(of: run) }
        let (stream, continuation) = AsyncStream<RunState>.makeStream()
        continuation.yield(.running)
        continuation.finish()
        return stream
    }
}
