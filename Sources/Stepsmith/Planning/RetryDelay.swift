extension RetryPolicy {
    /// Whether a step may run again after `failures` failed attempts. `maxAttempts` counts all tries; 0 runs once.
    func allowsAttempt(after failures: Int) -> Bool { isRetryable && failures < max(1, maxAttempts) }

    /// How long to wait after the `failures`-th failed attempt (from 1): the policy's curve, capped, then varied by up to 15 % either
    /// way so that steps that failed together do not come back together. `variation` is in -1…1, from the engine's random source.
    ///
    /// `retryAfter`, from the error, takes the curve's place, is capped too, and is not varied.
    func delay(after failures: Int, retryAfter: Duration?, variation: Double) -> Duration {
        if let retryAfter { return min(max(retryAfter, .zero), maximum) }
        let n = max(1, failures)
        let factor: Double
        switch backoff {
        case .none: return .zero
        case .linear: factor = Double(n)
        case .exponential: factor = n > 1024 ? .infinity : pow2(n - 1)
        case .fibonacci: factor = fibonacci(n)
        }
        let limit = Double(maximum.wholeMicroseconds)
        let nominal = min(Double(base.wholeMicroseconds) * factor, limit)
        let varied = nominal * (1 + 0.15 * min(1, max(-1, variation)))
        return .microseconds(Int64(min(max(0, varied), limit)))
    }

    private func pow2(_ exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: 1)
    }

    /// 1, 1, 2, 3, 5, …: stops growing once far beyond any cap.
    private func fibonacci(_ n: Int) -> Double {
        var (previous, current) = (0.0, 1.0)
        for _ in 1..<min(n, 200) where n > 1 { (previous, current) = (current, previous + current) }
        return current
    }
}
