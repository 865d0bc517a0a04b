import Stepsmith

/// What the handler asks for a score; in a real system a service that may be down.
protocol FraudService: Sendable {
    /// Between 0 and 1. Throws `FraudServiceUnavailable` when the service cannot answer now.
    func score(orderID: String, amount: Double) async throws -> Double
}

struct FraudServiceUnavailable: Error {}

extension ValidateOrder {
    struct CheckOrderHandler: CheckOrder.Handler {
        let fraudService: any FraudService

        func checkOrder(orderId: String, amount: Double, context: StepContext) async throws -> CheckOrder.Result {
            guard amount > 0 else {
                throw PermanentError(code: "INVALID_AMOUNT", message: "An order's amount must be positive, not \(amount).")
            }
            do {
                let score = try await fraudService.score(orderID: orderId, amount: amount)
                return CheckOrder.Result(orderId: orderId, amount: amount, fraudScore: score, approved: score < 0.8)
            } catch is FraudServiceUnavailable {
                throw RetryableError(code: "FRAUD_SERVICE_UNAVAILABLE", message: "The fraud service does not answer.")
            }
        }
    }
}
