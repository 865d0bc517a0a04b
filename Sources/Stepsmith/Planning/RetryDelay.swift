extension RetryPolicy {
    /// Whether a step may run again after `failures` failed attempts. `maxAttempts` counts all tries; 0 runs once.
    public func allowsAttempt(after failures: Int) -> Bool { failures < totalAttempts }

    /// How long to wait after the `failures`-th failed attempt (from 1): the policy's curve, capped at `maximum`, varied by up to
    /// 15 % either way so that steps that failed together do not come back together (runtime.md, "delay").
    ///
    /// Never longer than `maximum`. Near it the spread loses its upper part and no delay is moved to the cap, so that capped
    /// retries do not meet either: they are spread over the 15 % below it.
    ///
    /// `retryAfter`, from the error, takes the curve's place, is capped too, and is not varied: a service that names a time wants
    /// no one earlier. Never negative and never overflows, whatever the policy says.
    ///
    /// - Parameter variation: where in the spread to land, in -1…1, from the engine's random source.
    public func delay(after failures: Int, retryAfter: Duration?, variation: Double) -> Duration {
        let cap = max(0, maximum.wholeMicroseconds)
        if let retryAfter { return .microseconds(min(max(0, retryAfter.wholeMicroseconds), cap)) }
        let nominal = nominalDelay(max(1, failures), base: max(0, base.wholeMicroseconds), cap: cap)
        let spread = Int64(Double(nominal) * 0.15)
        let least = nominal - spread
        let most = nominal <= cap - spread ? nominal + spread : cap
        // 0 at the least, 1 at the most; for no number, the least.
        let place = (min(1, max(-1, variation)) + 1) / 2
        let above = Int64(exactly: (Double(most - least) * place).rounded()) ?? 0
        return .microseconds(min(least + min(above, most - least), cap))
    }

    /// In microseconds. Each curve stops growing at the cap, so the loops are short however large `n` is.
    private func nominalDelay(_ n: Int, base: Int64, cap: Int64) -> Int64 {
        if base == 0 || cap == 0 { return 0 }
        switch backoff {
        case .none: return 0
        case .linear:
            let (product, overflow) = base.multipliedReportingOverflow(by: Int64(n))
            return overflow ? cap : min(product, cap)
        case .exponential, .fibonacci:
            var (previous, current): (Int64, Int64) = (0, base)
            var step = 1
            while step < n && current < cap {
                let added = backoff == .exponential ? current : previous
                let (sum, overflow) = current.addingReportingOverflow(added)
                (previous, current) = (current, overflow ? cap : sum)
                step += 1
            }
            return min(current, cap)
        }
    }
}
