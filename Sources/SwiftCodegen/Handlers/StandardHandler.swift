/// What is written for a step that gets results and input fields and gives back its result.
extension Renderer {
    func standardMethod(_ step: StepModel, _ arguments: [HandlerArgument]) {
        out.list(
            "func " + step.methodName + "(", step.standardParameters(arguments), ") async throws -> Result")
    }

    /// Adds the step to a table, with a closure that reads the parameters of a call and passes them to the handler.
    func standardRegistration(_ step: StepModel, _ arguments: [HandlerArgument]) {
        out.open("table.add(" + step.typeName + ".self) { (call: StepCall) async throws -> Result in")
        let passed = passing(arguments)
        out.lines(passed.reading)
        out.list(
            "return try await handler." + step.methodName + "(", passed.arguments + ["context: call.context"], ")")
        out.close()
    }
}

extension StepModel {
    /// The handler's parameters where its method is declared.
    func standardParameters(_ arguments: [HandlerArgument]) -> [String] {
        var parameters: [String] = []
        for argument in arguments { parameters.append(argument.declared + ": " + argument.type) }
        parameters.append("context: StepContext")
        return parameters
    }
}
