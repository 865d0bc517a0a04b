import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// The protocol that a step's handler conforms to.
    func handlerProtocol(_ step: StepModel) {
        out.lines(DocComment.lines(step.spec.description ?? "Handles the step " + step.spec.name.value + "."))
        out.line("///")
        out.line(
            "/// Throw `PermanentError` to fail the step for good. Any other error is tried again while attempts are left;"
        )
        out.line("/// `RetryableError` says so with a code, and may say when.")
        out.open(access + "nonisolated protocol Handler: Sendable {")
        out.list(
            "func " + step.methodName + "(", step.parameters(in: ""), ") async throws -> " + step.shape.returnType(""))
        for event in step.events { eventRequirement(event, of: step) }
        out.close()
    }

    /// Adds the step's handler to a table, with a closure that reads the parameters of a call and passes them on.
    func handlerRegistration(_ step: StepModel) {
        let shape = step.shape
        let type = shape.returnType("")
        out.open(
            "table." + shape.tableMethod + "(" + step.typeName + ".self) { (call: StepCall) async throws -> " + type + " in")
        let passed = passing(step)
        out.lines(passed.reading)
        out.list("return try await handler." + step.methodName + "(", passed.arguments, ")")
        out.close()
    }
}

extension StepModel {
    /// The handler's parameters where its method is declared.
    /// - Parameter scope: in front of the names of the step's own types.
    func parameters(in scope: String) -> [String] {
        var parameters: [String] = []
        for argument in arguments { parameters.append(argument.declared + ": " + argument.type) }
        parameters.append(
            "context: " + (configuration == nil ? "StepContext" : "ConfiguredContext<" + scope + "Configuration>"))
        return parameters
    }
}
