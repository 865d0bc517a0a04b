public import Stepsmith

/// A store with someone in between: to count calls, to delay them, to lose a request (throw before) or its answer
/// (throw after).
///
/// Safe to use from any task when its closures are.
public struct InterceptedStore: WorkflowStore {
    public enum Operation: Sendable, Hashable, CaseIterable {
        case register, createRun, claim, apply, renew, checkpoint, cancel, retry, resolve, prune, events, read
    }

    public enum Moment: Sendable, Hashable {
        case before, after
    }

    public typealias Interceptor = @Sendable (Operation, Moment) async throws -> Void

    public let base: any WorkflowStore
    private let intercept: Interceptor

    public init(_ base: any WorkflowStore, _ intercept: @escaping Interceptor) {
        self.base = base
        self.intercept = intercept
    }

    private func around<Answer>(_ operation: Operation, _ body: () async throws -> Answer) async throws -> Answer {
        try await intercept(operation, .before)
        let answer = try await body()
        try await intercept(operation, .after)
        return answer
    }

    public func register(_ graphs: [WorkflowGraph]) async throws {
        try await around(.register) { try await base.register(graphs) }
    }

    public func createRun(_ run: NewRun) async throws -> CreatedRun {
        try await around(.createRun) { try await base.createRun(run) }
    }

    public func claim(_ request: ClaimRequest) async throws -> Claim {
        try await around(.claim) { try await base.claim(request) }
    }

    public func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        try await around(.apply) { try await base.apply(completions, claiming: request) }
    }

    public func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        try await around(.renew) { try await base.renew(leases, by: worker, for: duration) }
    }

    public func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        try await around(.checkpoint) { try await base.checkpoint(lease, by: worker, checkpoint) }
    }

    public func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents {
        try await around(.events) { try await base.claimEvents(claim) }
    }

    public func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        try await around(.events) { try await base.settleEvents(deliveries, by: worker) }
    }

    public func cancel(_ run: RunID) async throws -> Bool { try await around(.cancel) { try await base.cancel(run) } }

    public func retry(_ run: RunID, step: String?) async throws -> Bool {
        try await around(.retry) { try await base.retry(run, step: step) }
    }

    public func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await around(.resolve) { try await base.resolve(run, step: step, result: result) }
    }

    public func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        try await around(.prune) { try await base.prune(finishedFor: age, limit: limit) }
    }

    public func snapshot(of run: RunID) async throws -> RunSnapshot? {
        try await around(.read) { try await base.snapshot(of: run) }
    }

    public func fingerprint(of workflow: WorkflowIdentity) async throws -> String? {
        try await around(.read) { try await base.fingerprint(of: workflow) }
    }

    public func summary(of run: RunID) async throws -> RunSummary? {
        try await around(.read) { try await base.summary(of: run) }
    }

    public func runs(_ query: RunQuery) async throws -> [RunSummary] { try await around(.read) { try await base.runs(query) } }

    public func results(of steps: [String], in run: RunID) async throws -> [String: [UInt8]] {
        try await around(.read) { try await base.results(of: steps, in: run) }
    }

    public func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        try base.recordedResult(of: step, in: run)
    }

    public func workSignals() -> AsyncStream<Void> { base.workSignals() }
    public func cancellations() -> AsyncStream<RunID> { base.cancellations() }
    public func updates(of run: RunID) -> AsyncStream<RunState> { base.updates(of: run) }
    public func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState> { base.updates(of: run, scope) }
}
