import Stepsmith
import StepsmithTesting
import Testing

@testable import StepsmithSQLite

@Suite("The SQLite store keeps the contract", .timeLimit(.minutes(10)))
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
