/// A generated event: one entry of a step's `publishes_events`.
public protocol WorkflowEvent: Sendable {
    associatedtype Step: WorkflowStep
    associatedtype Payload: RecordValue

    /// The event's name in the spec, such as `payment.processed`.
    static var name: String { get }
    /// Checks a payload against the event's schema, collecting every failure.
    static func validate(payload: JSONValue, _ validation: inout Validation)
}

/// How an attempt ended, for those who make a payload of it.
public enum StepOutcome<Result: Sendable>: Sendable {
    case succeeded(Result)
    /// `isRetryable` says whether it will be tried again.
    case failed(StepFailure)
}

extension WorkflowEvent {
    /// The payload where a handler makes none of its own: a succeeded attempt's result; a failed one's `code`, `message`,
    /// `attempt` and `retryable`. Throws `RecordError` when it does not read as the event's payload.
    public static func payload(from outcome: StepOutcome<Step.Result>, context: StepContext) throws -> Payload {
        switch outcome {
        case .succeeded(let result): return try Payload(json: try result.json())
        case .failed(let failure):
            return try Payload(
                json: .object([
                    "code": .string(failure.code.rawValue), "message": .string(failure.message),
                    "attempt": .integer(context.attempt), "retryable": .bool(failure.isRetryable),
                ]))
        }
    }
}

/// An event as it reaches a subscriber.
public struct PublishedEvent<Event: WorkflowEvent>: Sendable {
    /// The same at each delivery, so that a subscriber can tell what it has seen.
    public let id: EventID
    /// What the step published, as the event's schema has it.
    public let payload: Event.Payload
    /// The run that published it.
    public let runID: RunID
    /// The workflow of that run, with its version.
    public let workflow: WorkflowIdentity
    /// The step's name in the run; a batch worker's has a number.
    public let step: String
    /// Of the step, from 1.
    public let attempt: Int
    /// When the attempt's end was recorded, by the store's clock.
    public let publishedAt: Timestamp

    init(_ record: EventRecord, payload: JSONValue) throws {
        id = record.id
        self.payload = try Event.Payload(json: payload)
        runID = record.run
        workflow = record.workflow
        step = record.step
        attempt = record.attempt
        publishedAt = record.publishedAt
    }
}
