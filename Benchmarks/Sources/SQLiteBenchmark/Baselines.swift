import Measuring

/// What the disk and SQLite allow, on the same disk in the same run.
enum Baselines {
    /// One small row for each transaction that waits for the disk.
    static func singleCommits(_ path: String, count: Int) async throws -> Cost {
        try await measure(steps: count) {
            let database = try RawDatabase(path)
            try database.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, text TEXT)")
            let insert = try database.prepare("INSERT INTO rows (text) VALUES (?)")
            insert.bind(1, "a small row, such as a program might write" as StaticString)
            let (begin, commit) = (try database.prepare("BEGIN IMMEDIATE"), try database.prepare("COMMIT"))
            for _ in 0..<count {
                try begin.run()
                try insert.run()
                try commit.run()
            }
        }
    }

    /// The rows that the store writes for runs of four steps in a row, in the best order there is: whatever 32 runs do at once is one
    /// transaction, and nothing is computed between.
    ///
    /// - Parameter path: of a store that is closed.
    static func groupedCommits(_ path: String, runs: Int, inFlight: Int) async throws -> Cost {
        try await measure(steps: runs * 4) {
            let rows = try StoreRows(RawDatabase(path))
            for first in stride(from: 0, to: runs, by: inFlight) {
                let group = first..<min(first + inFlight, runs)
                try rows.transaction { for run in group { try rows.create(run) } }
                try rows.transaction(isRelaxed: true) { for run in group { try rows.claim(run) } }
                for step in 0..<4 { try rows.transaction { for run in group { try rows.end(step, of: run) } } }
            }
        }
    }
}

/// Writes by hand what the store writes.
final class StoreRows {
    private let database: RawDatabase
    private let begin, commit, run, finish, step, entry: RawStatement
    private var entries: [Int: Int64] = [:]

    init(_ database: RawDatabase) throws {
        self.database = database
        try database.execute("DELETE FROM runs; DELETE FROM steps; DELETE FROM history")
        begin = try database.prepare("BEGIN IMMEDIATE")
        commit = try database.prepare("COMMIT")
        run = try database.prepare(
            """
            INSERT INTO runs (number, id, workflow, state, is_halted, created_at, finished_at, idempotency_key, input)
            VALUES (?, ?, 1, 'running', 0, 1700000000000000, NULL, NULL, ?)
            """)
        finish = try database.prepare(
            "UPDATE runs SET state = 'succeeded', is_halted = 0, finished_at = 1700000000000000 WHERE number = ?")
        step = try database.prepare(
            """
            REPLACE INTO steps (id, state, waiting_on, live_parents, failures, lease_losses, token, completed_token, is_aside,
                due_at, started_at, finished_at, worker, lease_end, lease_request, lease_holder, note, checkpoint, result)
            VALUES (?, ?, 0, 1, 0, 0, 1, ?, 0, NULL, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)
            """)
        entry = try database.prepare(
            "INSERT INTO history (id, at, event, position, attempt, duration, worker, note) VALUES (?, ?, ?, ?, ?, ?, ?, NULL)")
    }

    /// As the store does it, a claim does not wait for the disk.
    func transaction(isRelaxed: Bool = false, _ body: () throws -> Void) throws {
        if isRelaxed { try database.execute("PRAGMA synchronous = NORMAL") }
        try begin.run()
        try body()
        try commit.run()
        if isRelaxed { try database.execute("PRAGMA synchronous = FULL") }
    }

    func create(_ number: Int) throws {
        let digits = String(number + 1, radix: 16)
        run.bind(1, Int64(number + 1))
        run.bind(2, "018c2f5a-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits)
        run.bind(3, bytes: "{\"value\":0}")
        try run.run()
        try put(0, of: number, "ready")
        try add("run_created", nil, to: number)
    }

    func claim(_ number: Int) throws {
        try put(0, of: number, "running")
        try add("started", 0, to: number)
    }

    func end(_ position: Int, of number: Int) throws {
        try put(position, of: number, "succeeded")
        try add("succeeded", position, to: number)
        if position < 3 {
            try add("ready", position + 1, to: number)
            try put(position + 1, of: number, "running")
            try add("started", position + 1, to: number)
        } else {
            try add("run_succeeded", nil, to: number)
            finish.bind(1, Int64(number + 1))
            try finish.run()
        }
    }

    private func put(_ position: Int, of number: Int, _ state: StaticString) throws {
        let (isReady, hasEnded) = (state.description == "ready", state.description == "succeeded")
        step.bind(1, Int64(number + 1) << 23 | Int64(position))
        step.bind(2, state)
        step.bind(3, hasEnded ? 1 : 0)
        for parameter: Int32 in 4...10 { step.bindNull(parameter) }
        if !isReady {
            step.bind(4, 1_700_000_000_000_000)
            step.bind(6, "worker-1y2p0ij32e8e7" as StaticString)
        }
        if hasEnded {
            step.bind(5, 1_700_000_000_000_000)
            step.bind(10, bytes: "{\"value\":1}")
        } else if !isReady {
            step.bind(7, 1_700_000_030_000_000)
            step.bind(8, 1)
            step.bind(9, 1)
        }
        try step.run()
    }

    private func add(_ event: StaticString, _ position: Int?, to number: Int) throws {
        let index = entries[number, default: 0]
        entries[number] = event.description == "run_succeeded" ? nil : index + 1
        entry.bind(1, Int64(number + 1) << 26 | index)
        entry.bind(2, 1_700_000_000_000_000)
        entry.bind(3, event)
        for parameter: Int32 in 4...7 { entry.bindNull(parameter) }
        if let position {
            entry.bind(4, Int64(position))
            entry.bind(5, 1)
            entry.bind(7, "worker-1y2p0ij32e8e7" as StaticString)
        }
        if event.description == "succeeded" { entry.bind(6, 20_000) }
        try entry.run()
    }
}
