internal import Dispatch
internal import GRDB
public import Stepsmith
internal import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps runs in a SQLite file, where they survive the end of the process, however it comes, and the loss of power.
///
///     let store = try SQLiteStore(path: "runs.sqlite")
///     let engine = try Engine(store: store, workflows: […])
///
/// What an operation answers is on the disk. Operations that come together are committed together, so that many cost little more than
/// one. Only claims, renewed leases and handed-out events are not waited for: they outlive the process, and mean nothing when the power
/// was lost.
///
/// Several processes, and several stores of one, may open one file; they share the work and wake each other. A process that dies
/// loses its leases when another one looks for work, and at the latest when they end. The file must be on a disk of this machine:
/// network file systems cannot lock it. Beside it are its `-wal` and `-shm`, and while a store is open two small files
/// `-worker-*` that tell others that it is alive.
///
/// When the file cannot be written, because its disk is full or broken, operations throw `StoreError.unavailable`, which says what
/// to do, and nothing is recorded; the engine tries again. Safe to use from any task.
public final class SQLiteStore: WorkflowStore {
    /// Where the file is.
    public let path: String
    let pool: DatabasePool
    private let file: OpenFile
    let presence: Presence
    private let writer: Writer
    private let listeners: StoreListeners
    private let catalog = CatalogBox()
    private let clock: any EngineClock
    private let hearing: Hearing
    private let isEnded = Atomic(false)
    private let longReads = DispatchQueue(label: "stepsmith.reads")

    /// Opens the file, or creates it in a folder that is there. Throws `SQLiteStoreError`, without having touched it, for a file
    /// that is no store, is damaged, was written by a newer version, or cannot be written.
    public convenience init(path: String, clock: any EngineClock = SystemClock()) throws {
        try self.init(path: path, clock: clock, presence: nil)
    }

    /// - Parameter presence: of a store on the same file that was closed and kept it: this one holds the same leases.
    init(path: String, clock: any EngineClock, presence known: Presence?) throws {
        let path = SQLiteStore.absolute(path)
        self.path = path
        self.clock = clock
        let (listeners, catalog) = (StoreListeners(), catalog)
        self.listeners = listeners
        (pool, file) = try OpenFile.whileNobodyElseOpens {
            let pool = try StoreFile.open(path)
            return (pool, OpenFile(path))
        }
        let presence = try known ?? Presence(beside: path)
        self.presence = presence
        writer = Writer(pool, path: path) { database in
            Ledger(database, clock: clock, presence: presence, catalog: catalog)
        } announce: { news in
            listeners.announce(news)
            presence.ring(news.peers)
        }
        hearing = Hearing(pool, listeners)
        try writer.performAndWait { try $0.join() }
        hearing.begin(presence)
    }

    deinit { try? end(keepingPresence: false) }

    /// Lets go of the file, after all that waits is recorded. Whatever this store has leased is free for others at once, so shut the
    /// engine down first. What is called later throws. Closing again does nothing.
    public func close() throws { try end(keepingPresence: false) }

    func end(keepingPresence: Bool) throws {
        if isEnded.exchange(true, ordering: .acquiringAndReleasing) { return }
        if !keepingPresence { try? writer.performAndWait { try $0.leave() } }
        presence.onRing(nil)
        writer.close()
        // A reader cannot empty the WAL: the writer has to be the last to go.
        pool.invalidateReadOnlyConnections()
        defer { if !keepingPresence { presence.release() } }
        try pool.close()
    }

    private static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    // MARK: Workers

    public func register(_ graphs: [WorkflowGraph]) async throws { try await writer.perform { try $0.register(graphs) } }

    public func createRun(_ run: NewRun) async throws -> CreatedRun { try await writer.perform { try $0.create(run) } }

    public func claim(_ request: ClaimRequest) async throws -> Claim {
        try await writer.perform(isRelaxed: true) { try $0.claim(request) }
    }

    public func apply(_ completions: [Completion], claiming request: ClaimRequest) async throws -> Applied {
        try await writer.perform { try $0.apply(completions, claiming: request) }
    }

    public func renew(_ leases: [Lease], by worker: WorkerID, for duration: Duration) async throws -> [Lease] {
        try await writer.perform(isRelaxed: true) { try $0.renew(leases, by: worker, for: duration) }
    }

    public func checkpoint(_ lease: Lease, by worker: WorkerID, _ checkpoint: [UInt8]) async throws -> Bool {
        try await writer.perform { try $0.checkpoint(lease, by: worker, checkpoint) }
    }

    public func claimEvents(_ claim: EventClaim) async throws -> ClaimedEvents {
        try await writer.perform(isRelaxed: true) { try $0.claimEvents(claim) }
    }

    public func settleEvents(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) async throws {
        try await writer.perform { try $0.settle(deliveries, by: worker) }
    }

    // MARK: Operators

    public func cancel(_ run: RunID) async throws -> Bool { try await writer.perform { try $0.cancel(run) } }

    public func retry(_ run: RunID, step: String?) async throws -> Bool {
        try await writer.perform { try $0.retry(run, step: step) }
    }

    public func resolve(_ run: RunID, step: String, result: [UInt8]?) async throws -> Bool {
        try await writer.perform { try $0.resolve(run, step: step, result: result) }
    }

    /// In transactions of some runs each, between which other work goes on; then gives the space back to the disk.
    public func prune(finishedFor age: Duration, limit: Int) async throws -> Int {
        let end = clock.now.advanced(by: .zero - age)
        var pruned = 0
        while pruned < limit {
            let part = min(limit - pruned, 100)
            let count = try await writer.perform { try $0.prune(finishedBy: end, limit: part) }
            pruned += count
            if count > 0 { try await giveSpaceBack() }
            if count < part { break }
        }
        return pruned
    }

    private func giveSpaceBack() async throws {
        try await writer.maintain("PRAGMA incremental_vacuum(4096)")
    }

    // MARK: Readers

    public func snapshot(of run: RunID) async throws -> RunSnapshot? { try await readAtLength { try $0.snapshot(of: run) } }
    public func runs(_ query: RunQuery) async throws -> [RunSummary] { try await readAtLength { try $0.runs(query) } }
    public func fingerprint(of workflow: WorkflowIdentity) async throws -> String? {
        try readFew { try $0.fingerprint(of: workflow) }
    }

    public func summary(of run: RunID) async throws -> RunSummary? { try readFew { try $0.summary(of: run) } }

    public func results(of steps: [String], in run: RunID) async throws -> [String: [UInt8]] {
        try readFew { try $0.results(of: steps, in: run) }
    }

    public func recordedResult(of step: String, in run: RunID) throws -> [UInt8]? {
        try readFew { try $0.results(of: [step], in: run)[step] }
    }

    /// On the caller's thread. Readers wait for nobody, and a few rows are read sooner than another thread is woken. Never mixed with
    /// the pool's asynchronous reads: those hold a connection while they wait for a thread, and all threads may wait for a connection.
    private func read<Answer>(_ body: (Reading) throws -> Answer) throws -> Answer {
        try explaining { try pool.read { try body(Reading($0, catalog, clock, presence.timeline)) } }
    }

    /// For a few rows that are written once, or one that changes: these need no transaction, which costs as much as they do.
    private func readFew<Answer>(_ body: (Reading) throws -> Answer) throws -> Answer {
        try explaining { try pool.unsafeRead { try body(Reading($0, catalog, clock, presence.timeline)) } }
    }

    private func explaining<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch {
            throw error is StoreError ? error : StoreError.unavailable(Unavailability.text(error, path))
        }
    }

    /// On a thread that may be busy with it for a while.
    private func readAtLength<Answer: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            longReads.async { continuation.resume(with: Result { try self.read(body) }) }
        }
    }

    // MARK: Listening

    public func workSignals() -> AsyncStream<Void> { listeners.workSignals() }
    public func cancellations() -> AsyncStream<RunID> { listeners.cancellations() }
    public func updates(of run: RunID) -> AsyncStream<RunState> { updates(of: run, .steps) }

    public func updates(of run: RunID, _ scope: UpdateScope) -> AsyncStream<RunState> {
        listeners.updates(of: run, scope) { try? readFew { try $0.head(of: run)?.state } }
    }
}

extension StoreListeners {
    func announce(_ news: News) {
        for run in news.cancelled { signalCancellation(run) }
        for change in news.changed { signal(change.run, change.state, change.state.isFinished ? .run : .steps) }
        if news.hasWork { signalWork() }
    }
}
