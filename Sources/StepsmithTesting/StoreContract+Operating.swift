import Stepsmith

extension StoreContract {
    static let operating: [StoreContract] = [
        StoreContract("a retried run goes on from its failed steps, with all their attempts before them") { on in
            let graph = try on.graph(.diamond)
            let run = try await on.begin(graph)
            try await on.run("a", .done("1"), graph)
            let steps = try await on.claim(2, by: "a", graph)
            try await on.apply(.broken, to: steps[0], by: "a", graph)
            try await on.apply(.done("2"), to: steps[1], by: "a", graph)
            try await on.require(on.store.retry(run, step: nil), "a failed run")
            try await on.require(!on.store.retry(run, step: nil), "and no running one")
            let again = try await on.claim(steps[0].name, by: "b", graph)
            try on.require(again.failures == 0 && again.results == [Array("1".utf8)], "got \(again)")
            try await on.apply(.done(), to: again, by: "b", graph)
            try await on.run("d", .done(), graph)
            try await on.requireStates(run, [.succeeded, .succeeded, .succeeded, .succeeded], .succeeded)
            let events = try await on.snapshot(run).history.map(\.event)
            try on.require(events.contains(.runFailed) && events.contains(.runResumed), "and the history tells")
            try await on.require(!on.store.retry(run, step: nil), "a succeeded run is not retried")
        },
        StoreContract("a retry of one step leaves the others failed, and steps that had been ready go on") { on in
            let graph = try on.graph([StepDefinition("a"), StepDefinition("b"), StepDefinition("c")])
            let run = try await on.begin(graph)
            let steps = try await on.claim(2, by: "a", graph, limit: 2)
            for step in steps { try await on.apply(.broken, to: step, by: "a", graph) }
            try await on.requireStates(run, [.failed, .failed, .ready], .failed)
            do {
                try await on.store.retry(run, step: "z")
                throw ContractViolation(description: "a step that is not there is refused")
            } catch let error as StoreError {
                try on.require(error == .unknownStep(run, step: "z"), "got \(error)")
            }
            try await on.require(!on.store.retry(run, step: "c"), "c has not failed")
            try await on.require(on.store.retry(run, step: "a"), "a has")
            let next = try await on.claim(2, by: "a", graph)
            try on.require(Set(next.map(\.name)) == ["a", "c"], "got \(next.map(\.name))")
            for step in next { try await on.apply(.done(), to: step, by: "a", graph) }
            try await on.requireStates(run, [.succeeded, .failed, .succeeded], .failed)
        },
        StoreContract("a step settled by hand passes its result on, and its failed run goes on") { on in
            let graph = try on.graph(.chain)
            let run = try await on.begin(graph)
            try await on.run("a", .broken, graph)
            do {
                try await on.store.resolve(run, step: "a", result: Array("not JSON".utf8))
                throw ContractViolation(description: "a result that is not JSON is refused")
            } catch StoreError.malformedResult(step: "a", _) {}
            try await on.require(on.store.resolve(run, step: "a", result: Array("7".utf8)), "resolved")
            try await on.require(!on.store.resolve(run, step: "a", result: nil), "once")
            let next = try await on.claim("b", by: "a", graph)
            try on.require(next.results == [Array("7".utf8)], "got \(next.results)")
            try await on.apply(.done(), to: next, by: "a", graph)
            try await on.requireStates(run, [.resolved, .succeeded], .succeeded)
        },
        StoreContract("a running step that is settled by hand is taken from its worker, and may have no result") { on in
            let graph = try on.graph(.chain)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            try await on.require(on.store.resolve(run, step: "a", result: nil), "resolved")
            try await on.require(!on.apply(.done(), to: step, by: "a", graph), "the worker's result is refused")
            let lost = try await on.store.renew([step.lease], by: WorkerID("a"), for: StoreFixture.lease)
            try on.require(lost == [step.lease], "and so is its lease")
            let next = try await on.claim("b", by: "a", graph)
            try on.require(next.results == [nil], "got \(next.results)")
            let waiting = try await on.store.resolve(run, step: "b", result: nil)
            try on.require(waiting, "a running last step ends the run")
            try await on.requireStates(run, [.resolved, .resolved], .succeeded)
        },
        StoreContract("a step that decides more than its result cannot be settled by hand") { on in
            let graph = try on.graph([StepDefinition("a", .decision), StepDefinition("b", dependsOn: ["a"])])
            let run = try await on.begin(graph)
            do {
                try await on.store.resolve(run, step: "a", result: nil)
                throw ContractViolation(description: "a decision is refused")
            } catch let error as StoreError {
                try on.require(error == .unresolvable(step: "a", .decision), "got \(error)")
            }
        },
        StoreContract("a failed worker of a batch can be retried, and settled by hand") { on in
            for byHand in [false, true] {
                let graph = try on.graph(
                    [
                        StepDefinition("split", .batchable, worker: "work"),
                        StepDefinition(
                            "work", .batchWorker, dependsOn: ["split"],
                            batch: BatchPolicy(batchSize: 1, parallelism: 2, cursorField: "row", failureStrategy: .failFast)),
                        StepDefinition("gather", .deferredConvergence, dependsOn: ["work"]),
                    ], name: "flow-\(byHand)")
                let run = try await on.begin(graph, id: "run-\(byHand)")
                try await on.run("split", .done("0", .batches(totalItems: 3, batchSize: nil)), graph)
                let first = try await on.claim(1, by: "a", graph, limit: 1)
                try await on.apply(.broken, to: first[0], by: "a", graph)
                try await on.requireStates(run, [.succeeded, .failed, .waiting, .waiting, .waiting], .failed)
                if byHand {
                    try await on.require(on.store.resolve(run, step: "work_001", result: Array("1".utf8)), "resolved")
                } else {
                    try await on.require(on.store.retry(run, step: "work_001"), "retried")
                }
                for _ in 0..<(byHand ? 2 : 3) {
                    let worker = try await on.claim("a", graph, limit: 1)
                    try on.require(worker.count == 1, "the next worker")
                    try await on.apply(.done("\((worker[0].batch?.index ?? 9) + 1)"), to: worker[0], by: "a", graph)
                }
                let gather = try await on.claim("gather", by: "a", graph)
                try on.require(gather.results == [Array("[1,2,3]".utf8)], "got \(gather.results)")
                try await on.apply(.done(), to: gather, by: "a", graph)
                let state = try await on.snapshot(run).state
                try on.require(state == .succeeded, "got \(state)")
            }
        },
        StoreContract("pruning deletes runs that finished long enough ago, the oldest first, and their keys") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for id in ["1", "2", "3"] {
                try await on.create(graph, id: id, key: "key-\(id)")
                try await on.run("a", .done(), graph)
                try await on.advance(.seconds(10))
            }
            let running = try await on.create(graph, id: "4").id
            let first = try await on.store.prune(finishedFor: .seconds(15), limit: 1)
            try on.require(first == 1, "as many as asked for, got \(first)")
            let rest = try await on.store.prune(finishedFor: .seconds(15), limit: 10)
            try on.require(rest == 1, "and those that are old enough, got \(rest)")
            let left = try await on.store.runs(RunQuery()).map(\.id.rawValue)
            try on.require(left == ["4", "3"], "got \(left)")
            let gone = try await on.store.snapshot(of: RunID("1"))
            try on.require(gone == nil, "gone for good")
            let again = try await on.create(graph, id: "5", key: "key-1")
            try on.require(again.isNew, "its key is free again")
            try await on.requireStates(running, [.ready], .running)
        },
    ]
}
