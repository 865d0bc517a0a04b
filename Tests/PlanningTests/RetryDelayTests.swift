import Testing

@testable import Stepsmith

@Suite("Retry delays")
struct RetryDelayTests {
    private func delays(_ backoff: RetryPolicy.Backoff, variation: Double = 0) -> [Int64] {
        let policy = RetryPolicy(backoff: backoff, base: .milliseconds(100), maximum: .milliseconds(1000))
        return (1...6).map { policy.delay(after: $0, retryAfter: nil, variation: variation).wholeMicroseconds / 1000 }
    }

    @Test("Each curve, capped")
    func curves() {
        #expect(delays(.none) == [0, 0, 0, 0, 0, 0])
        #expect(delays(.linear) == [100, 200, 300, 400, 500, 600])
        #expect(delays(.exponential) == [100, 200, 400, 800, 1000, 1000])
        #expect(delays(.fibonacci) == [100, 100, 200, 300, 500, 800])
    }

    @Test("Variation moves a delay by at most 15 %, a capped one too, so that capped retries do not meet")
    func variation() {
        #expect(delays(.linear, variation: 1) == [115, 230, 345, 460, 575, 690])
        #expect(delays(.linear, variation: -1) == [85, 170, 255, 340, 425, 510])
        #expect(delays(.exponential, variation: 1).suffix(2) == [1150, 1150])
        #expect(delays(.linear, variation: 50) == delays(.linear, variation: 1))
    }

    @Test("The error's wish takes the curve's place, capped, and never goes back in time")
    func retryAfter() {
        let policy = RetryPolicy(base: .seconds(1), maximum: .seconds(30))
        for variation in [-1.0, 0, 1] {
            #expect(policy.delay(after: 3, retryAfter: .seconds(7), variation: variation) == .seconds(7))
            #expect(policy.delay(after: 1, retryAfter: .seconds(3600), variation: variation) == .seconds(30))
            #expect(policy.delay(after: 1, retryAfter: .seconds(-5), variation: variation) == .zero)
        }
    }

    @Test("Large counts and durations do not overflow", arguments: RetryPolicy.Backoff.allCases)
    func overflow(backoff: RetryPolicy.Backoff) {
        for failures in [0, -1, 63, 64, 1023, 1024, 1025, 5000, Int.max] {
            let policy = RetryPolicy(backoff: backoff, base: .seconds(Int64.max / 4), maximum: .seconds(Int64.max / 2))
            let delay = policy.delay(after: failures, retryAfter: nil, variation: 1)
            #expect(delay >= .zero)
            let usual = RetryPolicy(backoff: backoff).delay(after: failures, retryAfter: nil, variation: 0)
            #expect(usual >= .zero && usual <= .seconds(30))
        }
    }

    @Test("How often a step may run")
    func attempts() {
        #expect((0...3).map { RetryPolicy(maxAttempts: 3).allowsAttempt(after: $0) } == [true, true, true, false])
        #expect(!RetryPolicy(maxAttempts: 0).allowsAttempt(after: 1))
        #expect(!RetryPolicy(isRetryable: false, maxAttempts: 9).allowsAttempt(after: 1))
    }
}
