import Stepsmith
import Testing

@testable import stepsmith_examples

@Suite("Example: user registration")
struct UserRegistrationTests {
    private func register(_ input: UserRegistration.Input) async throws -> (RunSnapshot, UserRegistration.Output) {
        let engine = try Engine(
            store: InMemoryStore(), workflows: [UserRegistration.registered(UserRegistrationHandlers())])
        return try await engine.whileRunning { engine in
            let run = try await engine.start(UserRegistration.self, input: input)
            return (try await run.finished(), try await run.output())
        }
    }

    @Test("A paid plan with a phone is billed and welcomed twice")
    func paid() async throws {
        let (snapshot, output) = try await register(
            UserRegistration.Input(email: "Grace@Example.com", fullName: "Grace Hopper", plan: .pro, phone: "+15551234567"))
        #expect(output.status == .active && output.messagesSent == 2)
        let bytes = try #require(snapshot.step("setup_billing_profile")?.result)
        let billing = try UserRegistration.SetupBillingProfile.Result(json: JSONValue(parsing: bytes))
        #expect(billing.billingRequired && billing.billingId == "bill_grace" && billing.monthlyCents == 1900)
    }

    @Test("Without a plan it is the free one, and no billing id is written")
    func free() async throws {
        let (snapshot, output) = try await register(UserRegistration.Input(email: "a@example.com", fullName: "A"))
        #expect(output.messagesSent == 1)
        let bytes = try #require(snapshot.step("setup_billing_profile")?.result)
        #expect(try JSONValue(parsing: bytes) == ["billing_required": false, "monthly_cents": 0])
    }

    @Test("Both branches run before the welcome")
    func order() async throws {
        let (snapshot, _) = try await register(UserRegistration.Input(email: "a@example.com", fullName: "A"))
        let started = snapshot.history.filter { $0.event == .started }.compactMap(\.step)
        #expect(started.first == "create_user_account" && started.last == "update_user_status")
        #expect(Set(started[1...2]) == ["setup_billing_profile", "initialize_preferences"])
        #expect(started[3] == "send_welcome_sequence")
    }
}
