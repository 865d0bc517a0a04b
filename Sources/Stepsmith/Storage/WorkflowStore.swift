/// Where runs live. The engine decides what should happen and the store makes it happen, atomically and durably as far
/// as it can.
///
/// Rules for every store, checked by `StoreContract` in StepsmithTesting:
/// - Each operation is atomic, and may be repeated after a lost answer with no other effect than the first time.
/// - `apply` is fenced: it takes effect only while the step is leased to the same worker under the same token.
/// - The store owns the clock: operations take durations, never a time.
/// - Safe to call from any task.
public protocol WorkflowStore: Sendable {
    /// Makes workflows known, before anything of theirs is created or claimed. Throws `StoreError.fingerprintMismatch`,
    /// and registers none of them, when the store knows one under another fingerprint.
    func register(_ graphs: [WorkflowGraph]) async throws

    /// The fingerprint that a workflow's version was registered with; nil for one that the store does not know.
    func fingerprint(of workflow: WorkflowIdentity) async throws -> String?

    /// Creates a run with all its steps. With a key that the workflow has seen, in any version, gives back the earlier
    /// run instead.
    func createRun(_ run: NewRun) async throws -> CreatedRun

    /// Leases up to `request.limit` steps that are ready, oldest first, after taking back what lost its lease.
    func claim(_ request: ClaimRequest) async throws -> Claim

    /// Applies transitions, each atomically, then claims for the same worker what `claiming` allows: first what the
    /// transitions made ready, then whatever else waits.
    func apply(_ completions: [Completion], claiming: ClaimRequest) async throws -> Applied

    /// Extends leases. Gives back those that are no longer held.
    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease]

    /// Saves how far a step has come, under its lease, in place of an earlier checkpoint: JSON text of a `Checkpoint`.
    /// False when the lease is lost; then nothing is saved.
    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool

    /// Leases up to `claim.limit` events of the outbox that wait for delivery, oldest first.
    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents

    /// Ends deliveries. One whose lease has ended since still leaves the outbox when it was delivered.
    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws

    /// Cancels a run: every step that is not finished, and all leases. False when the run was finished already,
    /// cancelled or otherwise. Throws `StoreError.unknownRun`.
    @discardableResult
    func cancel(_ run: RunID) async throws -> Bool

    /// Has a failed run go on: its failed steps, or the one named, become ready with all their attempts before them.
    /// False when the run has not failed, or the step has not. Throws `StoreError.unknownRun` and `.unknownStep`.
    @discardableResult
    func retry(_ run: RunID, step: String?) async throws -> Bool

    /// Settles a step by hand, with a result or without, and has its run go on as if the step had succeeded; a handler
    /// that is running it loses its lease. False when the step has settled otherwise than by failing, or its run was
    /// cancelled or has succeeded. Throws `StoreError.unknownRun`, `.unknownStep`, and `.unresolvable` for a step that
    /// decides more than its result.
    @discardableResult
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool

    /// Deletes up to `limit` runs that finished longer ago than `age`, the oldest first, with all that belongs to them;
    /// events that wait for delivery stay. Gives back how many.
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int

    /// Nil when there is no such run.
    func snapshot(of run: RunID) async throws -> RunSnapshot?

    /// The run without its steps; nil when there is no such run. A store may leave it to the snapshot.
    func summary(of run: RunID) async throws -> RunSummary?

    /// Runs, newest first.
    func runs(_ query: RunQuery) async throws -> [RunSummary]

    /// The recorded results of these steps of the definition, as JSON text; a step without one is left out. A batch
    /// worker's are an array, in the order of their ranges, of those that succeeded. Throws `StoreError.unknownRun`. A
    /// store may leave it to the snapshot.
    func results(of steps: [String], in run: RunID) async throws -> [String: [UInt8]]

    /// The same for one step, nil when it has none. Synchronous, because handlers ask for ancestors in passing; may wait
    /// for the disk or the network. Throws `StoreError.unknownRun`.
    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]?

    /// An element whenever steps may have become claimable, or come to be due at a time, other than through the
    /// listener's own calls. Elements may be merged; the stream starts with what happens after the call.
    func workSignals() -> AsyncStream<Void>

    /// Runs that were cancelled, for workers that may be running their steps.
    func cancellations() -> AsyncStream<RunID>

    /// The run's state now and after every change of it or its steps, merged; ends when the run is finished, and at
    /// once when there is no such run.
    func updates(of run: RunID) -> AsyncStream<RunState>

    /// The same for those changes only that `scope` takes in. A store that cannot tell them apart gives them all.
    func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState>
}

/// Which changes of a run a listener wants to hear of.
public enum UpdateScope: Sendable {
    /// Of the run's own state.
    case run
    /// Of any of its steps too.
    case steps
}

extension WorkflowStore {
    public func summary(of run: RunID) async throws -> RunSummary? { try await snapshot(of: run).map(RunSummary.init) }

    public func results(of steps: [String], in run: RunID) async throws -> [String: [UInt8]] {
        guard let snapshot = try await snapshot(of: run) else { throw StoreError.unknownRun(run) }
        var results: [String: [UInt8]] = [:]
        for step in steps { results[step] = snapshot.result(of: step) }
        return results
    }

    public func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState> { updates(of: run) }
}
