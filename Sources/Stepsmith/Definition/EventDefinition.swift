/// One entry of a step's `publishes_events`.
public struct EventDefinition: Sendable, Equatable {
    /// Which ends of an attempt publish it. An attempt whose worker was lost has nobody left to publish anything.
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

    /// As the spec has it.
    public let name: String
    /// The outcomes of an attempt that the event is published after.
    public let condition: Condition
    /// To whom it goes, and whether it survives a restart.
    public let delivery: Delivery

    public init(_ name: String, condition: Condition = .success, delivery: Delivery = .durable) {
        self.name = name
        self.condition = condition
        self.delivery = delivery
    }

    /// Whether the end of an attempt publishes it: one that failed so, or one that succeeded.
    func isPublished(after failure: StepFailure?) -> Bool {
        switch condition {
        case .always: return true
        case .success: return failure == nil
        case .failure: return failure != nil
        case .retryableFailure: return failure?.isRetryable == true
        case .permanentFailure: return failure?.isRetryable == false
        }
    }
}
