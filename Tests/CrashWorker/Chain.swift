public import Stepsmith

/// Four steps in a row, written by hand in the shape of generated code. What a step does is given from outside.
public enum Chain: Workflow {
    public typealias Input = String
    public typealias Output = String

    public enum One: WorkflowStep { public typealias Flow = Chain }
    public enum Two: WorkflowStep { public typealias Flow = Chain }
    public enum Three: WorkflowStep { public typealias Flow = Chain }
    public enum Four: WorkflowStep { public typealias Flow = Chain }

    public static let steps = ["one", "two", "three", "four"]
    public static let definition = makeDefinition()

    public static func makeDefinition(fingerprint: String = "c0", isReversed: Bool = false) -> WorkflowDefinition {
        let steps = steps.enumerated().map { index, name in
            StepDefinition(name, dependsOn: index == 0 ? [] : [Chain.steps[index - 1]], retry: RetryPolicy(backoff: .none))
        }
        return WorkflowDefinition(
            namespace: "tests", name: "chain", version: "1.0.0", fingerprint: fingerprint,
            steps: isReversed ? steps.reversed() : steps)
    }

    public static func validate(input: JSONValue, _ v: inout Validation) { v.string(input) }
    public static func output(from results: StepResults) throws -> String { try results.result(of: Four.self) }

    public typealias Handler = @Sendable (_ input: String, StepContext) async throws -> String

    public static func registered(_ handler: @escaping Handler) -> RegisteredWorkflow<Chain> {
        var table = HandlerTable<Chain>()
        table.add(One.self) { try await handler($0.input(of: Chain.self), $0.context) }
        table.add(Two.self) { try await handler($0.input(of: Chain.self), $0.context) }
        table.add(Three.self) { try await handler($0.input(of: Chain.self), $0.context) }
        table.add(Four.self) { try await handler($0.input(of: Chain.self), $0.context) }
        return RegisteredWorkflow(table)
    }
}

extension WorkflowStep where Flow == Chain {
    public typealias Result = String
    public static var name: String { String(describing: Self.self).lowercased() }
    public static func validate(result: JSONValue, _ validation: inout Validation) { validation.string(result) }
}
