@testable import Stepsmith

/// A workflow of four steps written by hand in the shape of generated code: `start`, then `left` and `right`, then `join`. A test says
/// what a handler does; one that is not given returns its step's name.
enum Diamond: Workflow {
    typealias Input = JSONObject
    typealias Output = String

    enum Start: WorkflowStep { typealias Flow = Diamond }
    enum Left: WorkflowStep { typealias Flow = Diamond }
    enum Right: WorkflowStep { typealias Flow = Diamond }
    enum Join: WorkflowStep { typealias Flow = Diamond }

    static let definition = makeDefinition()
    static func validate(input: JSONValue, _ validation: inout Validation) {
        guard let object = validation.object(input) else { return }
        if let size = validation.member(object, "size"), let number = validation.integer(size) {
            validation.minimum(number, 1)
        }
        if let name = validation.member(object, "name") { validation.string(name) }
    }
    static func output(from results: StepResults) throws -> String { try results.result(of: Join.self) }

    static func makeDefinition(
        retry: RetryPolicy = RetryPolicy(), timeout: Duration? = nil, failurePolicy: FailurePolicy = .stop,
        environments: [EnvironmentOverride] = [], fingerprint: String = "f0"
    ) -> WorkflowDefinition {
        let steps = [("start", []), ("left", ["start"]), ("right", ["start"]), ("join", ["left", "right"])]
        return WorkflowDefinition(
            namespace: "tests", name: "diamond", version: "1.0.0", fingerprint: fingerprint, failurePolicy: failurePolicy,
            steps: steps.map { StepDefinition($0.0, dependsOn: $0.1, retry: retry, timeout: timeout) },
            environments: environments)
    }

    typealias Handler = @Sendable (StepCall) async throws -> String

    static func registered(
        _ definition: WorkflowDefinition = Diamond.definition, _ handlers: [String: Handler] = [:]
    ) -> any WorkflowRegistration {
        var table = HandlerTable<Diamond>()
        table.add(Start.self, handlers["start"] ?? { _ in "start" })
        table.add(Left.self, handlers["left"] ?? { _ in "left" })
        table.add(Right.self, handlers["right"] ?? { _ in "right" })
        table.add(Join.self, handlers["join"] ?? { _ in "join" })
        return TestRegistration(definition: definition, handlers: table.handlers)
    }
}

extension WorkflowStep where Flow == Diamond, Result == String {
    static var name: String { String(describing: Self.self).lowercased() }
    static func validate(result: JSONValue, _ validation: inout Validation) {
        if let text = validation.string(result) { validation.maxLength(text, 100) }
    }
}

extension Diamond.Start { typealias Result = String }
extension Diamond.Left { typealias Result = String }
extension Diamond.Right { typealias Result = String }
extension Diamond.Join { typealias Result = String }

/// A registration whose definition a test has changed.
struct TestRegistration: WorkflowRegistration {
    let definition: WorkflowDefinition
    let handlers: [String: StepHandler]
    var registration: Registration { Registration(definition: definition, handlers: handlers) }
}
