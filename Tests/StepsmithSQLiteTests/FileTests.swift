import Foundation
import GRDB
import Stepsmith
import Testing

@testable import StepsmithSQLite

@Suite("Opening files", .timeLimit(.minutes(10)))
struct FileTests {
    let folder: TemporaryFolder
    var path: String { folder.file("runs.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private func makeStore(changing sql: String? = nil) throws {
        try SQLiteStore(path: path).close()
        guard let sql else { return }
        try DatabaseQueue(path: path).inDatabase { database in try database.execute(sql: sql) }
    }

    /// Opening throws this, and leaves every byte in the folder as it is.
    private func expectRefusal(_ path: String? = nil, _ isExpected: (SQLiteStoreError) -> Bool) throws {
        let before = try contents()
        do {
            _ = try SQLiteStore(path: path ?? self.path)
            Issue.record("the file was opened")
        } catch let error as SQLiteStoreError {
            #expect(isExpected(error), "\(error)")
        }
        #expect(try contents() == before)
    }

    private func contents() throws -> [String: Data] {
        try folder.files.reduce(into: [:]) { contents, name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder.file(name), isDirectory: &isFolder)
            contents[name] = isFolder.boolValue ? Data() : try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
        }
    }

    @Test("A new file is a store, in WAL and with the version in its header; a closed store is one file")
    func new() throws {
        try makeStore()
        #expect(folder.files == ["runs.sqlite"])
        let header = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(100)
        #expect(Array(header[68..<72]) == Array("STEP".utf8) && header[18] == 2 && header[63] == UInt8(Schema.version))
        try makeStore()
    }

    @Test("An empty file becomes a store")
    func empty() throws {
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        try makeStore()
    }

    @Test("A newer schema is refused")
    func newer() throws {
        try makeStore(changing: "PRAGMA user_version = 99")
        try expectRefusal { $0 == .newerSchema(path: path, found: 99, known: Int(Schema.version)) }
    }

    @Test("Another program's database is refused")
    func foreign() throws {
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "CREATE TABLE things (id INTEGER)") }
        try expectRefusal { if case .notAStore = $0 { true } else { false } }
    }

    @Test("A file that is no database is refused")
    func garbage() throws {
        try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: path))
        try expectRefusal { if case .notAStore = $0 { true } else { false } }
    }

    @Test("A file that is cut short is refused")
    func truncated() throws {
        try makeStore()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        try expectRefusal { if case .corrupt = $0 { true } else { false } }
    }

    @Test("A folder, and a file in no folder, are refused")
    func folders() throws {
        try expectRefusal(folder.path) { $0 == .isFolder(path: folder.path) }
        try expectRefusal(folder.file("none/runs.sqlite")) { $0 == .missingFolder(path: folder.file("none")) }
    }

    /// Whoever may do anything can write to read-only files: then a read-only disk is mounted instead.
    @Test("A read-only file is refused")
    func readOnly() throws {
        try makeStore()
        if getuid() == 0 {
            let disk = try #require(try SmallDisk(megabytes: 4), "no disk can be mounted here")
            try FileManager.default.copyItem(atPath: path, toPath: disk.path + "/runs.sqlite")
            try disk.remount("ro")
            try expectRefusal(disk.path + "/runs.sqlite") { if case .notWritable = $0 { true } else { false } }
        } else {
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
            try expectRefusal { if case .notWritable = $0 { true } else { false } }
        }
    }

    @Test("A path that is too long for a socket works all the same")
    func longPath() async throws {
        let long = folder.file(String(repeating: "x", count: 120))
        try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: false)
        let (first, second) = (try SQLiteStore(path: long + "/runs.sqlite"), try SQLiteStore(path: long + "/runs.sqlite"))
        let signals = first.workSignals()
        let graph = try WorkflowGraph(
            WorkflowDefinition(namespace: "n", name: "w", version: "1", fingerprint: "f", steps: [StepDefinition("a")]))
        try await second.register([graph])
        _ = try await second.createRun(NewRun(id: RunID("r"), workflow: graph.identity, input: Array("{}".utf8)))
        for await _ in signals { break }
    }

    @Test("A closed store says so")
    func closed() async throws {
        let store = try SQLiteStore(path: path)
        try store.close()
        try store.close()
        await #expect(throws: StoreError.self) { try await store.cancel(RunID("r")) }
        await #expect(throws: StoreError.self) { try await store.runs(RunQuery()) }
    }

    @Test("Many processes may create one file at once")
    func race() async throws {
        let stores = try await withThrowingTaskGroup(of: SQLiteStore.self) { group in
            for _ in 0..<8 { group.addTask { [path] in try SQLiteStore(path: path) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(stores.count == 8)
    }

    @Test("No statement looks at a whole table", arguments: Query.allCases)
    func plans(_ sql: Query) throws {
        try makeStore()
        let plan = try DatabaseQueue(path: path).read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql.text, arguments: arguments(sql, database))
                .map { $0["detail"] as String }
        }
        // A walk in the order of an index or a key, which a limit ends, is no scan.
        let isWalk = [Query.newest].contains(sql)
        for step in plan {
            #expect(!step.hasPrefix("SCAN") || isWalk || step.hasPrefix("SCAN CONSTANT ROW"), "\(plan)")
            #expect(!step.contains("TEMP B-TREE") || sql == .dueEvents, "\(plan)")
        }
    }

    private func arguments(_ sql: Query, _ database: Database) throws -> StatementArguments {
        StatementArguments(Array(repeating: 1, count: sql.text.count { $0 == "?" }))
    }
}
