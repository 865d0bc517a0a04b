import Stepsmith

extension StoreContract {
    static let leasing: [StoreContract] = [
        StoreContract("a lease that ends gives the step to another worker, counts a loss and no attempt, and fences the first") {
            on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            let lost = try await on.claim("a", by: "a", graph)
            let pending = try await on.store.claim(on.request("b", [graph]))
            try on.require(pending.steps.isEmpty, "it is held")
            try on.require(pending.nextDue.map { $0 > .zero && $0 <= StoreFixture.lease } == true, "until its lease ends")
            try await on.advance(StoreFixture.lease)
            let step = try await on.claim("a", by: "b", graph)
            try on.require(step.leaseLosses == 1 && step.failures == 0, "one loss, no failure")
            try await on.require(!on.apply(.done("1"), to: lost, by: "a", graph), "the late result is refused")
            let gone = try await on.store.renew([lost.lease], by: WorkerID("a"), for: StoreFixture.lease)
            try on.require(gone == [lost.lease], "and the lease cannot be renewed")
            try await on.require(on.apply(.done("2"), to: step, by: "b", graph), "the new worker's is accepted")
            try on.require(try on.store.recordedResult(of: "a", in: run) == Array("2".utf8), "and recorded")
            let snapshot = try await on.snapshot(run)
            let recorded = try await on.step("a", of: run)
            try on.require(recorded.attempts == 1 && recorded.leaseLosses == 1, "as one attempt")
            let entry = snapshot.history.first { $0.event == .leaseLost }
            try on.require(entry?.worker == WorkerID("a") && entry?.attempt == 1, "the history says who lost it")
        },
        StoreContract("a worker that lost a step and claimed it again cannot end it under the old token") { on in
            let graph = try on.graph(.one)
            _ = try await on.begin(graph)
            let lost = try await on.claim("a", by: "a", graph)
            try await on.advance(StoreFixture.lease)
            let step = try await on.claim("a", by: "a", graph)
            try await on.require(!on.apply(.done("1"), to: lost, by: "a", graph), "the old token is refused")
            try await on.require(on.apply(.done("2"), to: step, by: "a", graph), "the new one is accepted")
            try await on.require(!on.apply(.done("1"), to: lost, by: "a", graph), "the old one still is not")
        },
        StoreContract("a renewed lease holds, and only its worker can renew it") { on in
            let graph = try on.graph(.one)
            _ = try await on.begin(graph)
            let step = try await on.claim("a", by: "a", graph)
            for _ in 0..<4 {
                try await on.advance(.seconds(20))
                let lost = try await on.store.renew([step.lease], by: WorkerID("a"), for: StoreFixture.lease)
                try on.require(lost.isEmpty, "it is held")
                let stranger = try await on.store.renew([step.lease], by: WorkerID("b"), for: .seconds(1000))
                try on.require(stranger == [step.lease], "it is no one else's")
                let none = try await on.claim("b", graph)
                try on.require(none.isEmpty, "so no one gets the step")
            }
            try await on.advance(StoreFixture.lease)
            _ = try await on.claim("a", by: "b", graph)
        },
        StoreContract("leases end one by one, each at its own time") { on in
            let graph = try on.graph([StepDefinition("a"), StepDefinition("b")])
            _ = try await on.begin(graph)
            let first = try await on.claim("a", graph, limit: 1)
            try await on.advance(.seconds(20))
            let second = try await on.claim(1, by: "a", graph, limit: 1)
            try await on.advance(.seconds(10))
            let taken = try await on.claim("b", graph)
            try on.require(taken.map(\.name) == first.map(\.name), "the first has ended, the second has not")
            try await on.require(on.apply(.done(), to: second[0], by: "a", graph), "and can be ended by its worker")
        },
        StoreContract("a step that loses its worker time and again fails") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            for _ in 0..<Planner.leaseLossLimit {
                _ = try await on.claim("a", by: "a", graph)
                try await on.advance(StoreFixture.lease)
            }
            let none = try await on.claim("a", graph)
            try on.require(none.isEmpty, "it is given up")
            try await on.requireStates(run, [.failed], .failed)
            let snapshot = try await on.snapshot(run)
            let recorded = try await on.step("a", of: run)
            try on.require(recorded.failure?.code == .leaseLost, "for that reason")
            try on.require(recorded.leaseLosses == Planner.leaseLossLimit, "after as many losses")
            try on.require(recorded.attempts == 0, "and no attempt")
            let last = snapshot.history.last { $0.step != nil }
            try on.require(last?.event == .failed && last?.attempt == 1, "the history tells which attempt it was")
        },
    ]
}
