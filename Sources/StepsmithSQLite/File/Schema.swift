/// What the file looks like. Forward only: a version of the schema is never edited once released, another is added.
///
/// Rows of steps and of the history are clustered by run: their keys are the run's number and their place in it.
enum Schema {
    /// "STEP", in the file's header.
    static let applicationID: Int32 = 0x5354_4550
    /// The version that this code writes; in the file's header as `user_version`.
    static var version: Int32 { Int32(migrations.count) }

    /// How many bits of a key are the place within the run.
    static let stepBits: Int64 = 23
    static let historyBits: Int64 = 26

    /// From version to version.
    static let migrations = [
        """
        CREATE TABLE workflows (
            id INTEGER PRIMARY KEY,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            positions TEXT NOT NULL, -- JSON: which step has which position in the file
            definition TEXT NOT NULL, -- JSON: what planning needs, for programs that have not registered it
            UNIQUE (namespace, name, version)
        ) STRICT;

        CREATE TABLE runs (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            workflow INTEGER NOT NULL,
            state TEXT NOT NULL,
            is_halted INTEGER NOT NULL,
            created_at INTEGER NOT NULL, -- microseconds since 1970, like every time of day here
            finished_at INTEGER,
            idempotency_key TEXT,
            input BLOB NOT NULL
        ) STRICT;
        CREATE INDEX runs_by_state ON runs (workflow, state);
        CREATE INDEX runs_finished ON runs (finished_at) WHERE finished_at IS NOT NULL;

        CREATE TABLE run_keys (
            namespace TEXT NOT NULL,
            workflow TEXT NOT NULL,
            idempotency_key TEXT NOT NULL,
            run INTEGER NOT NULL,
            PRIMARY KEY (namespace, workflow, idempotency_key)
        ) STRICT, WITHOUT ROWID;

        -- A step that has no row waits for all its dependencies.
        CREATE TABLE steps (
            id INTEGER PRIMARY KEY, -- run << 23 | position
            state TEXT NOT NULL,
            waiting_on INTEGER NOT NULL,
            live_parents INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            lease_losses INTEGER NOT NULL,
            token INTEGER NOT NULL,
            completed_token INTEGER NOT NULL,
            lost_tokens TEXT, -- separated by commas
            is_aside INTEGER NOT NULL,
            due_at INTEGER,
            started_at INTEGER,
            finished_at INTEGER,
            worker TEXT,
            lease_end INTEGER,
            lease_request INTEGER,
            lease_holder INTEGER, -- processes.id
            note TEXT, -- JSON: a failure, or why it was skipped
            checkpoint BLOB,
            result BLOB
        ) STRICT;
        CREATE INDEX steps_leased ON steps (lease_end) WHERE lease_end IS NOT NULL;

        CREATE TABLE batches (
            id INTEGER PRIMARY KEY, -- run << 23 | position of the mould
            first INTEGER, -- position of the first worker; NULL until the mould opens
            total_items INTEGER NOT NULL,
            size INTEGER NOT NULL,
            count INTEGER NOT NULL,
            started INTEGER NOT NULL,
            open INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            aside INTEGER NOT NULL,
            failed INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE history (
            id INTEGER PRIMARY KEY, -- run << 26 | number of the entry
            at INTEGER NOT NULL,
            event TEXT NOT NULL,
            position INTEGER, -- of the step; NULL for the run itself
            attempt INTEGER,
            duration INTEGER, -- nanoseconds
            worker TEXT,
            note TEXT
        ) STRICT;

        CREATE TABLE events (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            namespace TEXT NOT NULL,
            workflow TEXT NOT NULL,
            definition TEXT NOT NULL, -- the step of the definition
            name TEXT NOT NULL,
            due_at INTEGER NOT NULL, -- 0 until it is handed out
            worker TEXT,
            run TEXT NOT NULL,
            version TEXT NOT NULL,
            step TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            published_at INTEGER NOT NULL,
            failed_deliveries INTEGER NOT NULL,
            payload BLOB NOT NULL
        ) STRICT;
        CREATE INDEX events_due ON events (namespace, workflow, definition, name, due_at);
        CREATE INDEX events_out ON events (due_at) WHERE due_at > 0;

        -- Who has the file open, and how to wake them.
        CREATE TABLE processes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            lock_path TEXT NOT NULL,
            socket_path TEXT NOT NULL,
            clock_anchor INTEGER NOT NULL -- the time of day when the machine started, as long as nobody sets the clock
        ) STRICT;

        -- Which runs a transaction has changed; written while several processes have the file open, for the others.
        CREATE TABLE commits (
            revision INTEGER PRIMARY KEY,
            process INTEGER NOT NULL,
            has_work INTEGER NOT NULL,
            runs BLOB NOT NULL
        ) STRICT;

        -- The highest number of a run that was pruned, so that none is given out twice.
        CREATE TABLE pruned (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
        INSERT INTO pruned VALUES (1, 0);
        """
    ]

    /// The key of a step, or of its batch.
    static func key(ofStep position: Int, in run: Int) -> Int64 { Int64(run) << stepBits | Int64(position) }
    static func key(ofEntry number: Int, in run: Int) -> Int64 { Int64(run) << historyBits | Int64(number) }
    static func steps(of run: Int) -> ClosedRange<Int64> { key(ofStep: 0, in: run)...key(ofStep: 0, in: run + 1) - 1 }
    static func history(of run: Int) -> ClosedRange<Int64> { key(ofEntry: 0, in: run)...key(ofEntry: 0, in: run + 1) - 1 }
    static func position(of key: Int64) -> Int { Int(key & (1 << stepBits - 1)) }
    static func run(of key: Int64) -> Int { Int(key >> stepBits) }
}
