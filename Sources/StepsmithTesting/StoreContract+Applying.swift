import Stepsmith

extension StoreContract {
    static let applying: [StoreContract] = [
        StoreContract("only the worker that holds a step under its token can end it") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            var step = try await on.claim("a", by: "a", graph)
            try await on.require(!on.apply(.done("2"), to: step, by: "b", graph), "another worker is refused")
            step.lease.token += 1
            try await on.require(!on.apply(.done("2"), to: step, by: "a", graph), "another token is refused")
            step.lease.position = 99
            let far = Completion(
                lease: step.lease, transition: Transition(position: 99, change: .ready), duration: .zero)
            let applied = try await on.store.apply([far], claiming: on.request("a", [graph], limit: 0))
            try on.require(applied.accepted == [false], "a step that is not there is refused")
            step.lease.run = RunID("none")
            step.lease.position = 0
            try await on.require(!on.apply(.done("2"), to: step, by: "a", graph), "a run that is not there is refused")
            try await on.requireStates(run, [.running], .running)
        },
        StoreContract("an end that is applied again after a lost answer is accepted and changes nothing") { on in
            let graph = try on.graph(.chain)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            try await on.require(on.apply(.done("1"), to: step, by: "a", graph), "accepted")
            let before = try await on.snapshot(run)
            try await on.require(on.apply(.done("1"), to: step, by: "a", graph), "accepted again")
            let after = try await on.snapshot(run)
            try on.require(before.history == after.history, "nothing is recorded twice")
            let next = try await on.claim("b", by: "a", graph)
            try await on.require(on.apply(.done("1"), to: step, by: "a", graph), "and later too")
            try await on.requireStates(run, [.succeeded, .running], .running)
            try await on.apply(.done(), to: next, by: "a", graph)
            try await on.requireStates(run, [.succeeded, .succeeded], .succeeded)
        },
        StoreContract("an end that was recorded is accepted when it is repeated after later attempts; one that was lost is not") {
            on in
            let graph = try on.graph([StepDefinition("a", retry: RetryPolicy(maxAttempts: 4, backoff: .none))])
            let run = try await on.begin(graph)
            let first = try await on.claim("a", by: "a", graph)
            try await on.apply(.busy, to: first, by: "a", graph)
            let second = try await on.claim("a", by: "b", graph)
            try await on.advance(StoreFixture.lease)
            let third = try await on.claim("a", by: "c", graph)
            try await on.require(!on.apply(.busy, to: second, by: "b", graph), "the second was lost")
            try await on.apply(.busy, to: third, by: "c", graph)
            try await on.run("a", .done(), graph)
            let before = try await on.snapshot(run)
            try await on.require(on.apply(.busy, to: first, by: "a", graph), "the first was recorded")
            try await on.require(!on.apply(.busy, to: second, by: "b", graph), "the second still was not")
            try await on.require(on.apply(.busy, to: third, by: "c", graph), "and the third was")
            let after = try await on.snapshot(run)
            try on.require(before.history == after.history, "nothing is recorded twice")
        },
        StoreContract("apply claims what it made ready, for the same worker") { on in
            let graph = try on.graph(.diamond)
            _ = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            let applied = try await on.store.apply(
                [on.completion(step, .done(), graph)], claiming: on.request("a", [graph], limit: 1))
            try on.require(applied.accepted == [true] && applied.claimed.count == 1, "one, as asked for")
            let rest = try await on.claim("b", graph)
            try on.require(Set((applied.claimed + rest).map(\.name)) == ["b", "c"], "the other is for others")
            try await on.require(
                !on.apply(.done(), to: applied.claimed[0], by: "b", graph), "it is the first worker's")
            try await on.require(on.apply(.done(), to: applied.claimed[0], by: "a", graph), "who can end it")
        },
        StoreContract("several ends in one call are each accepted or not") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for id in ["1", "2", "3"] { try await on.create(graph, id: id) }
            let steps = try await on.claim(3, by: "a", graph)
            var late = steps[1]
            late.lease.token += 7
            let ends = [steps[0], late, steps[2]].map { on.completion($0, .done(), graph) }
            let applied = try await on.store.apply(ends, claiming: on.request("a", [graph], limit: 0))
            try on.require(applied.accepted == [true, false, true], "got \(applied.accepted)")
        },
        StoreContract("a retry is claimed when it is due and not before, as a further attempt") { on in
            let graph = try on.graph([StepDefinition("a", retry: RetryPolicy(backoff: .linear, base: .seconds(10)))])
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            try await on.apply(.busy, to: step, by: "a", graph)
            try await on.requireStates(run, [.retrying], .running)
            let waiting = try await on.store.claim(on.request("a", [graph]))
            try on.require(waiting.steps.isEmpty, "not yet")
            try on.require(
                waiting.nextDue.map { $0 > .zero && $0 <= .seconds(10) } == true, "but the claim says when")
            try await on.advance(.seconds(10))
            let again = try await on.claim("a", by: "b", graph)
            try on.require(again.failures == 1, "one failure behind it")
            try on.require(again.lease.token != step.lease.token, "under a new token")
            try await on.require(on.apply(.busy, to: step, by: "a", graph), "a repeated end changes nothing")
            try await on.requireStates(run, [.running], .running)
            try await on.apply(.done(), to: again, by: "b", graph)
            let recorded = try await on.step("a", of: run)
            try on.require(recorded.attempts == 2 && recorded.failure == nil, "two attempts, the last without failure")
        },
        StoreContract("a step given back is ready at once, and no attempt is counted") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            try await on.apply(.released, to: step, by: "a", graph)
            let recorded = try await on.step("a", of: run)
            try on.require(recorded.state == .ready && recorded.attempts == 0 && recorded.leaseLosses == 0, "as before")
            let again = try await on.claim("a", by: "b", graph)
            try on.require(again.failures == 0 && again.leaseLosses == 0, "as if for the first time")
            try await on.require(on.apply(.done("2"), to: again, by: "b", graph), "by its new worker")
        },
        StoreContract("with policy stop a failure ends the run once the running steps have ended") { on in
            let graph = try on.graph(.diamond)
            let run = try await on.begin(graph)
            try await on.run("a", .done(), graph)
            let steps = try await on.claim(1, by: "a", graph, limit: 1)
            let more = try await on.claim(1, by: "a", graph, limit: 1)
            try await on.apply(.broken, to: steps[0], by: "a", graph)
            let state = try await on.snapshot(run).state
            try on.require(state == .running, "another step still runs")
            try await on.require(on.apply(.done(), to: more[0], by: "a", graph), "and its result counts")
            let ended = try await on.snapshot(run)
            try on.require(ended.state == .failed && ended.step("d")?.state == .waiting, "then the run has failed")
            try on.require(ended.step(steps[0].name)?.failure?.message == "no", "with the failure")
        },
        StoreContract("with policy stop nothing new starts after a failure") { on in
            let graph = try on.graph([StepDefinition("a"), StepDefinition("b"), StepDefinition("c")])
            let run = try await on.begin(graph)
            let first = try await on.claim(2, by: "a", graph, limit: 2)
            try await on.apply(.broken, to: first[0], by: "a", graph)
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "c does not start")
            try await on.apply(.done(), to: first[1], by: "a", graph)
            let state = try await on.snapshot(run).state
            try on.require(state == .failed, "and the run ends without it")
        },
        StoreContract("with policy continue independent branches go on, then the run has failed") { on in
            let graph = try on.graph(
                [
                    StepDefinition("a"), StepDefinition("b", dependsOn: ["a"]), StepDefinition("c"),
                    StepDefinition("d", dependsOn: ["c"]),
                ], policy: .continue)
            let run = try await on.begin(graph)
            let first = try await on.claim(2, by: "a", graph)
            try await on.apply(.broken, to: first[0], by: "a", graph)
            try await on.apply(.done(), to: first[1], by: "a", graph)
            try await on.requireStates(run, [.failed, .waiting, .succeeded, .ready], .running)
            try await on.run("d", .done(), graph)
            try await on.requireStates(run, [.failed, .waiting, .succeeded, .succeeded], .failed)
        },
        StoreContract("cancelling ends every step that has not ended, refuses late results, and can be repeated") { on in
            let graph = try on.graph(.chain)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            try await on.require(on.store.cancel(run), "cancelled")
            try await on.requireStates(run, [.cancelled, .cancelled], .cancelled)
            try await on.require(!on.store.cancel(run), "not twice")
            try await on.require(!on.apply(.done(), to: step, by: "a", graph), "a late result is refused")
            let lost = try await on.store.renew([step.lease], by: WorkerID("a"), for: StoreFixture.lease)
            try on.require(lost == [step.lease], "the lease is gone")
            try await on.advance(.seconds(60))
            let none = try await on.claim("b", graph)
            try on.require(none.isEmpty, "and nothing of it starts")
            let events = try await on.snapshot(run).history.map(\.event)
            try on.require(events == [.runCreated, .started, .cancelled, .cancelled, .runCancelled], "got \(events)")
        },
        StoreContract("a retry of a cancelled run never comes") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            try await on.run("a", .busy, graph)
            try await on.store.cancel(run)
            try await on.advance(.seconds(120))
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "nothing to claim")
            try await on.requireStates(run, [.cancelled], .cancelled)
        },
        StoreContract("the history has every transition in order, with worker, attempt, duration and failure") { on in
            let graph = try on.graph([StepDefinition("a", retry: RetryPolicy(maxAttempts: 2, backoff: .none))])
            let run = try await on.begin(graph)
            try await on.run("a", .released, graph)
            try await on.run("a", .busy, graph)
            try await on.run("a", .busy, graph)
            let history = try await on.snapshot(run).history
            let events = history.map(\.event)
            try on.require(
                events == [.runCreated, .started, .released, .started, .retrying, .started, .failed, .runFailed],
                "got \(events)")
            let attempts = history.map(\.attempt)
            try on.require(attempts == [nil, 1, 1, 1, 1, 2, 2, nil], "got attempts \(attempts)")
            let ofSteps = history.filter { $0.step != nil }
            try on.require(ofSteps.allSatisfy { $0.worker == WorkerID("a") && $0.step == "a" }, "by whom")
            try on.require(
                ofSteps.allSatisfy { ($0.duration != nil) == ($0.event != .started) }, "how long each attempt took")
            try on.require(history[4].failure?.code == "BUSY" && history[6].failure?.code == "BUSY", "and why it failed")
            try on.require(zip(history, history.dropFirst()).allSatisfy { $0.at <= $1.at }, "in order")
        },
    ]
}
