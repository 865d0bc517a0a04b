import Foundation
import Stepsmith
import StepsmithTesting
import Testing
import stepsmith_crash_worker

@testable import StepsmithSQLite

@Suite("What processes on one file take from each other", .timeLimit(.minutes(5)))
struct SharingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("Setting the clock takes no step from a living process, and holds none back", arguments: [-2, 2])
    func clockSet(days: Int) async throws {
        let (first, second) = (try fixture.open(), try fixture.open())
        _ = try await fixture.engine(first).start(Chain.self, input: "0")
        #expect(try await first.claim(fixture.request("a", limit: 1)).steps.count == 1)
        fixture.clock.adjustTimeOfDay(by: .seconds(days * 86400))
        let third = try fixture.open()
        for store in [second, third] {
            let claim = try await store.claim(fixture.request("b", limit: 1))
            #expect(claim.steps.isEmpty && claim.nextDue.map { $0 <= .seconds(30) } == true)
        }
        fixture.clock.advance(by: .seconds(31))
        #expect(try await third.claim(fixture.request("b", limit: 1)).steps.count == 1)
    }

    @Test("A retry is not held back when the clock was set back while no process was there")
    func clockSetBack() async throws {
        let retry = RetryPolicy(backoff: .linear, base: .seconds(10), maximum: .seconds(20))
        let graph = try WorkflowGraph(
            WorkflowDefinition(
                namespace: "tests", name: "slow", version: "1.0.0", fingerprint: "s", steps: [StepDefinition("a", retry: retry)]))
        let request = ClaimRequest(worker: WorkerID("a"), workflows: [graph.identity], limit: 1, lease: .seconds(30))
        let first = try fixture.open()
        try await first.register([graph])
        _ = try await first.createRun(NewRun(id: RunID("r"), workflow: graph.identity, input: Array("{}".utf8)))
        let step = try #require(try await first.claim(request).steps.first)
        let failure = StepFailure(code: "BUSY", message: "later", isRetryable: true)
        let subject = Planner.Subject(position: step.definition, failures: 0, leaseLosses: 0)
        let plan = Planner.plan(.failed(failure, retryAfter: nil), of: subject, in: graph, variation: 0)
        let end = Completion(lease: step.lease, transition: plan, duration: .zero)
        var nothing = request
        nothing.limit = 0
        #expect(try await first.apply([end], claiming: nothing).accepted == [true])
        try first.close()
        fixture.clock.adjustTimeOfDay(by: .seconds(-86400))
        let second = try fixture.open()
        let claim = try await second.claim(request)
        #expect(claim.steps.isEmpty && claim.nextDue.map { $0 <= .seconds(20) } == true)
        fixture.clock.advance(by: .seconds(20))
        #expect(try await second.claim(request).steps.count == 1)
    }

    @Test("An event that was put off is delivered although the clock was set back while no process was there")
    func eventAfterClockSetBack() async throws {
        let first = try fixture.open()
        let engine = try fixture.engine(first, workflows: [Told.registered()])
        _ = try await engine.whileRunning { try await $0.start(Told.self, input: "hello").output() }
        let claim = EventClaim(worker: WorkerID("a"), keys: [EventKey(Told.Say.Said.self)], limit: 1, lease: .seconds(30))
        let event = try #require(try await first.claimEvents(claim).events.first)
        try await first.settleEvents([event.id: .failed(retryAfter: .seconds(300))], by: claim.worker)
        try first.close()
        fixture.clock.adjustTimeOfDay(by: .seconds(-86400))
        #expect(try await fixture.open().claimEvents(claim).events.map(\.id) == [event.id])
    }

    @Test("What a killed process held is free at once, though the run was not known here")
    func unknownRun() async throws {
        let (first, second) = (try fixture.open(), try fixture.open())
        try await second.register([WorkflowGraph(Chain.definition)])
        #expect(try await second.claim(fixture.request("b", limit: 1)).steps.isEmpty)
        _ = try await fixture.engine(first).start(Chain.self, input: "0")
        #expect(try await first.claim(fixture.request("a", limit: 1)).steps.count == 1)
        try first.abandon()
        #expect(try await second.claim(fixture.request("b", limit: 1)).steps.count == 1)
    }

    @Test("Opening a file that this process has open leaves its locks: another process does not tidy the WAL away")
    func locks() async throws {
        let (first, second) = (try fixture.open(), try fixture.open())
        let worker = try WorkerProcess(store: fixture.path, log: fixture.folder.file("calls"), runs: 0)
        for await _ in worker.lines {}
        #expect(worker.end() == 0)
        #expect(FileManager.default.fileExists(atPath: fixture.path + "-wal"))
        let run = try await fixture.engine(first).start(Chain.self, input: "0").id
        let third = try fixture.open()
        for store in [second, third] { #expect(try await store.snapshot(of: run) != nil) }
    }
}
