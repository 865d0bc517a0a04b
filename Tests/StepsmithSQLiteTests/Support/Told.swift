import Stepsmith

/// One step that publishes a durable event with its result.
enum Told: Workflow {
    typealias Input = String
    typealias Output = String

    enum Say: WorkflowStep {
        typealias Flow = Told
        typealias Result = String
        static var name: String { "say" }
        static func validate(result: JSONValue, _ v: inout Validation) { v.string(result) }

        enum Said: WorkflowEvent {
            typealias Step = Say
            typealias Payload = String
            static var name: String { "told.said" }
            static func validate(payload: JSONValue, _ v: inout Validation) { v.string(payload) }
        }
    }

    static let definition = WorkflowDefinition(
        namespace: "tests", name: "told", version: "1.0.0", fingerprint: "t0",
        steps: [StepDefinition("say", events: [EventDefinition("told.said", condition: .success, delivery: .durable)])])
    static func validate(input: JSONValue, _ v: inout Validation) { v.string(input) }
    static func output(from results: StepResults) throws -> String { try results.result(of: Say.self) }

    static func registered() -> RegisteredWorkflow<Told> {
        var table = HandlerTable<Told>()
        table.add(Say.self) { try $0.input(of: Told.self) }
        table.addEvent(Say.Said.self) { outcome, _ in
            guard case .succeeded(let text) = outcome else { return nil }
            return text
        }
        return RegisteredWorkflow(table)
    }
}
