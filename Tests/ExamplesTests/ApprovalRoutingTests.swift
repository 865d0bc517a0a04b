import Stepsmith
import Testing

@testable import stepsmith_examples

@Suite("Example: approval routing")
struct ApprovalRoutingTests {
    private func run(_ amount: Double, by requester: String = "chen") async throws -> RunSnapshot {
        let engine = try Engine(
            store: InMemoryStore(), workflows: [ApprovalRouting.registered(ApprovalRoutingHandlers(company: .example))])
        return try await engine.whileRunning { engine in
            let input = ApprovalRouting.Input(amount: amount, requester: requester, purpose: "A microscope")
            return try await engine.start(ApprovalRouting.self, input: input).finished()
        }
    }

    @Test(
        "The amount decides who is asked, at the boundaries too",
        arguments: [
            (999.99, ["auto_approve"]), (1_000, ["manager_approval"]), (4_999.99, ["manager_approval"]),
            (5_000, ["manager_approval", "finance_review"]), (0.01, ["auto_approve"]),
        ] as [(Double, [String])])
    func boundaries(_ amount: Double, _ asked: [String]) async throws {
        let snapshot = try await run(amount)
        #expect(snapshot.state == .succeeded)
        for step in ["auto_approve", "manager_approval", "finance_review"] {
            let state = try #require(snapshot.step(step))
            #expect(state.state == (asked.contains(step) ? .succeeded : .skipped))
            #expect((state.skipReason == nil) == asked.contains(step))
        }
        #expect(snapshot.step("finalize_approval")?.state == .succeeded)
    }

    @Test("Finance refuses what the budget does not hold, and the reason arrives")
    func refused() async throws {
        let engine = try Engine(
            store: InMemoryStore(), workflows: [ApprovalRouting.registered(ApprovalRoutingHandlers(company: .example))])
        try await engine.whileRunning { engine in
            var decided = engine.events(of: ApprovalRouting.FinalizeApproval.ApprovalDecided.self).makeAsyncIterator()
            let input = ApprovalRouting.Input(amount: 15_000, requester: "ana", purpose: "A stand")
            let output = try #require(try await engine.start(ApprovalRouting.self, input: input).output())
            #expect(!output.approved && output.approvers == ["maria", "finance"])
            #expect(output.summary == "A stand: refused, finance: 12000 euros is left of the budget")
            let event = try #require(await decided.next())
            #expect(!event.payload.approved && event.payload.approvers == ["maria", "finance"])
        }
    }

    @Test("A requester who does not work here is a permanent error")
    func stranger() async throws {
        let snapshot = try await run(10, by: "zoe")
        #expect(snapshot.state == .failed && snapshot.step("validate_request")?.failure?.code == "UNKNOWN_REQUESTER")
        #expect(snapshot.step("routing_decision")?.state == .waiting)
    }
}
