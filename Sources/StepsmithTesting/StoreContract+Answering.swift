import Stepsmith

extension StoreContract {
    /// What calls answer: to a worker whose last answer was lost, who comes late, or who asks for what is not there.
    static let answering: [StoreContract] = [
        StoreContract("a request repeated after a lost answer gives the same steps, or is served if it never came") { on in
            let graph = try on.graph([StepDefinition("a"), StepDefinition("b"), StepDefinition("c")])
            _ = try await on.begin(graph)
            var request = on.request("a", [graph], limit: 2)
            request.number = 7
            let first = try await on.store.claim(request).steps
            request.isRepeated = true
            let again = try await on.store.claim(request).steps
            try on.require(Set(again.map(\.lease)) == Set(first.map(\.lease)), "the same leases, got \(again.map(\.name))")
            request.number = 8
            let rest = try await on.store.claim(request).steps
            try on.require(rest.map(\.name) == ["c"], "what is left, got \(rest.map(\.name))")
        },
        StoreContract("the steps that an end claimed come again when it is repeated after a lost answer") { on in
            let graph = try on.graph(.diamond)
            let run = try await on.begin(graph)
            let end = on.completion(try await on.claim("a", by: "a", graph), .done(), graph)
            var request = on.request("a", [graph], limit: 1)
            request.number = 7
            let first = try await on.store.apply([end], claiming: request)
            let before = try await on.snapshot(run).history
            request.isRepeated = true
            let again = try await on.store.apply([end], claiming: request)
            try on.require(again.accepted == [true] && first.claimed.count == 1, "accepted both times")
            try on.require(again.claimed.map(\.lease) == first.claimed.map(\.lease), "the same step")
            try await on.require(on.snapshot(run).history == before, "and nothing is recorded twice")
        },
        StoreContract("what an end made ready goes before what has waited longer") { on in
            let graph = try on.graph(.chain)
            try await on.store.register([graph])
            try await on.create(graph, id: "1")
            let first = try await on.claim("a", by: "a", graph)
            try await on.create(graph, id: "2")
            let applied = try await on.store.apply(
                [on.completion(first, .done(), graph)], claiming: on.request("a", [graph], limit: 2))
            try on.require(applied.claimed.map(\.name) == ["b", "a"], "got \(applied.claimed.map(\.name))")
        },
        StoreContract("the call that ends a run says so, and how it ended") { on in
            let graph = try on.graph(.chain)
            try await on.store.register([graph])
            for (id, outcome) in [("1", AttemptOutcome.done()), ("2", .broken)] {
                let run = try await on.create(graph, id: id).id
                let first = try await on.claim("a", by: "a", graph)
                let middle = try await on.store.apply(
                    [on.completion(first, .done(), graph)], claiming: on.request("a", [graph], limit: 1))
                try on.require(middle.finished.isEmpty && middle.claimed.count == 1, "not before its last step")
                let last = try await on.store.apply(
                    [on.completion(middle.claimed[0], outcome, graph)], claiming: on.request("a", [graph], limit: 0))
                let end = FinishedRun(id: run, state: id == "1" ? .succeeded : .failed)
                try on.require(last.finished == [end], "expected \(end), got \(last.finished)")
            }
        },
        StoreContract("a late worker is refused even before anyone else has the step") { on in
            let graph = try on.graph(.one)
            _ = try await on.begin(graph)
            let late = try await on.claim("a", by: "a", graph)
            try await on.advance(StoreFixture.lease)
            let none = try await on.claim("b", graph, limit: 0)
            try on.require(none.isEmpty, "nothing for a limit of 0")
            try await on.require(!on.apply(.done(), to: late, by: "a", graph), "its lease has ended")
        },
        StoreContract("a retrying step says when it is due") { on in
            let graph = try on.graph([StepDefinition("a", retry: RetryPolicy(backoff: .linear, base: .seconds(10)))])
            let run = try await on.begin(graph)
            try await on.run("a", .busy, graph)
            let snapshot = try await on.snapshot(run)
            let retried = snapshot.history.last { $0.event == .retrying }
            let wait = retried.flatMap { retried in snapshot.step("a")?.dueAt?.since(retried.at) }
            // A store may round to what its columns hold.
            try on.require(wait.map { $0 > .seconds(9) && $0 < .seconds(11) } == true, "got \(String(describing: wait))")
            try await on.advance(.seconds(10))
            try await on.run("a", .done(), graph)
            try await on.require(on.step("a", of: run).dueAt == nil, "and one that has ended does not")
        },
        StoreContract("a run that has ended cannot be cancelled, and stays as it is") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            try await on.run("a", .done(), graph)
            try await on.require(!on.store.cancel(run), "not cancelled")
            try await on.requireStates(run, [.succeeded], .succeeded)
        },
        StoreContract("results are read by step; a step that has none, or that there is not, has no result") { on in
            let graph = try on.graph(.chain)
            let run = try await on.begin(graph)
            try await on.run("a", .done("7"), graph)
            let results = try await on.store.results(of: ["a", "b", "x"], in: run)
            try on.require(results == ["a": Array("7".utf8)], "got \(results)")
            try on.require(try on.store.recordedResult(of: "x", in: run) == nil, "nor alone")
            let summary = try await on.store.summary(of: run)
            try on.require(summary == RunSummary(try await on.snapshot(run)), "a summary is the run without its steps")
        },
        StoreContract("a run that is not there has no summary, no results and no state") { on in
            let none = RunID("none")
            let summary = try await on.store.summary(of: none)
            try on.require(summary == nil, "no summary")
            try await on.requireUnknown("results of it") { _ = try await on.store.results(of: ["a"], in: none) }
            try await on.requireUnknown("a result of it") { _ = try on.store.recordedResult(of: "a", in: none) }
        },
        StoreContract("an end that comes as someone begins to listen is not missed") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for number in 0..<50 {
                let run = try await on.create(graph, id: "\(number)").id
                let step = try await on.claim("a", by: "a", graph)
                async let isAccepted = on.apply(.done(), to: step, by: "a", graph)
                var last: RunState?
                for await state in on.store.updates(of: run, .run) { last = state }
                let accepted = try await isAccepted
                try on.require(accepted && last == .succeeded, "got \(last.map(\.rawValue) ?? "nothing")")
            }
        },
    ]
}

extension StoreFixture {
    /// The call must throw `StoreError.unknownRun`.
    fileprivate func requireUnknown(_ what: String, _ call: () async throws -> Void) async throws {
        do {
            try await call()
        } catch StoreError.unknownRun { return }
        throw ContractViolation(description: "expected unknownRun for \(what)")
    }
}
