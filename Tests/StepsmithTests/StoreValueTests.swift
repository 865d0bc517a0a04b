import Stepsmith
import Testing

/// What a store made elsewhere has to build, with no more than the public initializers: a column each, as a database
/// gives them.
@Suite("Values that a store builds")
struct StoreValueTests {
    private let run = RunID("r")
    private let workflow = WorkflowIdentity(namespace: "n", name: "w", version: "1")
    private let now = Timestamp(microseconds: 1)
    private let failure = StepFailure(code: ErrorCode("X"), message: "m", isRetryable: true)

    @Test("Answers to workers")
    func answers() {
        let lease = Lease(run: run, position: 1, token: 2)
        let step = ClaimedStep(
            lease: lease, workflow: workflow, name: "s", definition: 1, failures: 1, leaseLosses: 0, input: [], results: [nil])
        let claim = Claim(steps: [step], nextDue: .seconds(1))
        let applied = Applied(
            accepted: [true], claimed: [step], nextDue: .seconds(1), finished: [FinishedRun(id: run, state: .failed)])
        #expect(claim.steps[0].lease == lease && applied.claimed[0].results == [nil])
        #expect(CreatedRun(id: run, isNew: true).isNew)
        #expect(StoreError.unknownRun(run) != .unknownWorkflow(workflow))
    }

    @Test("Runs, steps and history")
    func snapshots() {
        let summary = RunSummary(
            id: run, workflow: workflow, state: .failed, idempotencyKey: "k", createdAt: now, finishedAt: now)
        let step = StepSnapshot(
            name: "s", kind: .decision, state: .retrying, attempts: 2, leaseLosses: 1, result: [1], failure: failure,
            skipReason: "why", startedAt: now, finishedAt: now, dueAt: now)
        let entry = HistoryEntry(
            at: now, event: .retrying, step: "s", worker: WorkerID("w"), attempt: 1, duration: .seconds(1), failure: failure,
            reason: "why")
        let snapshot = RunSnapshot(summary, input: [2], steps: [step], history: [entry])
        #expect(RunSummary(snapshot) == summary && snapshot.step("s")?.result == [1] && snapshot.input == [2])
        #expect(snapshot.step("s")?.failure == failure && snapshot.step("s")?.skipReason == "why")
        #expect(snapshot.step("s")?.dueAt == now && snapshot.step("s")?.duration == .zero && snapshot.history == [entry])
    }

    @Test("Questions and transitions, to check a store with")
    func requests() {
        let transition = Transition(
            position: 1, change: .retrying(failure, after: .seconds(1)), releases: [Release(position: 2, edge: .notTaken)],
            skips: [Skip(position: 3, reason: "why")], haltsRun: true)
        let completion = Completion(
            lease: Lease(run: run, position: 1, token: 1), transition: transition, duration: .seconds(1))
        #expect(completion.transition.skips == [Skip(position: 3, reason: "why")] && completion.transition.haltsRun)
        let new = NewRun(id: run, workflow: workflow, fingerprint: "f", input: [], idempotencyKey: "k")
        let query = RunQuery(state: .running, namespace: "n", workflow: "w", limit: 1, before: run)
        let request = ClaimRequest(
            worker: WorkerID("w"), workflows: [workflow], limit: 1, lease: .seconds(1), number: 2, isRepeated: true)
        #expect(new.idempotencyKey == "k" && query.before == run && request.isRepeated)
    }
}
