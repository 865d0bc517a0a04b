/// How a step is retried. Defaults as in the spec format: 3 attempts in total, exponential from 1 s up to 30 s.
public struct RetryPolicy: Sendable, Equatable {
    /// How the delay grows from one failure to the next.
    public enum Backoff: String, Sendable, CaseIterable { case none, linear, exponential, fibonacci }

    /// False makes every failure final.
    public var isRetryable: Bool
    /// The total number of tries, the first included. 0 runs once.
    public var maxAttempts: Int
    /// How `base` grows with the number of failures.
    public var backoff: Backoff
    /// The delay after the first failure.
    public var base: Duration
    /// No wait is longer, the spread of retries included.
    public var maximum: Duration

    public init(
        isRetryable: Bool = true, maxAttempts: Int = 3, backoff: Backoff = .exponential, base: Duration = .seconds(1),
        maximum: Duration = .seconds(30)
    ) {
        self.isRetryable = isRetryable
        self.maxAttempts = maxAttempts
        self.backoff = backoff
        self.base = base
        self.maximum = maximum
    }

    /// How many times a step really runs at most: once, even for `maxAttempts` 0 or when nothing may be retried.
    public var totalAttempts: Int { isRetryable ? max(1, maxAttempts) : 1 }
}
