import Stepsmith

extension Ledger {
    /// How many runs are taken from the file at once.
    private static let page = 64
    /// New runs stay in the file while so many steps of their workflow wait in memory.
    private static let queueLimit = 1024

    /// The run in the tables, taken there if need be; nil when there is none.
    func run(_ id: RunID) throws -> InMemoryRun? {
        if let run = tables.runs[id] { return run }
        let statement = try statements[.findRun]
        statement.bind(1, id.rawValue)
        return try restore(from: statement)
    }

    private func restore(from statement: PreparedStatement) throws -> InMemoryRun? {
        guard let (head, input) = try statement.first({ (try RunHead(statement), statement.bytes(8)) }) else { return nil }
        let stored = try workflow(head.workflow)
        let restored = try reader.restore(head, input: input, stored, as: tabled(stored))
        tables.adopt(restored.run, leases: restored.leases, changes: changes, at: moment)
        cached[head.number] = restored.run
        if head.state.isFinished { visitors.append(restored.run) }
        return restored.run
    }

    private func restore(_ number: Int) throws {
        if cached[number] != nil { return }
        let statement = try statements[.findRunByNumber]
        statement.bind(1, number)
        _ = try restore(from: statement)
    }

    // MARK: New runs

    func create(_ new: NewRun) throws -> CreatedRun {
        let identity = new.workflow
        if let key = new.idempotencyKey, let earlier = try run(under: key, of: identity) {
            return CreatedRun(id: earlier, isNew: false)
        }
        if try isKnown(new.id) { return CreatedRun(id: new.id, isNew: false) }
        let workflow = try workflow(identity)
        if let fingerprint = new.fingerprint, workflow.fingerprint != fingerprint {
            throw StoreError.fingerprintMismatch(identity, stored: workflow.fingerprint, registered: fingerprint)
        }
        let number = try number()
        // Behind runs that are not in the tables yet, a new one has to wait in the file, too, whichever workflows they are of.
        let isKept =
            cursors[identity] != nil && cursors.values.allSatisfy(\.isComplete)
            && tables.queuedCount(of: identity) < Ledger.queueLimit
        let run = tables.add(
            new, number: number, of: tabled(workflow), isKept: isKept, changes: changes, at: moment)
        if isKept {
            cached[number] = run
            cursors[identity]?.last = number
        } else {
            cursors[identity]?.isComplete = false
        }
        // What follows may look for it in the file.
        try writeChanges()
        news.hasWork = true
        return CreatedRun(id: new.id, isNew: true)
    }

    private func run(under key: String, of identity: WorkflowIdentity) throws -> RunID? {
        let statement = try statements[.findKey]
        statement.bind(1, identity.namespace)
        statement.bind(2, identity.name)
        statement.bind(3, key)
        return try statement.first { RunID(statement.text(0)) }
    }

    private func isKnown(_ id: RunID) throws -> Bool {
        if tables.runs[id] != nil { return true }
        let statement = try statements[.numberOfRun]
        statement.bind(1, id.rawValue)
        return try statement.first { true } ?? false
    }

    private func number() throws -> Int {
        let number: Int
        if let next = nextNumber {
            number = next
        } else {
            let statement = try statements[.lastNumber]
            number = (try statement.first { statement.int(0) } ?? 0) + 1
        }
        nextNumber = number + 1
        return number
    }

    // MARK: Unfinished runs, as claims need them

    /// Every run with a step that someone is working on: as many as are worked on, however many wait.
    func loadLeased() throws {
        if hasLoadedLeases { return }
        hasLoadedLeases = true
        var runs: Set<Int> = []
        let statement = try statements[.leasedSteps]
        try statement.forEachRow { runs.insert(Schema.run(of: statement.int64(0))) }
        for run in runs.sorted() { try restore(run) }
    }

    /// Takes more unfinished runs of these workflows into the tables, oldest first; false when there are none.
    func loadMore(of identities: [WorkflowIdentity]) throws -> Bool {
        var pages: [(identity: WorkflowIdentity, numbers: [Int])] = []
        // A full page may be followed by runs that are older than those of another workflow's.
        var bound = Int.max
        for identity in identities where cursors[identity]?.isComplete != true {
            guard let workflow = try find(identity) else { continue }
            _ = tabled(workflow)
            try writeChanges()
            let numbers = try openRuns(of: workflow, after: cursors[identity]?.last ?? 0)
            pages.append((identity, numbers))
            if numbers.count == Ledger.page, let last = numbers.last { bound = min(bound, last) }
        }
        var isAny = false
        for number in pages.flatMap(\.numbers).sorted() where number <= bound {
            try restore(number)
            isAny = true
        }
        for (identity, numbers) in pages {
            var cursor = cursors[identity] ?? Cursor()
            cursor.last = numbers.last { $0 <= bound } ?? cursor.last
            cursor.isComplete = numbers.count < Ledger.page && (numbers.last ?? 0) <= bound
            cursors[identity] = cursor
        }
        return isAny
    }

    private func openRuns(of workflow: StoredWorkflow, after number: Int) throws -> [Int] {
        let statement = try statements[.openRuns]
        statement.bind(1, workflow.id)
        statement.bind(2, number)
        statement.bind(3, Ledger.page)
        var numbers: [Int] = []
        try statement.forEachRow { numbers.append(statement.int(0)) }
        return numbers
    }

    // MARK: What other processes have changed

    func take(_ change: CommitRecord.Change) throws {
        guard let run = cached[change.run] else { return try takeOpen(change.run) }
        if change.isWhole {
            drop(run)
            return try takeOpen(change.run)
        }
        let workflow = try workflow(of: run)
        let reader = reader
        run.historyCount = change.historyCount
        for stored in change.positions {
            let statement = try statements[.step]
            statement.bind(1, Schema.key(ofStep: Int(stored), in: change.run))
            guard let (row, lease) = try statement.first({ (try reader.row(statement), reader.lease(statement)) }) else {
                continue
            }
            tables.replace(row, at: workflow.position(ofStored: Int(stored)), lease: lease, in: run, at: moment)
        }
    }

    /// Takes a run that is unfinished, unless the cursor will come to it.
    private func takeOpen(_ number: Int) throws {
        let statement = try statements[.findRunByNumber]
        statement.bind(1, number)
        guard let head = try statement.first({ try RunHead(statement) }), head.state == .running else { return }
        let workflow = try workflow(head.workflow)
        if number <= cursors[workflow.identity]?.last ?? 0 { try restore(number) }
    }
}
