import Stepsmith
import Testing

/// The golden file of decisions.yaml, run: a decision on a branch of another, one that is itself a branch, and a join.
struct DecisionRunTests {
    /// Every step of the workflow in one type.
    private struct Approvals: Decisions.Handlers {
        var path: [Decisions.PickPath.Route]
        var second: [Decisions.Escalate.Route] = []

        func validate(amount: Double, context: StepContext) async throws -> Decisions.Validate.Result {
            Decisions.Validate.Result(risk: amount / 2)
        }
        func pickPath(
            validated: Decisions.Validate.Result, amount: Double, context: StepContext
        ) async throws -> Decision<Decisions.PickPath.Route, Decisions.PickPath.Result> {
            let result = Decisions.PickPath.Result(reason: "risk \(validated.risk)")
            return path.isEmpty ? .skip(reason: "nobody approves", result) : .route(path, result)
        }
        func autoApprove(pickPath: Decisions.PickPath.Result, context: StepContext) async throws -> Decisions.Approval {
            Decisions.Approval(by: "auto, \(pickPath.reason)")
        }
        func review(
            pickPath: Decisions.PickPath.Result, validate: Decisions.Validate.Result, context: StepContext
        ) async throws -> Decisions.Approval { Decisions.Approval(by: "review") }
        func note(review: Decisions.Approval, context: StepContext) async throws -> Decisions.Note.Result {
            Decisions.Note.Result(text: review.by)
        }
        func escalate(
            note: Decisions.Note.Result, context: StepContext
        ) async throws -> Decision<Decisions.Escalate.Route, JSONObject> { .route(second, [:]) }
        func `default`(escalate: JSONObject, context: StepContext) async throws -> Decisions.Approval {
            Decisions.Approval(by: "default")
        }
        func step2ndOpinion(escalate: JSONObject, context: StepContext) async throws -> Decisions.Approval {
            Decisions.Approval(by: "second")
        }
        func triage(
            pickPath: Decisions.PickPath.Result, context: StepContext
        ) async throws -> Decision<Decisions.Triage.Route, JSONObject> { .route([.allCasesStep, .nothingToDecide], [:]) }
        func allCases(triage: JSONObject, context: StepContext) async throws -> JSONObject { [:] }
        func nothingToDecide(
            triage: JSONObject, context: StepContext
        ) async throws -> Decision<Decisions.NothingToDecide.Route, JSONObject> { .skip(reason: "nothing there", [:]) }
        func settle(
            automatic: Decisions.Approval?, review: Decisions.Approval?, fallback: Decisions.Approval?,
            second: Decisions.Approval?, choice: Decisions.PickPath.Result, validated: Decisions.Validate.Result,
            context: StepContext
        ) async throws -> Decisions.Settle.Result {
            let found = [automatic, review, fallback, second].map { $0?.by ?? "-" }
            return Decisions.Settle.Result(approved: found == Approvals.expected(self))
        }

        /// What the join must have been given.
        static func expected(_ handlers: Approvals) -> [String] {
            let isReviewed = handlers.path.contains(.review)
            return [
                handlers.path.contains(.autoApprove) ? "auto, risk 50.0" : "-", isReviewed ? "review" : "-",
                isReviewed && handlers.second.contains(.default) ? "default" : "-",
                isReviewed && handlers.second.contains(.step2ndOpinion) ? "second" : "-",
            ]
        }
    }

    @Test(
        arguments: [
            (Approvals(path: [.autoApprove]), ["auto-approve"]),
            (
                Approvals(path: [.review, .autoApprove], second: [.default]),
                ["auto-approve", "default", "escalate", "note", "review"]
            ),
            (
                Approvals(path: [.review], second: [.step2ndOpinion, .default]),
                ["2nd opinion", "default", "escalate", "note", "review"]
            ),
            (Approvals(path: [.review]), ["escalate", "note", "review"]),
            (Approvals(path: [.triage]), ["all_cases", "nothing_to_decide", "triage"]), (Approvals(path: []), []),
        ] as [(Approvals, [String])])
    private func runs(_ handlers: Approvals, _ branches: [String]) async throws {
        let engine = try Engine(store: InMemoryStore(), workflows: [Decisions.registered(handlers)])
        let snapshot = try await engine.whileRunning { engine in
            let run = try await engine.start(Decisions.self, input: Decisions.Input(amount: 100))
            #expect(try await run.output().settle.approved == true)
            return try await run.finished()
        }
        let always: Set<String> = ["pick_path", "settle", "validate"]
        let succeeded = Set(snapshot.steps.filter { $0.state == .succeeded }.map(\.name))
        #expect(succeeded == always.union(branches))
        #expect(snapshot.steps.allSatisfy { $0.state == .succeeded || $0.state == .skipped })
    }

    @Test func routesAreTheStepsThatADecisionCanActivate() {
        #expect(Decisions.PickPath.Route.allCases.map(\.rawValue) == ["auto-approve", "review", "triage"])
        #expect(Decisions.Escalate.Route(rawValue: "2nd opinion") == .step2ndOpinion)
        #expect(Decisions.NothingToDecide.Route.allCases.isEmpty)
        #expect(Decisions.NothingToDecide.Route(rawValue: "settle") == nil)
    }
}
