import Stepsmith
import StepsmithTesting
import Testing

@testable import StepsmithSQLite

/// One after the other: with every store of every rule open at once this process has more than 1,350 files open, at which Foundation's
/// `Process` reads past a buffer when another test starts a process.
@Suite("The SQLite store keeps the contract", .timeLimit(.minutes(10)), .serialized)
struct ContractTests {
    let folder: TemporaryFolder
    let clock = VirtualClock()

    init() throws { folder = try TemporaryFolder() }

    private func check(_ rule: StoreContract, _ store: any WorkflowStore) async throws {
        try await rule.check(StoreFixture(store) { [clock] in clock.advance(by: $0) })
    }

    @Test("on a file", arguments: StoreContract.all)
    func plain(_ rule: StoreContract) async throws {
        try await check(rule, SQLiteStore(path: folder.file("runs.sqlite"), clock: clock))
    }

    @Test("when the file is closed and opened again before every operation", arguments: StoreContract.all)
    func reopening(_ rule: StoreContract) async throws {
        try await check(rule, ReopeningStore(path: folder.file("runs.sqlite"), clock: clock))
    }

    @Test("when two stores on one file are used in turn", arguments: StoreContract.all)
    func alternating(_ rule: StoreContract) async throws {
        try await check(rule, AlternatingStore(path: folder.file("runs.sqlite"), clock: clock))
    }
}
