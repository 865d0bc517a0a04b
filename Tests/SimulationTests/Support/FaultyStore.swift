import Stepsmith
import Synchronization

/// A store with one fault, to see that the simulation finds it: in the store itself, or in what the planner told it to do.
final class FaultyStore: WorkflowStore {
    enum Fault: CaseIterable {
        // Of a store.
        case acceptsLateEnds, refusesEnds, losesCheckpoints, startsTooManyWorkers, givesHeldStepsAgain, ignoresRepeats
        case neverRenews, losesRenewals, takesNothingBack, neverCancels, cancelsInSilence, neverRetries, resolvesInSilence
        case losesResults, mixesUpResults, losesRanges, forgetsHistory, rewritesHistory, countsLossesAsFailures
        case ignoresKeys, ignoresLimits, ignoresScopes, sleepsTooLong, losesStepsGivenBack, hidesFailures
        case losesEvents, neverDelivers, deliversRefusedEvents, settlesNothing, sharesEvents
        // Of the planner.
        case dropsReleases, dropsLastRelease, goesOnAfterFailures, retriesAtOnce, retriesForEver, givesUpAtOnce, takesEveryBranch
        case skipsConvergences, skipsNothing, forgetsBatches, setsNothingAside, retriesForeverInBatches
    }

    private struct State {
        var given: [WorkerID: [ClaimedStep]] = [:]
        var calls = 0
        var refused: [EventRecord] = []
        var released: Set<Lease> = []
    }

    private let store: InMemoryStore
    private let fault: Fault
    private let state = Mutex(State())

    init(_ store: InMemoryStore, _ fault: Fault) {
        self.store = store
        self.fault = fault
    }

    /// True at every so many calls.
    private func now(_ every: Int) -> Bool {
        state.withLock { state in
            state.calls += 1
            return state.calls % every == 0
        }
    }

    // MARK: Runs

    func register(_ graphs: [WorkflowGraph]) async throws {
        guard fault == .startsTooManyWorkers else { return try await store.register(graphs) }
        try await store.register(try graphs.map { try WorkflowGraph(FaultyStore.widened($0.definition)) })
    }

    private static func widened(_ definition: WorkflowDefinition) -> WorkflowDefinition {
        let identity = definition.identity
        let steps = definition.steps.map { step in
            let batch = step.batch.map {
                BatchPolicy(
                    batchSize: $0.batchSize, parallelism: $0.parallelism + 2, cursorField: $0.cursorField,
                    failureStrategy: $0.failureStrategy)
            }
            return StepDefinition(
                step.name, step.kind, dependsOn: step.dependencies, retry: step.retry, worker: step.worker, batch: batch,
                maxWorkers: step.maxWorkers, batchSize: step.batchSize)
        }
        return WorkflowDefinition(
            namespace: identity.namespace, name: identity.name, version: identity.version, fingerprint: definition.fingerprint,
            failurePolicy: definition.failurePolicy, steps: steps)
    }

    func createRun(_ run: NewRun) async throws -> CreatedRun {
        var run = run
        if fault == .ignoresKeys { run.idempotencyKey = nil }
        return try await store.createRun(run)
    }

    func cancel(_ run: RunID) async throws -> Bool {
        switch fault {
        case .neverCancels: return false
        case .cancelsInSilence: return true
        default: return try await store.cancel(run)
        }
    }

    func retry(_ run: RunID, step: String?) async throws -> Bool {
        fault == .neverRetries ? false : try await store.retry(run, step: step)
    }

    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        let result = fault == .losesResults ? nil : result
        return fault == .resolvesInSilence ? true : try await store.resolve(run, step: step, result: result)
    }

    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        try await store.prune(finishedFor: age, limit: limit)
    }

    // MARK: Steps

    func claim(_ request: ClaimRequest) async throws -> Claim {
        var claim = try await store.claim(changed(request))
        if fault == .sleepsTooLong { claim.nextDue = claim.nextDue.map { $0 + .milliseconds(1) } }
        claim.steps = given(claim.steps, to: request)
        return claim
    }

    private func changed(_ request: ClaimRequest) -> ClaimRequest {
        var request = request
        switch fault {
        case .ignoresRepeats: request.isRepeated = false
        case .takesNothingBack: request.lease = .seconds(100_000)
        case .ignoresLimits: request.limit += 1
        case .ignoresScopes:
            request.workflows = ["flow0", "flow1"].map { WorkflowIdentity(namespace: "simulation", name: $0, version: "1.0.0") }
        default: break
        }
        return request
    }

    private func given(_ steps: [ClaimedStep], to request: ClaimRequest) -> [ClaimedStep] {
        var steps = steps
        for index in steps.indices {
            switch fault {
            case .mixesUpResults: steps[index].results.reverse()
            case .losesRanges: steps[index].batch = nil
            case .countsLossesAsFailures: steps[index].failures += steps[index].leaseLosses
            case .hidesFailures: steps[index].batchFailures = [:]
            default: break
            }
        }
        if fault == .givesHeldStepsAgain {
            let others = state.withLock { state in
                state.given[request.worker] = steps
                return state.given.filter { $0.key != request.worker }.values.first ?? []
            }
            if steps.isEmpty, request.limit > 0 { return Array(others.prefix(1)) }
        }
        return steps
    }

    func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        var completions = completions
        for index in completions.indices { change(&completions[index]) }
        if fault == .losesStepsGivenBack, case .ready? = completions.first?.transition.change {
            return Applied(accepted: [true])
        }
        var applied = try await store.apply(completions, claiming: changed(request))
        if fault == .acceptsLateEnds { applied.accepted = applied.accepted.map { _ in true } }
        if fault == .refusesEnds, now(7) { applied.accepted = applied.accepted.map { _ in false } }
        if fault == .deliversRefusedEvents, applied.accepted == [false] {
            state.withLock { $0.refused += completions[0].events }
        }
        applied.claimed = given(applied.claimed, to: request)
        return applied
    }

    private func change(_ completion: inout Completion) {
        var transition = completion.transition
        switch (fault, transition.change) {
        case (.losesEvents, _): if now(3) { completion.events = [] }
        case (.dropsReleases, _): transition.releases = []
        case (.dropsLastRelease, _): if transition.releases.count > 1 { transition.releases.removeLast() }
        case (.goesOnAfterFailures, _): transition.haltsRun = false
        case (.retriesAtOnce, .retrying(let failure, _)): transition.change = .retrying(failure, after: .zero)
        case (.retriesForEver, .failed(let failure)) where transition.batchEnd == nil:
            transition = Transition(position: transition.position, change: .retrying(failure, after: .seconds(1)))
        case (.retriesForeverInBatches, .failed(let failure)) where transition.batchEnd != nil:
            transition = Transition(position: transition.position, change: .retrying(failure, after: .seconds(1)))
        case (.givesUpAtOnce, .retrying(let failure, _)) where transition.batchEnd == nil:
            transition.change = .failed(failure)
        case (.takesEveryBranch, _):
            transition.releases += transition.skips.map { Release(position: $0.position, edge: .taken) }
            transition.skips = []
        case (.skipsConvergences, .succeeded) where !transition.skips.isEmpty:
            transition.releases = transition.releases.map { Release(position: $0.position, edge: .notTaken) }
        case (.skipsNothing, _): transition.skips = []
        case (.forgetsBatches, _): transition.batch = nil
        case (.setsNothingAside, .retrying): transition.batchEnd = nil
        default: break
        }
        completion.transition = transition
    }

    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        switch fault {
        case .neverRenews: return []
        case .losesRenewals: return now(5) ? leases : try await store.renew(leases, by: worker, for: duration)
        default: return try await store.renew(leases, by: worker, for: duration)
        }
    }

    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        if fault == .losesCheckpoints, now(3) { return true }
        return try await store.checkpoint(lease, by: worker, checkpoint)
    }

    // MARK: Events

    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents {
        if fault == .neverDelivers { return ClaimedEvents(events: []) }
        let refused = state.withLock { state in
            let refused = state.refused
            state.refused = []
            return refused
        }
        if let event = refused.first { return ClaimedEvents(events: [event]) }
        var claim = claim
        if fault == .sharesEvents { claim.lease = .zero }
        return try await store.claimEvents(claim)
    }

    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        let isKept = fault == .settlesNothing && now(2)
        let kept = isKept ? deliveries.mapValues { _ in EventDelivery.failed(retryAfter: .zero) } : deliveries
        try await store.settleEvents(kept, by: worker)
    }

    // MARK: Reading

    func fingerprint(of workflow: WorkflowIdentity) async throws -> String? { try await store.fingerprint(of: workflow) }

    func snapshot(of run: RunID) async throws -> RunSnapshot? {
        var snapshot = try await store.snapshot(of: run)
        let entries = snapshot?.history ?? []
        if fault == .forgetsHistory, let index = entries.lastIndex(where: { $0.event == .leaseLost || $0.event == .retrying }) {
            snapshot?.history.remove(at: index)
        }
        if fault == .rewritesHistory, let index = entries.firstIndex(where: { $0.event == .started }) {
            snapshot?.history[index].worker = WorkerID("nobody")
        }
        return snapshot
    }

    func runs(_ query: RunQuery) async throws -> [RunSummary] { try await store.runs(query) }

    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? { try store.recordedResult(of: step, in: run) }

    func workSignals() -> AsyncStream<Void> { store.workSignals() }
    func cancellations() -> AsyncStream<RunID> { store.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> { store.updates(of: run) }
}
