import GRDB

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Opening the file: looked at before SQLite touches it, created or brought up to date, and set to survive the loss of power.
enum StoreFile {
    /// How long others may hold the file before that is an error.
    static let patience = 30.0

    static func open(_ path: String) throws -> DatabasePool {
        let isNew = try FileInspection.check(path)
        do {
            if isNew { try create(path) }
            let pool = try openPool(path)
            do {
                try pool.writeWithoutTransaction { try migrate($0, path) }
            } catch {
                try? pool.close()
                throw error
            }
            return pool
        } catch let error as DatabaseError {
            throw explain(error, path)
        }
    }

    /// A connection with a store's settings.
    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "stepsmith"
        configuration.busyMode = .timeout(patience)
        configuration.maximumReaderCount = 4
        return configuration
    }

    private static func openPool(_ path: String) throws -> DatabasePool {
        var configuration = configuration()
        configuration.prepareDatabase { database in
            // What an answer says is on the disk; GRDB's own setting for a WAL waits for the disk at checkpoints only.
            try database.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000")
        }
        let pool = try retryingWhenBusy { try DatabasePool(path: path, configuration: configuration) }
        try pool.writeWithoutTransaction { try $0.execute(sql: Durability.full.sql) }
        return pool
    }

    /// In one transaction with a rollback journal: the file is a store as soon as it is anything.
    private static func create(_ path: String) throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA auto_vacuum = INCREMENTAL")
            try migrate(database, path)
        }
    }

    /// Changing to WAL needs the file for a moment, and does not wait for it.
    private static func retryingWhenBusy<Value>(_ body: () throws -> Value) throws -> Value {
        var attempts = 0
        while true {
            do {
                return try body()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempts < 300 {
                attempts += 1
                usleep(10_000)
            }
        }
    }

    /// Takes the file to this version of the schema, in one transaction.
    private static func migrate(_ database: Database, _ path: String) throws {
        if try version(of: database, path) == Schema.version { return }
        try database.execute(sql: "BEGIN IMMEDIATE")
        do {
            // Another process may have done it while this one waited.
            let version = try version(of: database, path)
            for migration in Schema.migrations[Int(version)...] { try database.execute(sql: migration) }
            try database.execute(
                sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version); COMMIT")
        } catch {
            try? database.execute(sql: "ROLLBACK")
            throw error
        }
    }

    private static func version(of database: Database, _ path: String) throws -> Int32 {
        let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)") ?? false
        if application != Schema.applicationID, !(isEmpty && version == 0) {
            throw SQLiteStoreError.notAStore(path: path, reason: "it is another program's SQLite database")
        }
        if version > Schema.version {
            throw SQLiteStoreError.newerSchema(path: path, found: Int(version), known: Int(Schema.version))
        }
        return version
    }

    private static func explain(_ error: DatabaseError, _ path: String) -> any Error {
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return SQLiteStoreError.busy(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_FULL, .SQLITE_IOERR:
            return SQLiteStoreError.notWritable(path: path, reason: reason)
        case .SQLITE_CORRUPT: return SQLiteStoreError.corrupt(path: path, reason: reason)
        case .SQLITE_NOTADB: return SQLiteStoreError.notAStore(path: path, reason: reason)
        default: return error
        }
    }
}

/// What a commit waits for.
enum Durability {
    /// The disk.
    case full
    /// Nothing. It is kept when the process dies, and may be lost with the power, as the last of what was committed.
    case relaxed

    var sql: String {
        switch self {
        case .full: return "PRAGMA synchronous = FULL"
        case .relaxed: return "PRAGMA synchronous = NORMAL"
        }
    }
}
