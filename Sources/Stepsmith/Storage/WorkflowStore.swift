/// Where runs live. The engine decides what should happen and the store makes it happen, atomically and durably as far as it can.
///
/// Rules for every store, checked by `StoreContract` in StepsmithTesting:
/// - Each operation is atomic, and may be repeated after a lost answer with no other effect than the first time.
/// - `apply` is fenced: it takes effect only while the step is leased to the same worker under the same token.
/// - The store owns the clock: operations take durations, never a time.
/// - Safe to call from any task.
public protocol WorkflowStore: Sendable {
    /// Makes workflows known, before anything of theirs is created or claimed. Throws `StoreError.fingerprintMismatch` when the
    /// store knows one under another fingerprint.
    func register(_ graphs: [WorkflowGraph]) async throws

    /// Creates a run with all its steps. With a key that the workflow has seen, gives back the earlier run instead.
    func createRun(_ run: NewRun) async throws -> CreatedRun

    /// Leases up to `request.limit` steps that are ready, oldest first, after giving back what lost its lease.
    func claim(_ request: ClaimRequest) async throws -> Claim

    /// Applies transitions, each atomically, then claims for the same worker what `claiming` allows.
    func apply(_ completions: [Completion], claiming: ClaimRequest) async throws -> Applied

    /// Extends leases. Gives back those that are no longer held.
    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease]

    /// Cancels a run: every step that is not finished, and all leases. False when the run was finished already.
    @discardableResult
    func cancel(_ run: RunID) async throws -> Bool

    /// Nil when there is no such run.
    func snapshot(of run: RunID) async throws -> RunSnapshot?

    /// Runs, newest first.
    func runs(_ query: RunQuery) async throws -> [RunSummary]

    /// The result of a finished step, nil when it has none. Synchronous, because handlers ask for ancestors in passing; may wait
    /// for the disk or the network.
    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]?

    /// An element whenever steps may have become claimable other than through the listener's own calls. Elements may be merged; the
    /// stream starts with what happens after the call.
    func workSignals() -> AsyncStream<Void>

    /// Runs that were cancelled, for workers that may be running their steps.
    func cancellations() -> AsyncStream<RunID>

    /// The run's state now and after every change, merged; ends when the run is finished.
    func updates(of run: RunID) -> AsyncStream<RunState>
}

/// Names a worker: one engine in one process.
public struct WorkerID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// A step held by a worker. The token is new for every claim, which is what fences late answers.
public struct Lease: Hashable, Sendable {
    public var run: RunID
    public var position: Int
    public var token: Int

    public init(run: RunID, position: Int, token: Int) {
        self.run = run
        self.position = position
        self.token = token
    }
}

/// What a store cannot do.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownRun(RunID)
    case unknownWorkflow(WorkflowIdentity)
    case fingerprintMismatch(WorkflowIdentity, stored: String, registered: String)

    public var description: String {
        switch self {
        case .unknownRun(let run): return "There is no run \(run) in this store."
        case .unknownWorkflow(let workflow): return "Workflow \(workflow) is not registered with this store."
        case .fingerprintMismatch(let workflow, let stored, let registered):
            return "Workflow \(workflow) was changed without a new version: the store knows it as \(stored) and this program "
                + "registers \(registered). Give the spec a new version, or finish the old runs first."
        }
    }
}
