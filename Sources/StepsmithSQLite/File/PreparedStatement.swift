import GRDB
import GRDBSQLite

/// A prepared statement, bound and stepped through SQLite's own interface: a store runs a hundred thousand of them a second. Used on its
/// connection's queue alone, while someone keeps the statement.
struct PreparedStatement {
    private let pointer: OpaquePointer

    init(_ statement: Statement) { pointer = statement.sqliteStatement }

    /// One that the connection keeps for the next time.
    init(_ query: Query, cachedIn database: Database) throws { self.init(try database.cachedStatement(sql: query.text)) }

    // MARK: Binding. Parameters count from 1.

    // The text is copied when it is bound.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    func bind(_ parameter: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, parameter, value) }
    func bind(_ parameter: Int32, _ value: Int) { sqlite3_bind_int64(pointer, parameter, Int64(value)) }
    func bind(_ parameter: Int32, _ value: Bool) { sqlite3_bind_int64(pointer, parameter, value ? 1 : 0) }
    func bindNull(_ parameter: Int32) { sqlite3_bind_null(pointer, parameter) }

    func bind(_ parameter: Int32, _ value: Int64?) {
        if let value { bind(parameter, value) } else { bindNull(parameter) }
    }

    func bind(_ parameter: Int32, _ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            // An empty string may have no address, which would be NULL.
            let start = utf8.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(bitPattern: 1)
            sqlite3_bind_text(
                pointer, parameter, start?.assumingMemoryBound(to: CChar.self), Int32(utf8.count), PreparedStatement.transient)
        }
    }

    func bind(_ parameter: Int32, _ text: String?) {
        if let text { bind(parameter, text) } else { bindNull(parameter) }
    }

    /// Not copied.
    func bind(_ parameter: Int32, _ text: StaticString) {
        text.utf8Start.withMemoryRebound(to: CChar.self, capacity: text.utf8CodeUnitCount) { start in
            _ = sqlite3_bind_text(pointer, parameter, start, Int32(text.utf8CodeUnitCount), nil)
        }
    }

    func bind(_ parameter: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress, bytes.count > 0 {
                _ = sqlite3_bind_blob(pointer, parameter, start, Int32(bytes.count), PreparedStatement.transient)
            } else {
                _ = sqlite3_bind_zeroblob(pointer, parameter, 0)
            }
        }
    }

    func bind(_ parameter: Int32, _ bytes: [UInt8]?) {
        if let bytes { bind(parameter, bytes) } else { bindNull(parameter) }
    }

    // MARK: Running

    /// Runs a statement that gives no rows. Its parameters stay bound.
    func run() throws {
        let code = sqlite3_step(pointer)
        sqlite3_reset(pointer)
        if code != SQLITE_DONE, code != SQLITE_ROW { throw failure(code) }
    }

    /// Calls `body` for each row.
    func forEachRow(_ body: () throws -> Void) throws {
        defer { sqlite3_reset(pointer) }
        while true {
            let code = sqlite3_step(pointer)
            if code == SQLITE_DONE { return }
            if code != SQLITE_ROW { throw failure(code) }
            try body()
        }
    }

    /// What `body` makes of the first row; nil when there is none.
    func first<Value>(_ body: () throws -> Value) throws -> Value? {
        defer { sqlite3_reset(pointer) }
        let code = sqlite3_step(pointer)
        if code == SQLITE_DONE { return nil }
        if code != SQLITE_ROW { throw failure(code) }
        return try body()
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer))))
    }

    // MARK: Columns of the current row, from 0

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(pointer, column) == SQLITE_NULL }
    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(pointer, column)) }
    func int32(_ column: Int32) -> Int32 { Int32(truncatingIfNeeded: sqlite3_column_int64(pointer, column)) }
    func bool(_ column: Int32) -> Bool { sqlite3_column_int64(pointer, column) != 0 }
    func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(pointer, column) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(pointer, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))))
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}

/// The statements of the connection that writes, each prepared when it is first used.
final class Statements {
    private let database: Database
    private var prepared: [PreparedStatement?] = Array(repeating: nil, count: Query.allCases.count)
    private var kept: [Statement] = []
    private var version, begun, committed: PreparedStatement?

    init(_ database: Database) { self.database = database }

    // Not among `Query`, since they have no plan.

    /// Changes when another connection has committed.
    var dataVersion: PreparedStatement { get throws { try once("PRAGMA data_version", in: &version) } }
    var begin: PreparedStatement { get throws { try once("BEGIN IMMEDIATE", in: &begun) } }
    var commit: PreparedStatement { get throws { try once("COMMIT", in: &committed) } }

    private func once(_ text: String, in place: inout PreparedStatement?) throws -> PreparedStatement {
        if let statement = place { return statement }
        let statement = try prepare(text)
        place = statement
        return statement
    }

    subscript(query: Query) -> PreparedStatement {
        get throws {
            if let statement = prepared[query.rawValue] { return statement }
            let statement = try prepare(query.text)
            prepared[query.rawValue] = statement
            return statement
        }
    }

    private func prepare(_ text: String) throws -> PreparedStatement {
        // Those of the cache are prepared to be kept: they leave the connection's own memory to what runs, which then asks the system,
        // and waits for other threads that do, less often.
        let statement = try database.cachedStatement(sql: text)
        kept.append(statement)
        return PreparedStatement(statement)
    }
}
