import Stepsmith

/// What an operator's retry and settling by hand do to the rest of a run.
extension StoreFixture {
    fileprivate func batch(
        _ strategy: BatchPolicy.FailureStrategy, parallelism: Int, _ others: [StepDefinition] = []
    ) throws -> WorkflowGraph {
        try graph(
            [
                StepDefinition("split", .batchable, worker: "work"),
                StepDefinition(
                    "work", .batchWorker, dependsOn: ["split"],
                    batch: BatchPolicy(batchSize: 1, parallelism: parallelism, cursorField: "row", failureStrategy: strategy)),
            ] + others, policy: .continue)
    }

    fileprivate func split(_ graph: WorkflowGraph, items: Int) async throws {
        let split = try await claim("a", graph, limit: 1)
        try require(split.map(\.name) == ["split"], "got \(split.map(\.name))")
        try await apply(.done("0", .batches(totalItems: items, batchSize: nil)), to: split[0], by: "a", graph)
    }

    /// Claims steps of these names, whatever their order.
    @discardableResult
    fileprivate func claim(_ names: Set<String>, _ graph: WorkflowGraph, _ when: String) async throws -> [ClaimedStep] {
        let steps = try await claim("a", graph)
        try require(Set(steps.map(\.name)) == names, "\(when): expected \(names.sorted()), got \(steps.map(\.name))")
        return steps.sorted { $0.name < $1.name }
    }
}

extension StoreContract {
    static let goingOn: [StoreContract] = [
        StoreContract("with policy stop, a failure that is settled by hand while other steps run stops the run no more") { on in
            let graph = try on.graph([
                StepDefinition("a"), StepDefinition("b"), StepDefinition("c"), StepDefinition("d", dependsOn: ["a"]),
            ])
            let run = try await on.begin(graph)
            let steps = try await on.claim(2, by: "a", graph, limit: 2)
            try await on.apply(.broken, to: steps[0], by: "a", graph)
            try await on.claim([], graph, "after the failure")
            try await on.require(on.store.resolve(run, step: "a", result: nil), "resolved")
            let rest = try await on.claim(["c", "d"], graph, "once it is settled")
            for step in rest + [steps[1]] { try await on.apply(.done(), to: step, by: "a", graph) }
            try await on.requireStates(run, [.resolved, .succeeded, .succeeded, .succeeded], .succeeded)
        },
        StoreContract("a batch worker that is settled by hand before its batch is cut passes on its result for all of them") {
            on in
            let graph = try on.batch(
                .failFast, parallelism: 1, [StepDefinition("gather", .deferredConvergence, dependsOn: ["work"])])
            let run = try await on.begin(graph)
            try await on.require(on.store.resolve(run, step: "work", result: Array("[7]".utf8)), "resolved")
            let steps = try await on.claim(["gather", "split"], graph, "at once")
            try on.require(steps[0].results == [Array("[7]".utf8)], "got \(steps[0].results)")
            let read = try await on.store.results(of: ["work"], in: run)
            try on.require(read["work"] == Array("[7]".utf8), "which can be read")
            try on.require(try on.store.recordedResult(of: "work", in: run) == Array("[7]".utf8), "in both ways")
            let shown = try await on.snapshot(run).result(of: "work")
            try on.require(shown == Array("[7]".utf8), "and shows")
            try await on.apply(.done("0", .batches(totalItems: 2, batchSize: nil)), to: steps[1], by: "a", graph)
            try await on.apply(.done(), to: steps[0], by: "a", graph)
            try await on.requireStates(run, [.succeeded, .resolved, .succeeded], .succeeded)
        },
        StoreContract("workers of a batch that are retried keep to its parallelism") { on in
            let graph = try on.batch(.continueOnFailure, parallelism: 2)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 3)
            for names: Set in [["work_001", "work_002"], ["work_003"]] {
                for step in try await on.claim(names, graph, "at first") { try await on.apply(.broken, to: step, by: "a", graph) }
            }
            try await on.require(on.store.retry(run, step: nil), "retried")
            let two = try await on.claim(["work_001", "work_002"], graph, "when all are retried")
            try await on.apply(.done(), to: two[0], by: "a", graph)
            let last = try await on.claim(["work_003"], graph, "when there is room")
            for step in [two[1]] + last { try await on.apply(.done(), to: step, by: "a", graph) }
            let state = try await on.snapshot(run).state
            try on.require(state == .succeeded, "got \(state)")
        },
        StoreContract("a batch whose failed worker is retried goes on with what it had withdrawn, and with all its parallelism") {
            on in
            let graph = try on.batch(.failFast, parallelism: 3)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 5)
            let first = try await on.claim(2, by: "a", graph, limit: 2)
            try await on.apply(.broken, to: first[0], by: "a", graph)
            try await on.apply(.done(), to: first[1], by: "a", graph)
            try await on.require(on.store.retry(run, step: "work_001"), "retried")
            let steps = try await on.claim(["work_001", "work_003", "work_004"], graph, "then")
            for step in steps { try await on.apply(.done(), to: step, by: "a", graph) }
            for step in try await on.claim(["work_005"], graph, "at last") {
                try await on.apply(.done(), to: step, by: "a", graph)
            }
            let state = try await on.snapshot(run).state
            try on.require(state == .succeeded, "got \(state)")
        },
        StoreContract("a batch that has failed stays so when another step is retried") { on in
            let graph = try on.batch(.failFast, parallelism: 2, [StepDefinition("z")])
            let run = try await on.begin(graph)
            try await on.split(graph, items: 3)
            let steps = try await on.claim(["work_001", "work_002", "z"], graph, "at first")
            try await on.apply(.released, to: steps[1], by: "a", graph)
            for step in [steps[0], steps[2]] { try await on.apply(.broken, to: step, by: "a", graph) }
            try await on.require(on.store.retry(run, step: "z"), "retried")
            let z = try await on.claim(["z"], graph, "when z is retried")
            try await on.apply(.done(), to: z[0], by: "a", graph)
            let state = try await on.snapshot(run).state
            try on.require(state == .failed, "got \(state)")
            try await on.require(on.store.retry(run, step: "work_001"), "retried")
            try await on.claim(["work_001", "work_002"], graph, "when the batch is")
        },
        StoreContract("a failed worker that is settled by hand while its run goes on has its batch go on too") { on in
            let graph = try on.batch(.failFast, parallelism: 2, [StepDefinition("z")])
            let run = try await on.begin(graph)
            try await on.split(graph, items: 3)
            let steps = try await on.claim(["work_001", "work_002", "z"], graph, "at first")
            try await on.apply(.released, to: steps[1], by: "a", graph)
            try await on.apply(.broken, to: steps[0], by: "a", graph)
            try await on.claim([], graph, "after the failure")
            try await on.require(on.store.resolve(run, step: "work_001", result: nil), "resolved")
            let rest = try await on.claim(["work_002", "work_003"], graph, "then")
            for step in rest + [steps[2]] { try await on.apply(.done(), to: step, by: "a", graph) }
            let state = try await on.snapshot(run).state
            try on.require(state == .succeeded, "got \(state)")
        },
        StoreContract("a batch that has let others go on does so once, however often its workers are retried") { on in
            let graph = try on.batch(
                .continueOnFailure, parallelism: 1, [StepDefinition("z"), StepDefinition("both", dependsOn: ["work", "z"])])
            let run = try await on.begin(graph)
            try await on.split(graph, items: 1)
            let steps = try await on.claim(["work_001", "z"], graph, "at first")
            for step in steps { try await on.apply(.broken, to: step, by: "a", graph) }
            try await on.require(on.store.retry(run, step: nil), "retried")
            let again = try await on.claim(["work_001", "z"], graph, "again")
            try await on.apply(.done("1"), to: again[0], by: "a", graph)
            try await on.claim([], graph, "z has not ended")
            try await on.apply(.done("2"), to: again[1], by: "a", graph)
            let both = try await on.claim(["both"], graph, "then")
            try on.require(both[0].results == [Array("[1]".utf8), Array("2".utf8)], "got \(both[0].results)")
        },
    ]
}
