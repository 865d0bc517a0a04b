import GRDB
import GRDBSQLite
import Stepsmith
import Synchronization

/// What the one writer of a store knows. Scheduling is done by the tables that the in-memory store has, too; here they hold the unfinished
/// runs that were needed so far, and what an operation changes in them is written to the file before anyone hears of it.
///
/// Used on the queue of the writing connection alone.
final class Ledger {
    let database: Database
    let statements: Statements
    let clock: any EngineClock
    let presence: Presence
    let catalog: CatalogBox

    var tables = InMemoryTables()
    let changes = InMemoryChanges()
    /// The workflows of runs in the tables, by the tables' own objects.
    var stored: [ObjectIdentifier: StoredWorkflow] = [:]
    /// The runs in the tables by their number.
    var cached: [Int: InMemoryRun] = [:]
    /// How far each workflow's unfinished runs are in the tables.
    var cursors: [WorkflowIdentity: Cursor] = [:]
    var hasLoadedLeases = false
    var nextNumber: Int?
    /// Agreed on with other processes when this one joins them.
    var timeline: Timeline

    // MARK: Of the transaction

    var moment: InMemoryTables.Moment
    var touched: [TouchedRun] = []
    var news = News()
    /// Finished runs that an operation looked at.
    var visitors: [InMemoryRun] = []

    // MARK: Other processes

    var peers: [Peer] = []
    var dataVersion: Int64?
    var revision: Int64 = 0

    private var durability = Durability.full

    init(_ database: Database, clock: any EngineClock, presence: Presence, catalog: CatalogBox) {
        self.database = database
        self.clock = clock
        self.presence = presence
        self.catalog = catalog
        statements = Statements(database)
        moment = InMemoryTables.Moment(now: clock.now, uptime: clock.uptime.wholeNanoseconds)
        timeline = Timeline(beginningAt: moment)
    }

    deinit { tables.empty() }

    var reader: RunReader {
        RunReader(statement: { [statements] in try statements[$0] }, timeline: timeline, uptime: moment.uptime)
    }

    // MARK: Transactions

    /// Runs jobs in one transaction. What they answer is given out when it is committed. Gives back what to tell listeners; throws why
    /// nothing of it was recorded.
    func commit(_ jobs: [Job]) throws -> News {
        do {
            moment = InMemoryTables.Moment(now: clock.now, uptime: clock.uptime.wholeNanoseconds)
            let isRelaxed = jobs.allSatisfy(\.isRelaxed) && tables.leases.earliestEnd > moment.uptime
            try set(isRelaxed ? .relaxed : .full)
            try statements.begin.run()
            try refresh()
            for job in jobs { try job.run(self) }
            try writeChanges()
            try writeCommit()
            try statements.commit.run()
        } catch {
            reset()
            throw error
        }
        return finish()
    }

    private func set(_ wanted: Durability) throws {
        if wanted == durability { return }
        try execute(wanted.sql)
        durability = wanted
    }

    private func execute(_ sql: String) throws {
        let code = sqlite3_exec(database.sqliteConnection, sql, nil, nil, nil)
        if code != SQLITE_OK {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: sql)
        }
    }

    /// What is in memory may be ahead of the file: it is forgotten, and read again when it is needed.
    private func reset() {
        if sqlite3_get_autocommit(database.sqliteConnection) == 0 { try? execute("ROLLBACK") }
        forgetRuns()
        catalog.empty()
        peers = []
        dataVersion = nil
        nextNumber = nil
        touched.removeAll()
        visitors.removeAll()
        news = News()
    }

    /// They are read again when they are needed.
    func forgetRuns() {
        changes.clear()
        tables.empty()
        tables.holder = presence.id
        stored.removeAll()
        cached.removeAll()
        cursors.removeAll()
        hasLoadedLeases = false
    }

    private func finish() -> News {
        for touched in touched {
            news.changed.append(News.Change(run: touched.run.id, state: touched.run.state))
            if touched.run.state.isFinished { drop(touched.run) }
        }
        for run in visitors where run.state.isFinished { drop(run) }
        touched.removeAll(keepingCapacity: true)
        visitors.removeAll(keepingCapacity: true)
        defer { news = News() }
        if !peers.isEmpty, news.isRecorded { news.peers = peers.map(\.socketPath) }
        return news
    }

    func drop(_ run: InMemoryRun) {
        if cached.removeValue(forKey: run.number) != nil { tables.drop(run) }
    }
}

/// What a transaction has to tell.
struct News: Sendable {
    struct Change: Sendable {
        var run: RunID
        var state: RunState
    }

    var hasWork = false
    var changed: [Change] = []
    var cancelled: [RunID] = []
    /// There is a record of it for others.
    var isRecorded = false
    /// Who else has to hear of it.
    var peers: [String] = []
}

/// How far a workflow's unfinished runs were taken into the tables, by their numbers.
struct Cursor {
    var last = 0
    /// There are none beyond.
    var isComplete = false
}

/// Another process that has the file open.
struct Peer {
    var id: Int
    var lockPath: String
    var socketPath: String
    var timeline: Timeline
}

/// The catalog, shared with readers.
final class CatalogBox: Sendable {
    private let catalog = Mutex(WorkflowCatalog())

    subscript(identity: WorkflowIdentity) -> StoredWorkflow? { catalog.withLock { $0[identity] } }
    subscript(id: Int64) -> StoredWorkflow? { catalog.withLock { $0.byID[id] } }
    func add(_ workflow: StoredWorkflow) { catalog.withLock { $0.add(workflow) } }
    func empty() { catalog.withLock { $0 = WorkflowCatalog() } }
}
