import Stepsmith

/// A batch of `items` in ranges of 10, run by workers of the mould `work`; `gather` waits for them.
extension StoreFixture {
    fileprivate func batch(
        _ strategy: BatchPolicy.FailureStrategy = .failFast, parallelism: Int = 10, policy: FailurePolicy = .stop
    ) throws -> WorkflowGraph {
        let retry = RetryPolicy(backoff: .linear, base: .seconds(10))
        return try graph(
            [
                StepDefinition("split", .batchable, worker: "work"),
                StepDefinition(
                    "work", .batchWorker, dependsOn: ["split"], retry: retry,
                    batch: BatchPolicy(batchSize: 10, parallelism: parallelism, cursorField: "row", failureStrategy: strategy)),
                StepDefinition("gather", .deferredConvergence, dependsOn: ["work"]),
            ], policy: policy)
    }

    fileprivate func split(_ graph: WorkflowGraph, items: Int) async throws {
        try await run("split", .done("\"s\"", .batches(totalItems: items, batchSize: nil)), graph)
    }

    fileprivate func states(_ run: RunID) async throws -> [String: StepState] {
        Dictionary(uniqueKeysWithValues: try await snapshot(run).steps.map { ($0.name, $0.state) })
    }
}

extension StoreContract {
    static let batching: [StoreContract] = [
        StoreContract("a batch's ranges become steps of their own, and what waits for them gets their results in order") { on in
            let graph = try on.batch()
            let run = try await on.begin(graph)
            try await on.split(graph, items: 25)
            let workers = try await on.claim(3, by: "a", graph)
            try on.require(workers.map(\.name) == ["work_001", "work_002", "work_003"], "got \(workers.map(\.name))")
            try on.require(workers.allSatisfy { $0.definition == 1 && $0.results == [Array("\"s\"".utf8)] }, "of the mould")
            let ranges = workers.map { [$0.batch?.index, $0.batch?.startCursor, $0.batch?.endCursor, $0.batch?.count] }
            try on.require(ranges == [[0, 0, 10, 3], [1, 10, 20, 3], [2, 20, 25, 3]], "got \(ranges)")
            for worker in workers.reversed() {
                let before = try await on.claim("a", graph)
                try on.require(before.isEmpty, "gather waits for every worker")
                try await on.apply(.done("\(worker.batch?.index ?? -1)"), to: worker, by: "a", graph)
            }
            let gather = try await on.claim("gather", by: "a", graph)
            try on.require(gather.results == [Array("[0,1,2]".utf8)], "got \(gather.results)")
            try on.require(gather.batchFailures[1] ?? [] == [], "and no failures")
            let array = try await on.store.results(of: ["work"], in: run)
            try on.require(array["work"] == Array("[0,1,2]".utf8), "which can be read under the mould's name")
            try on.require(try on.store.recordedResult(of: "work", in: run) == Array("[0,1,2]".utf8), "in both ways")
            try await on.apply(.done(), to: gather, by: "a", graph)
            let steps = try await on.snapshot(run)
            try on.require(steps.steps.map(\.name) == ["split", "work_001", "work_002", "work_003", "gather"], "as listed")
            try on.require(steps.steps[1].definition == "work" && steps.steps[1].batch?.endCursor == 10, "with their range")
            try await on.requireStates(run, Array(repeating: .succeeded, count: 5), .succeeded)
        },
        StoreContract("a batch of no items starts no worker, and what waits for it gets no results") { on in
            let graph = try on.batch()
            let run = try await on.begin(graph)
            try await on.split(graph, items: 0)
            let gather = try await on.claim("gather", by: "a", graph)
            try on.require(gather.results == [Array("[]".utf8)], "got \(gather.results)")
            try await on.apply(.done(), to: gather, by: "a", graph)
            try await on.requireStates(run, [.succeeded, .skipped, .succeeded], .succeeded)
        },
        StoreContract("no more workers of a batch run at once than its parallelism allows, retries included") { on in
            let graph = try on.batch(parallelism: 2)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 40)
            let first = try await on.claim(2, by: "a", graph)
            try await on.apply(.busy, to: first[0], by: "a", graph)
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "a retrying worker keeps its place")
            try await on.apply(.done(), to: first[1], by: "a", graph)
            _ = try await on.claim("work_003", by: "a", graph)
            try await on.advance(.seconds(10))
            let again = try await on.claim("work_001", by: "a", graph)
            try await on.apply(.done(), to: again, by: "a", graph)
            _ = try await on.claim("work_004", by: "a", graph)
            let states = try await on.states(run)
            try on.require(states["gather"] == .waiting, "and gather waits")
        },
        StoreContract("fail_fast: after a failure no worker starts, and the run fails once the running ones have ended") { on in
            for policy in [FailurePolicy.stop, .continue] {
                let graph = try on.graph(
                    on.batch(parallelism: 2, policy: policy).definition.steps, name: "flow-\(policy)", policy: policy)
                let run = try await on.begin(graph, id: "run-\(policy)")
                try await on.split(graph, items: 50)
                let first = try await on.claim(2, by: "a", graph)
                try await on.apply(.broken, to: first[0], by: "a", graph)
                let none = try await on.claim("a", graph)
                try on.require(none.isEmpty, "nothing starts")
                try await on.require(on.apply(.done("1"), to: first[1], by: "a", graph), "a running one's result counts")
                let (state, states) = (try await on.snapshot(run).state, try await on.states(run))
                try on.require(state == .failed, "the run has failed")
                try on.require(
                    states["work_001"] == .failed && states["work_002"] == .succeeded && states["gather"] == .waiting,
                    "got \(states)")
            }
        },
        StoreContract("fail_fast: after a failure no worker starts again either, whether it was retrying, given back or lost") {
            on in
            for end in [AttemptOutcome.busy, .released, .leaseLost] {
                let name = "flow-\(end)".prefix(while: { $0 != "(" })
                let graph = try on.graph(
                    on.batch(parallelism: 2, policy: .continue).definition.steps, name: String(name), policy: .continue)
                let run = try await on.begin(graph, id: String(name))
                try await on.split(graph, items: 50)
                let first = try await on.claim(2, by: "a", graph)
                try await on.apply(.broken, to: first[0], by: "a", graph)
                if case .leaseLost = end {} else { try await on.apply(end, to: first[1], by: "a", graph) }
                try await on.advance(StoreFixture.lease)
                let none = try await on.claim("a", graph)
                try on.require(none.isEmpty, "nothing starts, got \(none.map(\.name))")
                let state = try await on.snapshot(run).state
                try on.require(state == .failed, "the run has failed, after \(end)")
            }
        },
        StoreContract("continue_on_failure: what waits for the batch gets the results and the failures, then the run fails") {
            on in
            let graph = try on.batch(.continueOnFailure, parallelism: 1)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 30)
            try await on.run("work_001", .done("1"), graph)
            try await on.run("work_002", .broken, graph)
            try await on.run("work_003", .done("3"), graph)
            let gather = try await on.claim("gather", by: "a", graph)
            try on.require(gather.results == [Array("[1,3]".utf8)], "got \(gather.results)")
            let failures = gather.batchFailures[1] ?? []
            try on.require(
                failures.map(\.step) == ["work_002"] && failures[0].index == 1 && failures[0].failure.message == "no",
                "got \(failures)")
            try await on.apply(.done(), to: gather, by: "a", graph)
            try await on.requireStates(run, [.succeeded, .succeeded, .failed, .succeeded, .succeeded], .failed)
        },
        StoreContract("isolate: a failed range is set aside, and retried with nothing beside it when the others are done") { on in
            let graph = try on.batch(.isolate, parallelism: 2)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 40)
            let first = try await on.claim(2, by: "a", graph)
            try await on.apply(.busy, to: first[0], by: "a", graph)
            try await on.apply(.busy, to: first[1], by: "a", graph)
            let rest = try await on.claim(2, by: "a", graph)
            try on.require(rest.map(\.name) == ["work_003", "work_004"], "the others go on")
            try await on.advance(.seconds(20))
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "what was set aside waits, due or not")
            for worker in rest { try await on.apply(.done(), to: worker, by: "a", graph) }
            let again = try await on.claim("work_001", by: "a", graph)
            try on.require(again.failures == 1, "as a further attempt")
            try await on.apply(.done(), to: again, by: "a", graph)
            try await on.run("work_002", .done(), graph)
            try await on.run("gather", .done(), graph)
            let state = try await on.snapshot(run).state
            try on.require(state == .succeeded, "got \(state)")
        },
        StoreContract("isolate: a range is set aside although its retry is due at once, whichever process is asked") { on in
            let graph = try on.batch(.isolate, parallelism: 2)
            _ = try await on.begin(graph)
            try await on.split(graph, items: 20)
            let workers = try await on.claim(2, by: "a", graph)
            let busy = StepFailure(code: "BUSY", message: "later", isRetryable: true)
            try await on.apply(.failed(busy, retryAfter: .zero), to: workers[1], by: "a", graph)
            for _ in 0..<3 {
                let none = try await on.claim("b", graph)
                try on.require(none.isEmpty, "it waits while another runs, got \(none.map(\.name))")
            }
            try await on.apply(.done(), to: workers[0], by: "a", graph)
            try await on.run("work_002", .done(), graph)
        },
        StoreContract("isolate: a range that fails for good fails the run after the others are done") { on in
            let graph = try on.batch(.isolate, parallelism: 1)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 20)
            try await on.run("work_001", .broken, graph)
            try await on.run("work_002", .done(), graph)
            try await on.requireStates(run, [.succeeded, .failed, .succeeded, .waiting], .failed)
        },
        StoreContract("a worker whose lease is lost runs again, and its batch waits for it") { on in
            let graph = try on.batch(parallelism: 1)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 20)
            _ = try await on.claim("work_001", by: "a", graph)
            try await on.advance(.seconds(31))
            let again = try await on.claim("work_001", by: "b", graph)
            try on.require(again.leaseLosses == 1 && again.batch?.index == 0, "with its range")
            try await on.apply(.done(), to: again, by: "b", graph)
            try await on.run("work_002", .done(), graph)
            try await on.run("gather", .done(), graph)
            let state = try await on.snapshot(run).state
            try on.require(state == .succeeded, "got \(state)")
        },
        StoreContract("cancelling a run cancels its workers") { on in
            let graph = try on.batch(parallelism: 1)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 20)
            let worker = try await on.claim("work_001", by: "a", graph)
            try await on.store.cancel(run)
            try await on.require(!on.apply(.done(), to: worker, by: "a", graph), "a running one's result is refused")
            try await on.requireStates(run, [.succeeded, .cancelled, .cancelled, .cancelled], .cancelled)
        },
        StoreContract("a checkpoint is kept under its lease, and the next attempt gets it") { on in
            let graph = try on.batch()
            let run = try await on.begin(graph)
            try await on.split(graph, items: 10)
            let worker = try await on.claim("work_001", by: "a", graph)
            try on.require(worker.checkpoint == nil, "none at first")
            let saved = try await on.store.checkpoint(worker.lease, by: WorkerID("a"), Array("{\"cursor\":3}".utf8))
            try on.require(saved, "saved")
            let later = try await on.store.checkpoint(worker.lease, by: WorkerID("a"), Array("{\"cursor\":7}".utf8))
            try on.require(later, "saved again")
            let stranger = try await on.store.checkpoint(worker.lease, by: WorkerID("b"), Array("{\"cursor\":9}".utf8))
            try on.require(!stranger, "another worker is refused")
            try await on.apply(.busy, to: worker, by: "a", graph)
            let late = try await on.store.checkpoint(worker.lease, by: WorkerID("a"), Array("{\"cursor\":9}".utf8))
            try on.require(!late, "and so is one who is late")
            try await on.advance(.seconds(10))
            let again = try await on.claim("work_001", by: "b", graph)
            try on.require(again.checkpoint == Array("{\"cursor\":7}".utf8), "the last one, got \(again.checkpoint ?? [])")
            let shown = try await on.step("work_001", of: run)
            try on.require(shown.checkpoint == again.checkpoint, "which the run shows")
        },
        StoreContract("fail_fast: a running worker that could be retried is not, once its batch has failed") { on in
            let graph = try on.batch(parallelism: 2, policy: .continue)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 30)
            let workers = try await on.claim(2, by: "a", graph)
            try await on.apply(.broken, to: workers[0], by: "a", graph)
            try await on.apply(.busy, to: workers[1], by: "a", graph)
            try await on.requireStates(run, [.succeeded, .failed, .waiting, .waiting, .waiting], .failed)
            try await on.advance(.seconds(20))
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "nor later")
            try await on.require(on.store.retry(run, step: nil), "an operator's retry")
            let again = try await on.claim(2, by: "a", graph)
            try on.require(Set(again.map(\.name)) == ["work_001", "work_002"], "has both go on, got \(again.map(\.name))")
        },
        StoreContract("retried workers of a batch keep to its parallelism, and under isolate run one by one") { on in
            for (strategy, limit) in [(BatchPolicy.FailureStrategy.failFast, 2), (.isolate, 1)] {
                let steps = try on.batch(strategy, parallelism: 2, policy: .stop).definition.steps
                let graph = try on.graph(steps, name: "flow-\(strategy)")
                let run = try await on.begin(graph, id: "run-\(strategy)")
                try await on.split(graph, items: 40)
                var failed = try await on.claim(2, by: "a", graph)
                if strategy == .isolate {
                    for worker in failed { try await on.apply(.broken, to: worker, by: "a", graph) }
                    failed = try await on.claim(2, by: "a", graph)
                }
                for worker in failed { try await on.apply(.broken, to: worker, by: "a", graph) }
                try await on.require(on.store.retry(run, step: nil), "retried")
                var count = 0
                while true {
                    let workers = try await on.claim("a", graph)
                    if workers.first?.name == "gather" { break }
                    try on.require((1...limit).contains(workers.count), "at most \(limit) at once, got \(workers.map(\.name))")
                    for worker in workers { try await on.apply(.done("1"), to: worker, by: "a", graph) }
                    count += workers.count
                }
                try on.require(count == 4, "all of them, got \(count)")
            }
        },
        StoreContract("a failed worker whose failure is in use already cannot be retried") { on in
            let graph = try on.batch(.continueOnFailure)
            let run = try await on.begin(graph)
            try await on.split(graph, items: 10)
            try await on.run("work_001", .broken, graph)
            try await on.run("gather", .done(), graph)
            for step in [nil, "work_001"] as [String?] {
                do {
                    try await on.store.retry(run, step: step)
                    throw ContractViolation(description: "the retry is refused")
                } catch let error as StoreError {
                    try on.require(error == .unretryable(step: "work_001"), "got \(error)")
                }
            }
            try await on.requireStates(run, [.succeeded, .failed, .succeeded], .failed)
        },
        StoreContract("a batch that is settled by hand before it is cut passes on the results it is given") { on in
            let graph = try on.batch()
            let run = try await on.begin(graph)
            try await on.require(on.store.resolve(run, step: "work", result: Array("[4,5]".utf8)), "resolved")
            let steps = try await on.claim(2, by: "a", graph)
            try on.require(steps.map(\.name) == ["split", "gather"], "got \(steps.map(\.name))")
            try on.require(steps[1].results == [Array("[4,5]".utf8)], "got \(steps[1].results)")
            try await on.apply(.done("0", .batches(totalItems: 30, batchSize: nil)), to: steps[0], by: "a", graph)
            try await on.apply(.done(), to: steps[1], by: "a", graph)
            try await on.requireStates(run, [.succeeded, .resolved, .succeeded], .succeeded)
        },
    ]
}
