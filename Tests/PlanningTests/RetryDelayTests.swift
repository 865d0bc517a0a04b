import Stepsmith
import Testing

@Suite("How long a step waits before it is tried again")
struct RetryDelayTests {
    private static func policy(
        _ backoff: RetryPolicy.Backoff, base: Duration = .seconds(1), maximum: Duration = .seconds(30)
    ) -> RetryPolicy {
        RetryPolicy(maxAttempts: 100, backoff: backoff, base: base, maximum: maximum)
    }

    @Test(
        "Each curve, capped",
        arguments: [
            (.none, [0, 0, 0, 0, 0, 0, 0]),
            (.linear, [1, 2, 3, 4, 5, 6, 7]),
            (.exponential, [1, 2, 4, 8, 16, 30, 30]),
            (.fibonacci, [1, 1, 2, 3, 5, 8, 13, 21, 30, 30]),
        ] as [(RetryPolicy.Backoff, [Int])])
    func curves(_ backoff: RetryPolicy.Backoff, _ seconds: [Int]) {
        let policy = RetryDelayTests.policy(backoff)
        for (failures, nominal) in zip(1..., seconds) {
            // The middle of a spread that ends at the cap.
            let middle = (Double(nominal) * 0.85 + min(Double(nominal) * 1.15, 30)) / 2
            let delay = policy.delay(after: failures, retryAfter: nil, variation: 0)
            #expect(delay == .seconds(middle), "after \(failures)")
            if nominal <= 26 { #expect(delay == .seconds(nominal)) }
        }
    }

    @Test("However many failures, the cap holds and nothing overflows", arguments: RetryPolicy.Backoff.allCases)
    func huge(_ backoff: RetryPolicy.Backoff) {
        for maximum in [Duration.seconds(30), .seconds(Int64.max), .zero, .seconds(-5)] {
            for base in [Duration.microseconds(1), .seconds(Int64.max), .zero, .seconds(-5)] {
                let policy = RetryDelayTests.policy(backoff, base: base, maximum: maximum)
                for failures in [Int.min, -1, 0, 1, 64, 1_000_000, Int.max] {
                    for variation in [-1.0, 0, 1, .nan, .infinity, -.infinity] {
                        let delay = policy.delay(after: failures, retryAfter: nil, variation: variation)
                        #expect(delay >= .zero && delay <= max(.zero, maximum))
                    }
                }
            }
        }
        let capped = RetryDelayTests.policy(backoff).delay(after: Int.max, retryAfter: nil, variation: 1)
        #expect(capped == (backoff == .none ? .zero : .seconds(30)))
    }

    @Test(
        "The spread is 15 % either way, and no more",
        arguments: [(-1.0, 8.5), (-0.5, 9.25), (0, 10), (0.5, 10.75), (1, 11.5), (-7, 8.5), (7, 11.5)])
    func jitter(_ variation: Double, _ seconds: Double) {
        let policy = RetryDelayTests.policy(.linear, base: .seconds(10))
        #expect(policy.delay(after: 1, retryAfter: nil, variation: variation) == .seconds(seconds))
    }

    @Test(
        "No delay is longer than the maximum, and capped ones are spread evenly below it",
        arguments: [
            // The nominal delay in seconds, the least and the most in milliseconds.
            (26, 22_100, 29_900), (27, 22_950, 30_000), (30, 25_500, 30_000), (300, 25_500, 30_000),
        ])
    func cap(_ nominal: Int, _ least: Int, _ most: Int) {
        let policy = RetryDelayTests.policy(.linear, base: .seconds(nominal))
        let delays = stride(from: -1.0, through: 1, by: 0.125).map {
            policy.delay(after: 1, retryAfter: nil, variation: $0)
        }
        #expect(delays.first == .milliseconds(least) && delays.last == .milliseconds(most))
        for (delay, next) in zip(delays, delays.dropFirst()) { #expect(next > delay) }
    }

    @Test(
        "The error's own wish takes the curve's place, is capped, and is not spread",
        arguments: [(5, 5), (30, 30), (31, 30), (Int64.max, 30), (0, 0), (-4, 0)] as [(Int64, Int64)])
    func retryAfter(_ wish: Int64, _ seconds: Int64) {
        for backoff in RetryPolicy.Backoff.allCases {
            let delay = RetryDelayTests.policy(backoff).delay(after: 3, retryAfter: .seconds(wish), variation: 1)
            #expect(delay == .seconds(seconds))
        }
    }

    @Test(
        "How often a step runs at most",
        arguments: [(true, 3, 3), (true, 1, 1), (true, 0, 1), (true, -2, 1), (false, 5, 1), (false, 0, 1)])
    func attempts(_ isRetryable: Bool, _ maxAttempts: Int, _ total: Int) {
        let policy = RetryPolicy(isRetryable: isRetryable, maxAttempts: maxAttempts)
        #expect(policy.totalAttempts == total)
        #expect((1...10).allSatisfy { policy.allowsAttempt(after: $0) == ($0 < total) })
    }
}
