import Testing

@testable import Stepsmith

@Suite("The planner")
struct PlannerTests {
    /// decide → a, b, c (a decision in turn, with d and e below); join waits for a, b and c; last for join alone.
    private static func graph(_ policy: FailurePolicy = .stop, retry: RetryPolicy = RetryPolicy()) throws -> WorkflowGraph {
        try WorkflowGraph(
            WorkflowDefinition(
                namespace: "n", name: "w", version: "1", fingerprint: "f", failurePolicy: policy,
                steps: [
                    StepDefinition("decide", .decision, retry: retry), StepDefinition("a", dependsOn: ["decide"]),
                    StepDefinition("b", dependsOn: ["decide"]), StepDefinition("c", .decision, dependsOn: ["decide"]),
                    StepDefinition("d", dependsOn: ["c"]), StepDefinition("e", dependsOn: ["c"]),
                    StepDefinition("join", .deferredConvergence, dependsOn: ["a", "b", "c"]),
                    StepDefinition("last", dependsOn: ["join"]),
                ]))
    }

    private func plan(
        _ outcome: AttemptOutcome, _ graph: WorkflowGraph, failures: Int = 0, leaseLosses: Int = 0, step: Int = 0
    ) -> Transition {
        Planner.plan(
            outcome, of: Planner.Subject(position: step, failures: failures, leaseLosses: leaseLosses), in: graph,
            variation: 0)
    }

    @Test("A plain success releases every dependent")
    func success() throws {
        let transition = plan(.succeeded([0x31], .none), try Self.graph())
        guard case .succeeded([0x31]) = transition.change else {
            Issue.record("expected success")
            return
        }
        #expect(transition.releases == [1, 2, 3].map { Release(position: $0, edge: .taken) })
        #expect(transition.skips.isEmpty && !transition.haltsRun)
    }

    @Test("A decision releases what it chose and skips the rest, with the reason")
    func route() throws {
        let transition = plan(.succeeded([], .route(["b"])), try Self.graph())
        #expect(transition.releases == [Release(position: 2, edge: .taken)])
        #expect(transition.skips.map(\.position) == [1, 3])
        #expect(transition.skips.allSatisfy { $0.reason == "decision decide chose b" })
        let none = plan(.succeeded([], .skip(reason: "too small")), try Self.graph())
        #expect(none.releases.isEmpty && none.skips.map(\.position) == [1, 2, 3])
        #expect(none.skips.first?.reason == "decision decide chose no branch: too small")
    }

    @Test("A route to a step that does not hang on the decision is a permanent failure")
    func stranger() throws {
        guard case .failed(let failure) = plan(.succeeded([], .route(["a", "join"])), try Self.graph()).change else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.code == .invalidResult && !failure.isRetryable && failure.message.contains("join"))
    }

    @Test("Failures: retried while attempts are left, then final, halting the run by its policy")
    func failures() throws {
        let retryable = AttemptOutcome.failed(StepFailure(code: "X", message: "m", isRetryable: true), retryAfter: nil)
        let permanent = AttemptOutcome.failed(StepFailure(code: "X", message: "m", isRetryable: false), retryAfter: nil)
        let graph = try Self.graph()
        for (failures, isRetried) in [(0, true), (1, true), (2, false)] {
            let transition = plan(retryable, graph, failures: failures)
            if case .retrying(_, let delay) = transition.change {
                #expect(isRetried && delay == .seconds(failures == 0 ? 1 : 2) && !transition.haltsRun)
            } else {
                #expect(!isRetried && transition.haltsRun)
            }
        }
        guard case .failed = plan(permanent, graph).change else {
            Issue.record("a permanent failure is final")
            return
        }
        #expect(try !plan(permanent, Self.graph(.continue)).haltsRun)
        #expect(plan(permanent, graph).releases.isEmpty)
    }

    @Test("A lost lease burns no attempt, until the step has lost its worker ten times")
    func leaseLosses() throws {
        let graph = try Self.graph()
        for losses in 0..<9 {
            guard case .lost = plan(.leaseLost, graph, failures: 2, leaseLosses: losses).change else {
                Issue.record("\(losses) losses are no failure")
                continue
            }
        }
        guard case .abandoned(let failure) = plan(.leaseLost, graph, leaseLosses: 9).change else {
            Issue.record("the tenth loss is a failure")
            return
        }
        #expect(failure.code == .leaseLost)
        guard case .ready = plan(.released, graph, failures: 2).change else {
            Issue.record("a released step is ready")
            return
        }
    }

    @Test("A step runs if any of its dependencies ran")
    func settle() {
        #expect(Planner.settle(liveParents: 1, hasParents: true) == .ready)
        #expect(Planner.settle(liveParents: 0, hasParents: true) == .skipped)
        #expect(Planner.settle(liveParents: 0, hasParents: false) == .ready)
    }

    @Test("A run ends when nothing runs and nothing can")
    func end() {
        #expect(Planner.end(running: 1, queued: 0, failures: 1, isHalted: true) == nil)
        #expect(Planner.end(running: 0, queued: 3, failures: 1, isHalted: true) == .failed)
        #expect(Planner.end(running: 0, queued: 3, failures: 1, isHalted: false) == nil)
        #expect(Planner.end(running: 0, queued: 0, failures: 0, isHalted: false) == .succeeded)
    }

    @Test("A definition that cannot run is refused with the reason")
    func badDefinitions() {
        let cases: [([StepDefinition], String)] = [
            ([StepDefinition("a"), StepDefinition("a")], "a is defined twice"),
            ([StepDefinition("a", dependsOn: ["b"])], "depends on b"),
            ([StepDefinition("a", dependsOn: ["b"]), StepDefinition("b", dependsOn: ["a"])], "in a circle"),
        ]
        for (steps, reason) in cases {
            let definition = WorkflowDefinition(namespace: "n", name: "w", version: "1", fingerprint: "f", steps: steps)
            let error = #expect(throws: DefinitionError.self) { try WorkflowGraph(definition) }
            #expect(error?.description.contains(reason) == true)
        }
    }
}
