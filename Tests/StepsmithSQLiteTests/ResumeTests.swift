import Stepsmith
import StepsmithTesting
import Synchronization
import Testing
import stepsmith_crash_worker

@testable import StepsmithSQLite

@Suite("What survives the process", .timeLimit(.minutes(10)))
struct ResumeTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// Starts runs, has a worker claim some steps and end one of them, and gives back their ids.
    private func begin(_ store: SQLiteStore, runs: Int, claiming: Int) async throws -> [RunID] {
        let engine = try fixture.engine(store)
        var ids: [RunID] = []
        for number in 0..<runs { ids.append(try await engine.start(Chain.self, input: "\(number)").id) }
        let steps = try await store.claim(fixture.request("ghost", limit: claiming)).steps
        #expect(steps.count == claiming)
        let graph = try WorkflowGraph(Chain.definition)
        let transition = Planner.plan(
            .succeeded(Array("\"0-one\"".utf8), .none), of: Planner.Subject(position: 0, failures: 0, leaseLosses: 0), in: graph,
            variation: 0)
        let end = Completion(lease: steps[0].lease, transition: transition, duration: .zero)
        _ = try await store.apply([end], claiming: fixture.request("ghost", limit: 0))
        return ids
    }

    private func finish(_ engine: Engine, _ runs: [RunID]) async throws {
        try await engine.whileRunning { engine in
            for (number, id) in runs.enumerated() {
                let output = try await Run<Chain>(id: id, engine: engine).output()
                #expect(output == "\(number)-four")
            }
        }
    }

    @Test("Every unfinished run of a process that was killed is finished, and what was running is retried at once")
    func killed() async throws {
        let first = try fixture.open()
        let runs = try await begin(first, runs: 200, claiming: 20)
        try first.abandon()
        let second = try fixture.open()
        // Time stands still: no lease ends by itself.
        try await finish(fixture.engine(second), runs)
        let losses = try await lossesByRun(second, runs)
        #expect(losses.count == 20 && losses.values.allSatisfy { $0 == 1 || $0 == 0 } && losses.values.reduce(0, +) == 19)
    }

    /// Of the first 20 runs.
    private func lossesByRun(_ store: SQLiteStore, _ runs: [RunID]) async throws -> [RunID: Int] {
        var losses: [RunID: Int] = [:]
        for run in runs.prefix(20) {
            losses[run] = try await store.snapshot(of: run)?.steps.reduce(0) { $0 + $1.leaseLosses }
        }
        return losses
    }

    @Test("A store that was closed has given up its leases; nothing of the dead is left beside the file")
    func closed() async throws {
        let first = try fixture.open()
        let runs = try await begin(first, runs: 5, claiming: 5)
        try first.close()
        let second = try fixture.open()
        try await finish(fixture.engine(second), runs)
        try second.abandon()
        let third = try fixture.open()
        #expect(fixture.folder.files.filter { $0.contains("-worker-") }.count == 2)
        try third.close()
        #expect(fixture.folder.files == ["runs.sqlite"])
    }

    @Test("The steps of a process that lives, and does nothing, are retried when their leases end")
    func hung() async throws {
        let first = try fixture.open()
        let runs = try await begin(first, runs: 3, claiming: 3)
        let second = try fixture.open()
        let none = try await second.claim(fixture.request("w", limit: 10))
        #expect(none.steps.map(\.name) == ["two"] && none.nextDue.map { $0 <= .seconds(30) } == true)
        fixture.clock.advance(by: .seconds(29))
        #expect(try await second.claim(fixture.request("w", limit: 10)).steps.isEmpty)
        fixture.clock.advance(by: .seconds(1))
        #expect(try await second.claim(fixture.request("w", limit: 10)).steps.count == 3)
        _ = runs
    }

    @Test("A clock that is set moves no lease of a living process, and a retry keeps its time")
    func clockJumps() async throws {
        let store = try fixture.open()
        _ = try await begin(store, runs: 2, claiming: 2)
        fixture.clock.adjustTimeOfDay(by: .seconds(86400))
        #expect(try await store.claim(fixture.request("w", limit: 10)).steps.map(\.name) == ["two"])
        fixture.clock.adjustTimeOfDay(by: .seconds(-2 * 86400))
        fixture.clock.advance(by: .seconds(30))
        #expect(try await store.claim(fixture.request("w", limit: 10)).steps.count == 2)
    }

    @Test("A checkpoint is there for the next process")
    func checkpoint() async throws {
        let first = try fixture.open()
        let run = try await fixture.engine(first).start(Chain.self, input: "0").id
        let step = try await first.claim(fixture.request("ghost", limit: 1)).steps[0]
        let saved = Array(#"{"cursor":7,"items_processed":7,"accumulated":null}"#.utf8)
        #expect(try await first.checkpoint(step.lease, by: WorkerID("ghost"), saved))
        try first.abandon()
        let second = try fixture.open()
        let engine = try fixture.engine(second) { input, context in
            if context.step == "one" { return "from \(try context.lastCheckpoint?.cursor(as: Int.self) ?? 0)" }
            return try context.result(of: Chain.One.self)
        }
        let output = try await engine.whileRunning { try await Run<Chain>(id: run, engine: $0).output() }
        #expect(output == "from 7")
    }

    @Test("Durable events wait for a subscriber, whichever process has published them")
    func events() async throws {
        let first = try fixture.open()
        let publisher = try fixture.engine(first, workflows: [Told.registered()])
        _ = try await publisher.whileRunning { try await $0.start(Told.self, input: "hello").output() }
        // Handed out, and not settled when the process dies.
        let claim = EventClaim(worker: WorkerID("ghost"), keys: [EventKey(Told.Say.Said.self)], limit: 1, lease: .seconds(30))
        #expect(try await first.claimEvents(claim).events.count == 1)
        try first.abandon()
        let second = try fixture.open()
        fixture.clock.advance(by: .seconds(30))
        let (heard, hear) = AsyncStream<String>.makeStream()
        let subscriber = try fixture.engine(
            second, workflows: [Told.registered()], subscriptions: [.on(Told.Say.Said.self) { hear.yield($0.payload) }])
        try await subscriber.whileRunning { _ in
            var heard = heard.makeAsyncIterator()
            #expect(await heard.next() == "hello")
        }
        #expect(try await second.claimEvents(claim).events.isEmpty)
    }

    @Test("A definition that was changed under its version is refused, naming both fingerprints, and nothing is touched")
    func changedDefinition() async throws {
        let first = try fixture.open()
        _ = try await begin(first, runs: 1, claiming: 1)
        try first.close()
        let second = try fixture.open()
        let changed = try WorkflowGraph(Chain.makeDefinition(fingerprint: "c1"))
        await #expect(throws: StoreError.fingerprintMismatch(changed.identity, stored: "c0", registered: "c1")) {
            try await second.register([changed])
        }
        #expect(try await second.claim(fixture.request("w", limit: 10)).steps.count == 1)
    }

    @Test("A definition whose steps are written in another order goes on with its runs")
    func reordered() async throws {
        let first = try fixture.open()
        let runs = try await begin(first, runs: 1, claiming: 1)
        let before = try #require(try await first.snapshot(of: runs[0]))
        try first.abandon()
        let second = try fixture.open()
        let reversed = try WorkflowGraph(Chain.makeDefinition(isReversed: true))
        try await second.register([reversed])
        let step = try #require(try await second.claim(fixture.request("w", limit: 10)).steps.first)
        #expect(step.name == "two" && step.definition == 2 && step.results == [Array("\"0-one\"".utf8)])
        let snapshot = try #require(try await second.snapshot(of: runs[0]))
        #expect(snapshot.steps.map(\.name) == ["four", "three", "two", "one"])
        #expect(snapshot.steps.map(\.state) == [.waiting, .waiting, .running, .succeeded])
        #expect(Array(snapshot.history.prefix(before.history.count)) == before.history)
        #expect(try second.recordedResult(of: "one", in: runs[0]) == Array("\"0-one\"".utf8))
    }

    @Test("A program that has not registered a workflow shows and cancels its runs, and leaves the rest alone")
    func stranger() async throws {
        let first = try fixture.open()
        let runs = try await begin(first, runs: 2, claiming: 1)
        try first.abandon()
        let second = try fixture.open()
        #expect(try await second.runs(RunQuery(workflow: "chain")).map(\.id) == runs.reversed())
        #expect(try await second.snapshot(of: runs[0])?.steps.map(\.name) == Chain.steps)
        var other = fixture.request("w", limit: 10)
        other.workflows = [WorkflowIdentity(namespace: "tests", name: "chain", version: "2.0.0")]
        #expect(try await second.claim(other).steps.isEmpty)
        #expect(try await second.cancel(runs[1]))
        #expect(try await second.summary(of: runs[1])?.state == .cancelled)
    }

    @Test("However many runs wait, they are taken in the order in which they were started, across processes")
    func backlog() async throws {
        let first = try fixture.open()
        let engine = try fixture.engine(first)
        var started: [RunID] = []
        for number in 0..<3000 { started.append(try await engine.start(Chain.self, input: "\(number)").id) }
        let second = try fixture.open()
        var claimed: [RunID] = []
        for turn in 0..<30 {
            let steps = try await (turn % 2 == 0 ? first : second).claim(fixture.request("w\(turn)", limit: 100)).steps
            claimed += steps.map(\.lease.run)
        }
        #expect(claimed == started)
    }

    @Test("An answer that was lost is found again after the file was opened anew")
    func repeated() async throws {
        let first = try fixture.open()
        _ = try await begin(first, runs: 4, claiming: 1)
        let presence = first.presence
        let claimed = try await first.claim(fixture.request("w", limit: 2, number: 5)).steps
        try first.end(keepingPresence: true)
        let second = try SQLiteStore(path: fixture.path, clock: fixture.clock, presence: presence)
        var again = fixture.request("w", limit: 2, number: 5)
        again.isRepeated = true
        let found = try await second.claim(again).steps
        #expect(Set(found.map(\.lease)) == Set(claimed.map(\.lease)) && found.count == 2)
    }
}
