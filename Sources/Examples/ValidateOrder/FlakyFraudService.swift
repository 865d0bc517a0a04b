import Synchronization

/// A fraud service that is down for its first calls, to show how a step recovers on a later attempt.
final class FlakyFraudService: FraudService {
    private let remainingFailures: Mutex<Int>

    init(failures: Int) { remainingFailures = Mutex(failures) }

    func score(orderID: String, amount: Double) async throws -> Double {
        let isDown = remainingFailures.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        if isDown { throw FraudServiceUnavailable() }
        // Large amounts are riskier: half way to certain at 10,000.
        return amount / (amount + 10_000)
    }
}
