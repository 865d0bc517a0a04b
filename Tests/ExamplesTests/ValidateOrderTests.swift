import Stepsmith
import StepsmithTesting
import Testing

@testable import stepsmith_examples

@Suite("Example: validate order")
struct ValidateOrderTests {
    /// Runs one order to its end; whenever its step waits for another attempt, time moves on to it.
    private func run(amount: Double, failures: Int) async throws -> RunSnapshot {
        let clock = VirtualClock()
        let store = InMemoryStore(clock: clock)
        let handler = ValidateOrder.CheckOrderHandler(fraudService: FlakyFraudService(failures: failures))
        let engine = try Engine(store: store, workflows: [ValidateOrder.registered(handler)], clock: clock)
        return try await engine.whileRunning { engine in
            let run = try await engine.start(
                ValidateOrder.self, input: ValidateOrder.Input(orderId: "A-1", amount: amount))
            for await _ in store.updates(of: run.id) {
                if let due = try await run.snapshot().step("validate_order")?.dueAt {
                    clock.advance(by: due.since(clock.now))
                }
            }
            return try await run.finished()
        }
    }

    @Test("An amount that is not positive is a permanent error", arguments: [0, -5])
    func invalidAmount(amount: Double) async throws {
        let snapshot = try await run(amount: amount, failures: 0)
        let step = try #require(snapshot.step("validate_order"))
        #expect(snapshot.state == .failed && step.attempts == 1)
        #expect(step.failure?.code == "INVALID_AMOUNT" && step.failure?.isRetryable == false)
    }

    @Test("An unavailable service is tried again, and recovers")
    func recovers() async throws {
        let snapshot = try await run(amount: 100, failures: 2)
        #expect(snapshot.state == .succeeded && snapshot.step("validate_order")?.attempts == 3)
        #expect(
            snapshot.history.map(\.event) == [
                .runCreated, .started, .retrying, .started, .retrying, .started, .succeeded, .runSucceeded,
            ])
    }

    @Test("A service that stays away fails the run after all attempts")
    func givesUp() async throws {
        let snapshot = try await run(amount: 100, failures: .max)
        let step = try #require(snapshot.step("validate_order"))
        #expect(snapshot.state == .failed && step.attempts == 4 && step.failure?.code == "FRAUD_SERVICE_UNAVAILABLE")
    }
}
