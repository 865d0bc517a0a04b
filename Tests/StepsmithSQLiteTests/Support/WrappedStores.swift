import Stepsmith
import Synchronization

@testable import StepsmithSQLite

/// A store whose every operation goes to another one.
protocol WrappedStore: WorkflowStore {
    func using<Answer: Sendable>(_ body: @Sendable (SQLiteStore) async throws -> Answer) async throws -> Answer
    func usingNow<Answer>(_ body: (SQLiteStore) throws -> Answer) throws -> Answer
    /// Open all the time.
    var listening: SQLiteStore { get }
}

extension WrappedStore {
    func register(_ graphs: [WorkflowGraph]) async throws { try await using { try await $0.register(graphs) } }
    func createRun(_ run: NewRun) async throws -> CreatedRun { try await using { try await $0.createRun(run) } }
    func claim(_ request: ClaimRequest) async throws -> Claim { try await using { try await $0.claim(request) } }
    func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        try await using { try await $0.apply(completions, claiming: request) }
    }
    func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        try await using { try await $0.renew(leases, by: worker, for: duration) }
    }
    func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        try await using { try await $0.checkpoint(lease, by: worker, checkpoint) }
    }
    func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents { try await using { try await $0.claimEvents(claim) } }
    func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        try await using { try await $0.settleEvents(deliveries, by: worker) }
    }
    func cancel(_ run: RunID) async throws -> Bool { try await using { try await $0.cancel(run) } }
    func retry(_ run: RunID, step: String?) async throws -> Bool { try await using { try await $0.retry(run, step: step) } }
    func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await using { try await $0.resolve(run, step: step, result: result) }
    }
    func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        try await using { try await $0.prune(finishedFor: age, limit: limit) }
    }
    func snapshot(of run: RunID) async throws -> RunSnapshot? { try await using { try await $0.snapshot(of: run) } }
    func fingerprint(of workflow: WorkflowIdentity) async throws -> String? {
        try await using { try await $0.fingerprint(of: workflow) }
    }
    func summary(of run: RunID) async throws -> RunSummary? { try await using { try await $0.summary(of: run) } }
    func runs(_ query: RunQuery) async throws -> [RunSummary] { try await using { try await $0.runs(query) } }
    func results(of steps: [String], in run: RunID) async throws -> [String: [UInt8]] {
        try await using { try await $0.results(of: steps, in: run) }
    }
    func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        try usingNow { try $0.recordedResult(of: step, in: run) }
    }
    func workSignals() -> AsyncStream<Void> { listening.workSignals() }
    func cancellations() -> AsyncStream<RunID> { listening.cancellations() }
    func updates(of run: RunID) -> AsyncStream<RunState> { listening.updates(of: run) }
    func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState> { listening.updates(of: run, scope) }
}

/// Closes the file and opens it again before every operation, as one living process would. What others hear comes by way of another
/// store on the file.
final class ReopeningStore: WrappedStore {
    let listening: SQLiteStore
    private let path: String
    private let clock: any EngineClock
    private let store: Mutex<SQLiteStore>
    private let turn = Turn()

    init(path: String, clock: any EngineClock) throws {
        self.path = path
        self.clock = clock
        listening = try SQLiteStore(path: path, clock: clock)
        store = Mutex(try SQLiteStore(path: path, clock: clock))
    }

    func using<Answer: Sendable>(_ body: @Sendable (SQLiteStore) async throws -> Answer) async throws -> Answer {
        await turn.take()
        defer { turn.give() }
        return try await body(try reopened())
    }

    func usingNow<Answer>(_ body: (SQLiteStore) throws -> Answer) throws -> Answer { try body(try reopened()) }

    private func reopened() throws -> SQLiteStore {
        try store.withLock { store in
            let presence = store.presence
            try store.end(keepingPresence: true)
            store = try SQLiteStore(path: path, clock: clock, presence: presence)
            return store
        }
    }
}

/// Two stores on one file, used in turn.
final class AlternatingStore: WrappedStore {
    let listening: SQLiteStore
    private let other: SQLiteStore
    private let count = Atomic(0)

    init(path: String, clock: any EngineClock) throws {
        listening = try SQLiteStore(path: path, clock: clock)
        other = try SQLiteStore(path: path, clock: clock)
    }

    private var next: SQLiteStore { count.add(1, ordering: .relaxed).newValue % 2 == 0 ? listening : other }

    func using<Answer: Sendable>(_ body: @Sendable (SQLiteStore) async throws -> Answer) async throws -> Answer {
        try await body(next)
    }

    func usingNow<Answer>(_ body: (SQLiteStore) throws -> Answer) throws -> Answer { try body(next) }
}

/// Lets one task at a time go on.
final class Turn: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                defer { state.isTaken = true }
                if state.isTaken { state.waiting.append(continuation) }
                return !state.isTaken
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state in
            if state.waiting.isEmpty { state.isTaken = false }
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
        }
        next?.resume()
    }
}
