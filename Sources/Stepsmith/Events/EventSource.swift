/// Makes the payload of one event of a step, whatever its type.
struct EventSource: Sendable {
    let name: String
    /// Nil publishes nothing. Throws when there is no payload that the event's schema allows.
    let payload: @Sendable (_ result: JSONValue?, _ failure: StepFailure?, StepContext) async throws -> JSONValue?

    init<E: WorkflowEvent>(
        _ event: E.Type, _ make: @escaping @Sendable (StepOutcome<E.Step.Result>, StepContext) async throws -> E.Payload?
    ) {
        name = E.name
        payload = { result, failure, context in
            let outcome: StepOutcome<E.Step.Result>
            if let failure {
                outcome = .failed(failure)
            } else {
                outcome = .succeeded(try E.Step.Result(json: result ?? .null))
            }
            guard let json = try await make(outcome, context)?.json() else { return nil }
            var validation = Validation()
            E.validate(payload: json, &validation)
            try validation.finish()
            return json
        }
    }
}
