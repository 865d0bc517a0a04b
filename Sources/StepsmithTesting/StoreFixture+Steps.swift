import Stepsmith

/// What the checks do again and again. Workers are named by letters.
extension StoreFixture {
    static let lease = Duration.seconds(30)

    func require(_ condition: Bool, _ rule: @autoclosure () -> String) throws {
        if !condition { throw ContractViolation(description: rule()) }
    }

    func graph(
        _ steps: [StepDefinition], name: String = "flow", version: String = "1.0.0", fingerprint: String = "f0",
        policy: FailurePolicy = .stop
    ) throws -> WorkflowGraph {
        try WorkflowGraph(
            WorkflowDefinition(
                namespace: "contract", name: name, version: version, fingerprint: fingerprint, failurePolicy: policy,
                steps: steps))
    }

    /// Registers a workflow and creates one run of it.
    func begin(_ graph: WorkflowGraph, id: String = "run-1", key: String? = nil) async throws -> RunID {
        try await store.register([graph])
        return try await create(graph, id: id, key: key).id
    }

    @discardableResult
    func create(_ graph: WorkflowGraph, id: String, key: String? = nil) async throws -> CreatedRun {
        try await store.createRun(
            NewRun(id: RunID(id), workflow: graph.identity, input: Array("{}".utf8), idempotencyKey: key))
    }

    func request(_ worker: String, _ graphs: [WorkflowGraph], limit: Int = 100) -> ClaimRequest {
        ClaimRequest(
            worker: WorkerID(worker), workflows: graphs.map(\.identity), limit: limit, lease: StoreFixture.lease)
    }

    func claim(_ worker: String, _ graph: WorkflowGraph, limit: Int = 100) async throws -> [ClaimedStep] {
        try await store.claim(request(worker, [graph], limit: limit)).steps
    }

    /// Claims exactly as many.
    func claim(
        _ count: Int, by worker: String, _ graph: WorkflowGraph, limit: Int = 100
    ) async throws -> [ClaimedStep] {
        let steps = try await claim(worker, graph, limit: limit)
        try require(steps.count == count, "expected to claim \(count) steps, got \(steps.map(\.name))")
        return steps
    }

    /// The step of this name as it stands.
    func step(_ name: String, of run: RunID) async throws -> StepSnapshot {
        guard let step = try await snapshot(run).step(name) else {
            throw ContractViolation(description: "run \(run) has a step \(name)")
        }
        return step
    }

    /// Claims exactly this step.
    func claim(_ step: String, by worker: String, _ graph: WorkflowGraph) async throws -> ClaimedStep {
        let steps = try await claim(worker, graph)
        guard steps.count == 1, steps[0].name == step else {
            throw ContractViolation(description: "expected to claim \(step) alone, got \(steps.map(\.name))")
        }
        return steps[0]
    }

    func completion(_ step: ClaimedStep, _ outcome: AttemptOutcome, _ graph: WorkflowGraph) -> Completion {
        let subject = Planner.Subject(
            position: step.definition, failures: step.failures, leaseLosses: step.leaseLosses)
        var transition = Planner.plan(outcome, of: subject, in: graph, variation: 0)
        transition.position = step.lease.position
        return Completion(lease: step.lease, transition: transition, duration: .milliseconds(5))
    }

    /// Applies an outcome without claiming more; whether it was accepted.
    @discardableResult
    func apply(
        _ outcome: AttemptOutcome, to step: ClaimedStep, by worker: String, _ graph: WorkflowGraph
    ) async throws -> Bool {
        let applied = try await store.apply(
            [completion(step, outcome, graph)], claiming: request(worker, [graph], limit: 0))
        try require(applied.accepted.count == 1, "apply answers for each completion")
        try require(applied.claimed.isEmpty, "apply claims no more than its limit, here 0")
        return applied.accepted[0]
    }

    /// Claims this step alone and ends it.
    func run(_ step: String, _ outcome: AttemptOutcome, _ graph: WorkflowGraph) async throws {
        let claimed = try await claim(step, by: "a", graph)
        try require(await apply(outcome, to: claimed, by: "a", graph), "a held step's outcome is accepted")
    }

    func snapshot(_ run: RunID) async throws -> RunSnapshot {
        guard let snapshot = try await store.snapshot(of: run) else {
            throw ContractViolation(description: "run \(run) is there")
        }
        return snapshot
    }

    func requireStates(_ run: RunID, _ expected: [StepState], _ end: RunState) async throws {
        let snapshot = try await snapshot(run)
        try require(
            snapshot.steps.map(\.state) == expected && snapshot.state == end,
            "expected steps \(expected) in a run that is \(end), got \(snapshot.steps.map(\.state)) and \(snapshot.state)")
        try require((snapshot.finishedAt != nil) == end.isFinished, "a finished run, and no other, has its end")
    }
}

extension AttemptOutcome {
    static func done(_ result: String = "1", _ directive: Directive = .none) -> AttemptOutcome {
        .succeeded(Array(result.utf8), directive)
    }
    static let broken = AttemptOutcome.failed(StepFailure(code: .failed, message: "no", isRetryable: false), retryAfter: nil)
    static let busy = AttemptOutcome.failed(StepFailure(code: "BUSY", message: "later", isRetryable: true), retryAfter: nil)
}

extension [StepDefinition] {
    static var one: [StepDefinition] { [StepDefinition("a")] }
    static var chain: [StepDefinition] { [StepDefinition("a"), StepDefinition("b", dependsOn: ["a"])] }
    static var diamond: [StepDefinition] {
        [
            StepDefinition("a"), StepDefinition("b", dependsOn: ["a"]), StepDefinition("c", dependsOn: ["a"]),
            StepDefinition("d", dependsOn: ["b", "c"]),
        ]
    }
}
