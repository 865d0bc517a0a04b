import Stepsmith
import Testing

@Suite("What follows from the end of an attempt")
struct PlannerTests {
    private static let steps = [
        StepDefinition("choose", .decision), StepDefinition("left", dependsOn: ["choose"]),
        StepDefinition("right", dependsOn: ["choose"]), StepDefinition("far", dependsOn: ["left"]),
        StepDefinition("join", .deferredConvergence, dependsOn: ["choose", "far", "right"]),
    ]

    private func graph(
        _ steps: [StepDefinition] = PlannerTests.steps, _ policy: FailurePolicy = .stop
    ) throws -> WorkflowGraph {
        try WorkflowGraph(
            WorkflowDefinition(
                namespace: "t", name: "t", version: "1", fingerprint: "f", failurePolicy: policy, steps: steps))
    }

    private func plan(
        _ outcome: AttemptOutcome, failures: Int = 0, losses: Int = 0, in graph: WorkflowGraph
    ) -> Transition {
        let subject = Planner.Subject(position: 0, failures: failures, leaseLosses: losses)
        return Planner.plan(outcome, of: subject, in: graph, variation: 0)
    }

    private func failure(_ isRetryable: Bool, retryAfter: Duration? = nil) -> AttemptOutcome {
        .failed(StepFailure(code: "X", message: "x", isRetryable: isRetryable), retryAfter: retryAfter)
    }

    @Test(
        "A failure is retried while there are attempts left, and never when it or the step says no",
        arguments: [
            // The failure may be retried, the step may, its attempts, failures before; the delay in seconds, nil for final.
            (true, true, 3, 0, 1), (true, true, 3, 1, 2), (true, true, 3, 2, nil), (true, true, 1, 0, nil),
            (true, true, 0, 0, nil), (false, true, 3, 0, nil), (true, false, 3, 0, nil), (true, true, 3, 9, nil),
        ] as [(Bool, Bool, Int, Int, Int?)])
    func retries(_ row: (Bool, Bool, Int, Int, Int?)) throws {
        let step = StepDefinition("a", retry: RetryPolicy(isRetryable: row.1, maxAttempts: row.2))
        let transition = plan(failure(row.0), failures: row.3, in: try graph([step]))
        switch (transition.change, row.4) {
        case (.retrying(_, let delay), let seconds?):
            #expect(delay == .seconds(seconds) && !transition.haltsRun)
        case (.failed(let failure), nil):
            #expect(failure.code == "X" && transition.haltsRun)
        default: Issue.record("got \(transition.change)")
        }
        #expect(transition.releases.isEmpty && transition.skips.isEmpty)
    }

    @Test("An error's own wish for the delay is heard")
    func retryAfter() throws {
        let transition = plan(failure(true, retryAfter: .seconds(7)), in: try graph([StepDefinition("a")]))
        guard case .retrying(_, .seconds(7)) = transition.change else {
            Issue.record("got \(transition.change)")
            return
        }
    }

    @Test("A final failure halts the run, unless its policy is to continue")
    func policies() throws {
        let (stop, go) = (try graph(PlannerTests.steps, .stop), try graph(PlannerTests.steps, .continue))
        #expect(plan(failure(false), in: stop).haltsRun && !plan(failure(false), in: go).haltsRun)
    }

    @Test("The tenth lost lease is the last")
    func leaseLosses() throws {
        for losses in 0..<12 {
            let transition = plan(.leaseLost, losses: losses, in: try graph())
            switch transition.change {
            case .lost: #expect(losses < 9 && !transition.haltsRun)
            case .abandoned(let failure):
                #expect(losses >= 9 && transition.haltsRun && failure.code == .leaseLost && !failure.isRetryable)
            default: Issue.record("got \(transition.change)")
            }
        }
    }

    @Test("A step given back is ready, and nothing else happens")
    func released() throws {
        let transition = plan(.released, failures: 2, losses: 3, in: try graph())
        guard case .ready = transition.change else {
            Issue.record("got \(transition.change)")
            return
        }
        #expect(transition.releases.isEmpty && transition.skips.isEmpty && !transition.haltsRun)
    }

    @Test(
        "A decision: which dependents go on, and which are skipped",
        arguments: [
            (.none, [1: .taken, 2: .taken, 4: .taken], []),
            (.route(["left"]), [1: .taken, 4: .taken], [2]),
            (.route(["right", "left", "left"]), [1: .taken, 2: .taken, 4: .taken], []),
            (.route([]), [4: .notTaken], [1, 2]),
            (.skip(reason: "none"), [4: .notTaken], [1, 2]),
            (.route(["join"]), [4: .taken], [1, 2]),
        ] as [(Directive, [Int: Release.Edge], [Int])])
    func decisions(_ directive: Directive, _ edges: [Int: Release.Edge], _ skipped: [Int]) throws {
        let transition = plan(.succeeded([1], directive), in: try graph())
        guard case .succeeded([1]) = transition.change else {
            Issue.record("got \(transition.change)")
            return
        }
        #expect(Dictionary(uniqueKeysWithValues: transition.releases.map { ($0.position, $0.edge) }) == edges)
        #expect(transition.skips.map(\.position) == skipped)
        let reason: String
        switch directive {
        case .none, .batches: reason = ""
        case .route(let names): reason = names.isEmpty ? "no branch" : names.joined(separator: ", ")
        case .skip(let why): reason = "no branch: \(why)"
        }
        #expect(transition.skips.allSatisfy { $0.reason == "decision choose chose \(reason)" })
    }

    @Test("A decision for a step that does not depend on it fails for good", arguments: ["far", "nowhere", "choose", ""])
    func strangers(_ name: String) throws {
        let transition = plan(.succeeded([1], .route(["left", name])), in: try graph())
        guard case .failed(let failure) = transition.change else {
            Issue.record("got \(transition.change)")
            return
        }
        #expect(failure.code == .invalidResult && !failure.isRetryable && failure.message.contains("chose \(name)"))
        #expect(transition.releases.isEmpty && transition.skips.isEmpty && transition.haltsRun)
    }

    @Test("What a skipped step passes on, and what its dependents make of it")
    func skips() throws {
        let graph = try graph()
        #expect(Planner.skipped(1, in: graph).releases == [Release(position: 3, edge: .notTaken)])
        #expect(Planner.skipped(1, in: graph).skips.isEmpty)
        // A decision's branches go with it; a convergence only counts it as a dependency that did not run.
        #expect(Planner.skipped(0, in: graph).releases == [Release(position: 4, edge: .notTaken)])
        #expect(Planner.skipped(0, in: graph).skips.map(\.position) == [1, 2])
        #expect(Planner.settle(liveParents: 0, hasParents: true) == .skipped)
        #expect(Planner.settle(liveParents: 1, hasParents: true) == .ready)
        #expect(Planner.settle(liveParents: 0, hasParents: false) == .ready)
    }

    @Test(
        "When a run is over",
        arguments: [
            // Running, queued, failures, halted.
            (1, 0, 0, false, nil), (0, 1, 0, false, nil), (0, 0, 0, false, .succeeded), (0, 0, 1, false, .failed),
            (0, 1, 1, false, nil), (0, 1, 1, true, .failed), (1, 1, 1, true, nil), (1, 0, 1, false, nil),
        ] as [(Int, Int, Int, Bool, RunState?)])
    func ends(_ row: (Int, Int, Int, Bool, RunState?)) {
        #expect(Planner.end(running: row.0, queued: row.1, failures: row.2, isHalted: row.3) == row.4)
    }

    @Test(
        "A definition that no run can follow is refused",
        arguments: [
            ([], "no steps"), ([StepDefinition("a"), StepDefinition("a")], "a is defined twice"),
            ([StepDefinition("a", dependsOn: ["b"])], "depends on b, which is not defined"),
            ([StepDefinition("a", dependsOn: ["a"])], "in a circle: a"),
            (
                [StepDefinition("a"), StepDefinition("b", dependsOn: ["a", "c"]), StepDefinition("c", dependsOn: ["b"])],
                "in a circle: b, c"
            ),
        ] as [([StepDefinition], String)])
    func definitions(_ steps: [StepDefinition], _ message: String) throws {
        let error = #expect(throws: DefinitionError.self) { try graph(steps) }
        #expect(error?.description.contains(message) == true)
    }

    @Test("Ancestors are found through other steps, and only upwards")
    func ancestors() throws {
        let graph = try graph()
        #expect(graph.isAncestor(0, of: 3) && graph.isAncestor(1, of: 3) && graph.isAncestor(0, of: 4))
        #expect(!graph.isAncestor(3, of: 0) && !graph.isAncestor(2, of: 3) && !graph.isAncestor(3, of: 3))
    }
}
