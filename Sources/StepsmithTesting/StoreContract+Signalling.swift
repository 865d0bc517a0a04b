import Stepsmith

extension StoreContract {
    static let signalling: [StoreContract] = [
        StoreContract("a new run signals work to every listener") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            let (first, second) = (on.store.workSignals(), on.store.workSignals())
            try await on.create(graph, id: "r")
            try await on.awaitSignal(first)
            try await on.awaitSignal(second)
        },
        StoreContract("work that a worker made ready and did not take is signalled") { on in
            let graph = try on.graph(.diamond)
            _ = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            let signals = on.store.workSignals()
            let applied = try await on.store.apply(
                [on.completion(step, .done(), graph)], claiming: on.request("a", [graph], limit: 1))
            try on.require(applied.claimed.count == 1, "one is taken")
            try await on.awaitSignal(signals)
        },
        StoreContract("a step given back, and a retry, are signalled") { on in
            let graph = try on.graph(.one)
            _ = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            let given = on.store.workSignals()
            try await on.apply(.released, to: step, by: "a", graph)
            try await on.awaitSignal(given)
            let again = try await on.claim("a", by: "a", graph)
            let retried = on.store.workSignals()
            try await on.apply(.busy, to: again, by: "a", graph)
            try await on.awaitSignal(retried)
        },
        StoreContract("steps of lost leases that the next worker does not take are signalled") { on in
            let (graph, other) = (try on.graph(.one), try on.graph(.one, name: "other"))
            _ = try await on.begin(graph)
            try await on.store.register([other])
            _ = try await on.claim("a", by: "a", graph)
            try await on.advance(StoreFixture.lease)
            let signals = on.store.workSignals()
            let none = try await on.claim("b", other)
            try on.require(none.isEmpty, "it is another workflow's")
            // Time alone may have told the listeners, or this claim did; in either case the step is there.
            _ = try await on.claim("a", by: "b", graph)
            try await on.awaitSignal(signals)
        },
        StoreContract("cancellations reach every listener, each run once and in order") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for id in ["1", "2", "3"] { try await on.create(graph, id: id) }
            let streams = [on.store.cancellations(), on.store.cancellations()]
            for id in ["1", "2", "2", "3"] { try await on.store.cancel(RunID(id)) }
            for stream in streams {
                var iterator = stream.makeAsyncIterator()
                for id in ["1", "2", "3"] {
                    let run = await iterator.next()
                    try on.require(run == RunID(id), "expected \(id), got \(run?.rawValue ?? "the end")")
                }
            }
        },
        StoreContract("updates give the state at once, then the end, and end") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            var updates = on.store.updates(of: run).makeAsyncIterator()
            let now = await updates.next()
            try on.require(now == .running, "the state at once")
            try await on.run("a", .done(), graph)
            var last: RunState?
            while let state = await updates.next() { last = state }
            try on.require(last == .succeeded, "ends with the run's end")
            var late: [RunState] = []
            for await state in on.store.updates(of: run) { late.append(state) }
            try on.require(late == [.succeeded], "a finished run gives its state once")
        },
        StoreContract("updates end for a failed, a cancelled, an abandoned and an unknown run") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            func end(of id: String) async -> RunState? {
                var last: RunState?
                for await state in on.store.updates(of: RunID(id)) { last = state }
                return last
            }
            try await on.create(graph, id: "failed")
            try await on.run("a", .broken, graph)
            try await on.create(graph, id: "cancelled")
            async let cancelled = end(of: "cancelled")
            try await on.store.cancel(RunID("cancelled"))
            try await on.create(graph, id: "abandoned")
            async let abandoned = end(of: "abandoned")
            for _ in 0..<Planner.leaseLossLimit {
                _ = try await on.claim("a", by: "a", graph)
                try await on.advance(StoreFixture.lease)
            }
            _ = try await on.claim("a", graph)
            let ends = (await end(of: "failed"), await cancelled, await abandoned, await end(of: "unknown"))
            try on.require(ends == (.failed, .cancelled, .failed, nil), "got \(ends)")
        },
    ]
}

extension StoreFixture {
    /// Waits for one; a stream that ends without is a violation.
    func awaitSignal(_ stream: AsyncStream<Void>) async throws {
        for await _ in stream { return }
        throw ContractViolation(description: "the stream of work signals ended without one")
    }
}
