import Stepsmith

extension StoreFixture {
    private func key(_ name: String) -> EventKey {
        EventKey(namespace: "contract", workflow: "flow", step: "a", name: name)
    }

    fileprivate func event(_ id: String, _ name: String = "a.done", run: RunID) -> EventRecord {
        EventRecord(
            id: EventID(id), key: key(name), run: run,
            workflow: WorkflowIdentity(namespace: "contract", name: "flow", version: "1.0.0"), step: "a", attempt: 1,
            payload: Array("{\"n\":1}".utf8), publishedAt: Timestamp(microseconds: 1_000_000))
    }

    fileprivate func claimEvents(_ worker: String, _ names: [String] = ["a.done"], limit: Int = 10) async throws -> [EventRecord]
    {
        try await store.claimEvents(
            EventClaim(worker: WorkerID(worker), keys: names.map(key), limit: limit, lease: StoreFixture.lease)
        ).events
    }

    /// Ends the step `a` of a run of one step, publishing these.
    fileprivate func publish(_ ids: [String]) async throws -> RunID {
        let graph = try graph(.one)
        let run = try await begin(graph)
        let step = try await claim("a", by: "a", graph)
        var completion = completion(step, .done(), graph)
        completion.events = ids.map { event($0, run: run) }
        for _ in 0..<2 { _ = try await store.apply([completion], claiming: request("a", [graph], limit: 0)) }
        return run
    }
}

extension StoreContract {
    static let publishing: [StoreContract] = [
        StoreContract("events are recorded with the attempt's end, once, and handed out in order to who asks for them") { on in
            let run = try await on.publish(["1", "2", "3"])
            let others = try await on.claimEvents("a", ["a.other"])
            try on.require(others.isEmpty, "not to who asks for others")
            let first = try await on.claimEvents("a", limit: 2)
            try on.require(first == [on.event("1", run: run), on.event("2", run: run)], "got \(first)")
            let rest = try await on.claimEvents("b", ["a.other", "a.done"])
            try on.require(rest.map(\.id.rawValue) == ["3"], "got \(rest)")
            let none = try await on.claimEvents("b")
            try on.require(none.isEmpty, "each to one at a time")
        },
        StoreContract("events of an end that is refused are not recorded") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            var completion = on.completion(step, .done(), graph)
            completion.lease.token += 1
            completion.events = [on.event("1", run: run)]
            _ = try await on.store.apply([completion], claiming: on.request("a", [graph], limit: 0))
            let none = try await on.claimEvents("a")
            try on.require(none.isEmpty, "got \(none)")
        },
        StoreContract("a delivered event is not handed out again; one whose worker is lost is") { on in
            _ = try await on.publish(["1", "2"])
            _ = try await on.claimEvents("a")
            try await on.store.settleEvents([EventID("1"): .delivered], by: WorkerID("a"))
            try await on.advance(.seconds(31))
            let again = try await on.claimEvents("b")
            try on.require(again.map(\.id.rawValue) == ["2"], "got \(again)")
            try await on.store.settleEvents([EventID("2"): .delivered], by: WorkerID("b"))
            try await on.advance(.seconds(31))
            let none = try await on.claimEvents("b")
            try on.require(none.isEmpty, "got \(none)")
        },
        StoreContract("a delivery that failed is handed out again after its delay, and counted") { on in
            _ = try await on.publish(["1"])
            _ = try await on.claimEvents("a")
            try await on.store.settleEvents([EventID("1"): .failed(retryAfter: .seconds(5))], by: WorkerID("a"))
            let early = try await on.store.claimEvents(
                EventClaim(
                    worker: WorkerID("a"),
                    keys: [EventKey(namespace: "contract", workflow: "flow", step: "a", name: "a.done")], limit: 10,
                    lease: StoreFixture.lease))
            try on.require(early.events.isEmpty, "not yet")
            try on.require(early.nextDue.map { $0 > .zero && $0 <= .seconds(5) } == true, "but the claim says when")
            try await on.advance(.seconds(5))
            let again = try await on.claimEvents("b")
            try on.require(again.map(\.failedDeliveries) == [1], "got \(again)")
        },
        StoreContract("new events are signalled to workers") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            var signals = on.store.workSignals().makeAsyncIterator()
            var completion = on.completion(step, .done(), graph)
            completion.events = [on.event("1", run: run)]
            _ = try await on.store.apply([completion], claiming: on.request("a", [graph], limit: 0))
            _ = await signals.next()
        },
    ]
}
