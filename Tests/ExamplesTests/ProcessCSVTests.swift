import Foundation
import Stepsmith
import Synchronization
import Testing

@testable import stepsmith_examples

@Suite("Example: process CSV")
struct ProcessCSVTests {
    private func run(
        _ path: String, interruption: @escaping @Sendable (Int) throws -> Void = { _ in }
    ) async throws -> RunSnapshot {
        let engine = try Engine(store: InMemoryStore(), workflows: [ProcessCsv.registered(interruption: interruption)])
        return try await engine.whileRunning { engine in
            try await engine.start(ProcessCsv.self, input: ProcessCsv.Input(csvPath: path)).finished()
        }
    }

    private func withFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    @Test("The ranges add up to the whole, whatever the number of rows", arguments: [0, 1, 249, 250, 251, 1_000, 10_000, 25_001])
    func totals(_ rows: Int) async throws {
        try await withFile { path in
            let expected = try ProductGenerator(rows: rows).write(to: path)
            let snapshot = try await run(path)
            #expect(snapshot.state == .succeeded)
            let text = try #require(snapshot.step("aggregate_csv_results")?.result)
            let result = try ProcessCsv.AggregateCsvResults.Result(json: JSONValue(parsing: text))
            #expect(result.rows == expected.rows && result.invalidRows == expected.invalidRows)
            #expect(Int((result.stockValue * 100).rounded()) == expected.stockCents)
            #expect(result.byCategory == expected.byCategory)
            // Twenty workers at most: the ranges of a longer list are longer.
            let workers = snapshot.steps.filter { $0.batch != nil }
            #expect(workers.count == min(20, (rows + 999) / 1_000))
        }
    }

    @Test("An interrupted worker goes on from its checkpoint, and reads no row before it again")
    func resumes() async throws {
        try await withFile { path in
            let expected = try ProductGenerator(rows: 3_000).write(to: path)
            let seen = Mutex<[Int: Int]>([:])
            let snapshot = try await run(path) { row in
                let isFirst = seen.withLock { seen in
                    seen[row, default: 0] += 1
                    return seen[row] == 1
                }
                if row == 1_600, isFirst { throw RetryableError(code: "INTERRUPTED", message: "row 1600") }
            }
            #expect(snapshot.state == .succeeded && snapshot.step("process_csv_batch_002")?.attempts == 2)
            #expect(snapshot.step("process_csv_batch_001")?.attempts == 1)
            // Its last checkpoint was at row 1500.
            #expect(seen.withLock { $0.filter { $0.value > 1 }.keys.sorted() } == Array(1_500...1_600))
            let text = try #require(snapshot.step("aggregate_csv_results")?.result)
            #expect(try ProcessCsv.AggregateCsvResults.Result(json: JSONValue(parsing: text)).rows == expected.rows)
        }
    }

    @Test("A file that is cut short after the rows were counted is a permanent error, whichever worker meets it")
    func shrinks() async throws {
        try await withFile { path in
            try ProductGenerator(rows: 3_000).write(to: path)
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            let length = try file.seekToEnd()
            // At the first row that anyone comes to; the others wait, and read their next rows after it.
            let isCut = Mutex(false)
            let snapshot = try await run(path) { _ in
                try isCut.withLock { isCut in
                    if !isCut { try file.truncate(atOffset: length / 2) }
                    isCut = true
                }
            }
            #expect(snapshot.state == .failed)
            #expect(snapshot.steps.contains { $0.failure?.code == "FILE_CHANGED" })
            #expect(snapshot.step("aggregate_csv_results")?.state != .succeeded)
        }
    }

    @Test("A file that is not there is a permanent error")
    func missing() async throws {
        let snapshot = try await run("no-such-file.csv")
        #expect(snapshot.step("analyze_csv")?.failure?.code == "NO_SUCH_FILE" && snapshot.step("analyze_csv")?.attempts == 1)
    }
}
