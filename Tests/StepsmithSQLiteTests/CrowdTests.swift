import Stepsmith
import Testing
import stepsmith_crash_worker

@testable import StepsmithSQLite

@Suite("Many at once", .timeLimit(.minutes(2)))
struct CrowdTests {
    let folder: TemporaryFolder
    var path: String { folder.file("runs.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    /// Swift has as many threads as the machine has cores. Whoever holds a connection may not wait for one of them.
    @Test("Runs are started, waited for and looked at from more tasks than there are threads and connections")
    func crowd() async throws {
        let store = try SQLiteStore(path: path)
        let engine = try Engine(
            store: store, workflows: [Chain.registered { input, context in input + context.step }],
            configuration: EngineConfiguration(environment: nil))
        try await engine.whileRunning { engine in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let run = try await engine.start(Chain.self, input: "\(number)-")
                        #expect(try await run.output() == "\(number)-four")
                        #expect(try await run.snapshot().state == .succeeded)
                        #expect(try await store.summary(of: run.id)?.state == .succeeded)
                    }
                    group.addTask {
                        let listed = try await store.runs(RunQuery(limit: 10))
                        #expect(listed.count <= 10)
                    }
                }
                try await group.waitForAll()
            }
        }
        try store.close()
    }
}
