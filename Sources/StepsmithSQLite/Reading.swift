import GRDB
import Stepsmith

/// Answers questions from one of the connections that read, beside the writer.
struct Reading {
    private let database: Database
    private let catalog: CatalogBox
    private let reader: RunReader
    private let moment: InMemoryTables.Moment

    init(_ database: Database, _ catalog: CatalogBox, _ clock: any EngineClock, _ timeline: Timeline) {
        self.database = database
        self.catalog = catalog
        moment = InMemoryTables.Moment(now: clock.now, uptime: clock.uptime.wholeNanoseconds)
        reader = RunReader(
            statement: { try PreparedStatement($0, cachedIn: database) }, timeline: timeline, uptime: moment.uptime)
    }

    private func prepare(_ sql: Query) throws -> PreparedStatement { try PreparedStatement(sql, cachedIn: database) }

    private func workflow(_ id: Int64) throws -> StoredWorkflow {
        if let known = catalog[id] { return known }
        let statement = try prepare(.findWorkflowByID)
        statement.bind(1, id)
        guard let found = try statement.first({ try StoredWorkflow(statement) }) else {
            throw DamagedFile("a run is of workflow \(id), which is not there")
        }
        return found
    }

    func fingerprint(of workflow: WorkflowIdentity) throws -> String? {
        let statement = try prepare(.findWorkflow)
        statement.bind(1, workflow.namespace)
        statement.bind(2, workflow.name)
        statement.bind(3, workflow.version)
        return try statement.first { try StoredWorkflow(statement).fingerprint }
    }

    func head(of run: RunID) throws -> RunHead? {
        let statement = try prepare(.runHead)
        statement.bind(1, run.rawValue)
        return try statement.first { try RunHead(statement) }
    }

    func summary(of run: RunID) throws -> RunSummary? {
        try head(of: run).map { $0.summary(try workflow($0.workflow).identity) }
    }

    func snapshot(of run: RunID) throws -> RunSnapshot? {
        let statement = try prepare(.findRun)
        statement.bind(1, run.rawValue)
        guard let (head, input) = try statement.first({ (try RunHead(statement), statement.bytes(8)) }) else { return nil }
        let stored = try workflow(head.workflow)
        let restored = try reader.restore(head, input: input, stored, as: InMemoryWorkflow(stored.graph))
        restored.run.restore(try reader.history(of: head.number, stored))
        return restored.run.snapshot(uptime: moment.uptime, now: moment.now)
    }

    func results(of steps: [String], in run: RunID) throws -> [String: [UInt8]] {
        guard let head = try head(of: run) else { throw StoreError.unknownRun(run) }
        let stored = try workflow(head.workflow)
        var results: [String: [UInt8]] = [:]
        for step in steps {
            guard let position = stored.graph.position(of: step) else { continue }
            let key = Schema.key(ofStep: stored.stored(position), in: head.number)
            if stored.graph.definition.steps[position].kind == .batchWorker {
                results[step] = try self.results(ofBatch: key, in: head.number)
            } else {
                results[step] = try result(of: key)
            }
        }
        return results
    }

    private func result(of key: Int64) throws -> [UInt8]? {
        let statement = try prepare(.result)
        statement.bind(1, key)
        return try statement.first { statement.optionalBytes(0) } ?? nil
    }

    private func results(ofBatch key: Int64, in run: Int) throws -> [UInt8]? {
        let batch = try prepare(.batch)
        batch.bind(1, key)
        let found = try batch.first { batch.optionalInt64(0).map { (first: Int($0), count: batch.int(1)) } } ?? nil
        // A mould that was settled by hand has no workers.
        guard let found else { return try result(of: key) }
        let statement = try prepare(.results)
        statement.bind(1, Schema.key(ofStep: found.first, in: run))
        statement.bind(2, Schema.key(ofStep: found.first + found.count, in: run) - 1)
        var results: [[UInt8]] = []
        try statement.forEachRow { if let result = statement.optionalBytes(0) { results.append(result) } }
        return ResultArray.text(of: results)
    }

    // MARK: Lists

    func runs(_ query: RunQuery) throws -> [RunSummary] {
        var before: Int?
        if let id = query.before {
            let statement = try prepare(.numberOfRun)
            statement.bind(1, id.rawValue)
            before = try statement.first { statement.int(0) } ?? 0
        }
        let limit = max(0, query.limit)
        let heads: [RunHead]
        if query.state == nil, query.namespace == nil, query.workflow == nil {
            heads = try newest(before: before, limit)
        } else {
            heads = try newest(query, before: before, limit)
        }
        return try heads.map { $0.summary(try workflow($0.workflow).identity) }
    }

    private func newest(before: Int?, _ limit: Int) throws -> [RunHead] {
        let statement = try prepare(before == nil ? .newest : .newestBefore)
        if let before { statement.bind(1, before) }
        statement.bind(before == nil ? 1 : 2, limit)
        return try heads(statement)
    }

    /// The newest of each workflow and state asked for, put together: each is a walk along an index, however many runs there are.
    private func newest(_ query: RunQuery, before: Int?, _ limit: Int) throws -> [RunHead] {
        var found: [RunHead] = []
        let states = query.state.map { [$0] } ?? RunState.allCases
        let statement = try prepare(before == nil ? .inState : .inStateBefore)
        for workflow in try workflows(query) {
            for state in states {
                statement.bind(1, workflow)
                statement.bind(2, state.text)
                if let before { statement.bind(3, before) }
                statement.bind(before == nil ? 3 : 4, limit)
                found += try heads(statement)
            }
        }
        return Array(found.sorted { $0.number > $1.number }.prefix(limit))
    }

    private func workflows(_ query: RunQuery) throws -> [Int64] {
        var ids: [Int64] = []
        let statement = try prepare(.listWorkflows)
        try statement.forEachRow {
            if let namespace = query.namespace, statement.text(1) != namespace { return }
            if let name = query.workflow, statement.text(2) != name { return }
            ids.append(statement.int64(0))
        }
        return ids
    }

    private func heads(_ statement: PreparedStatement) throws -> [RunHead] {
        var heads: [RunHead] = []
        try statement.forEachRow { heads.append(try RunHead(statement)) }
        return heads
    }
}
