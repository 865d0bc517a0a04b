import GRDBSQLite

/// SQLite as one would use it by hand: to compare with.
final class RawDatabase {
    private let connection: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else { throw BenchmarkError("cannot open \(path)") }
        connection = opened
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000")
    }

    deinit { sqlite3_close_v2(connection) }

    func execute(_ sql: String) throws {
        if sqlite3_exec(connection, sql, nil, nil, nil) != SQLITE_OK {
            throw BenchmarkError(String(cString: sqlite3_errmsg(connection)))
        }
    }

    func prepare(_ sql: String) throws -> RawStatement {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw BenchmarkError(String(cString: sqlite3_errmsg(connection)))
        }
        return RawStatement(prepared)
    }
}

final class RawStatement {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { sqlite3_finalize(pointer) }

    func bind(_ parameter: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, parameter, value) }
    func bindNull(_ parameter: Int32) { sqlite3_bind_null(pointer, parameter) }

    func bind(_ parameter: Int32, _ text: StaticString) {
        text.utf8Start.withMemoryRebound(to: CChar.self, capacity: text.utf8CodeUnitCount) { start in
            _ = sqlite3_bind_text(pointer, parameter, start, Int32(text.utf8CodeUnitCount), nil)
        }
    }

    func bind(_ parameter: Int32, _ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { text in
                _ = sqlite3_bind_text(
                    pointer, parameter, text.baseAddress, Int32(text.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
            }
        }
    }

    func bind(_ parameter: Int32, bytes: StaticString) {
        sqlite3_bind_blob(pointer, parameter, bytes.utf8Start, Int32(bytes.utf8CodeUnitCount), nil)
    }

    func run() throws {
        let code = sqlite3_step(pointer)
        sqlite3_reset(pointer)
        if code != SQLITE_DONE { throw BenchmarkError("a statement failed with code \(code)") }
    }
}
