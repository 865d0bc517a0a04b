/// One entry of a step's `publishes_events`.
public struct EventDefinition: Sendable, Equatable {
    /// Which ends of an attempt publish it.
    public enum Condition: String, Sendable, CaseIterable {
        case success
        /// Any failed attempt, whether it is tried again or not.
        case failure
        /// A failed attempt that is tried again.
        case retryableFailure = "retryable_failure"
        /// A failed attempt that is the step's last.
        case permanentFailure = "permanent_failure"
        case always
    }

    /// How it reaches its subscribers.
    public enum Delivery: String, Sendable, CaseIterable {
        /// Recorded with the attempt's end in one transaction, and delivered at least once.
        case durable
        /// To those who listen in this process, at most once.
        case fast
        /// Both.
        case broadcast
    }

    public let name: String
    public let condition: Condition
    public let delivery: Delivery

    public init(_ name: String, condition: Condition = .success, delivery: Delivery = .durable) {
        self.name = name
        self.condition = condition
        self.delivery = delivery
    }

    /// Whether the end of an attempt publishes it.
    func isPublished(after change: StepChange) -> Bool {
        switch (change, condition) {
        case (.succeeded, .success), (.succeeded, .always): return true
        case (.retrying, .failure), (.retrying, .retryableFailure), (.retrying, .always): return true
        case (.failed, .failure), (.failed, .permanentFailure), (.failed, .always): return true
        default: return false
        }
    }
}
