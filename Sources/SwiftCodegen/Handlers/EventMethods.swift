import WorkflowSpec
import YAMLSyntax

/// What is written for `publishes_events`: a type for each event, and a method of the handler that makes its payload.
extension Renderer {
    func event(_ event: EventModel, of step: StepModel) {
        out.lines(DocComment.lines(event.spec.description ?? "The event " + event.spec.name.value + "."))
        out.open(access + "nonisolated enum " + event.typeName + ": WorkflowEvent {")
        out.line(access, "typealias Step = ", step.typeName)
        out.line(access, "static var name: String { " + StringLiteral.of(event.spec.name.value), " }")
        out.blank()
        root(event.payload, "What is published.")
        for type in event.types where type !== event.payload.declaration {
            out.blank()
            declaration(type)
        }
        out.blank()
        rootValidation(event.payload, label: "payload")
        out.close()
    }

    /// In the handler's protocol.
    func eventRequirement(_ event: EventModel, of step: StepModel) {
        out.blank()
        let purpose = "The payload of the event " + event.spec.name.value + ", nil to publish none. "
        if let obstacle = EventDefault.obstacle(event, of: step) {
            out.lines(DocComment.lines(purpose + "It has no default, because"))
            out.lines(DocComment.lines(obstacle + "."))
        } else {
            out.lines(DocComment.lines(purpose + "Unless you write this method it is"))
            out.line("/// the result, or what is known of the failure, and must read as the payload's type.")
        }
        out.list("func " + event.methodName + "(", event.parameters(in: ""), ") async throws -> " + event.returnType(in: ""))
    }

    func eventRegistration(_ event: EventModel, of step: StepModel) {
        out.open("table.addEvent(" + step.typeName + "." + event.typeName + ".self) {")
        out.line(
            "(outcome: StepOutcome<Result>, context: StepContext) async throws -> ", event.typeName, ".Payload? in")
        out.line("try await handler.", event.methodName, "(outcome, context: context)")
        out.close()
    }

    /// Behind the workflow, for Swift has no extensions inside a type. Names are those of the file's scope there.
    func eventDefaults() {
        for step in model.steps {
            let events = step.events.filter { (event: EventModel) -> Bool in EventDefault.obstacle(event, of: step) == nil }
            if events.isEmpty { continue }
            let path = model.typeName + "." + step.typeName
            out.blank()
            out.open("nonisolated extension " + path + ".Handler {")
            var isFirst = true
            for event in events {
                if !isFirst { out.blank() }
                isFirst = false
                let scope = path + "."
                out.list(
                    access + "func " + event.methodName + "(", event.parameters(in: scope),
                    ") async throws -> " + event.returnType(in: scope) + " {")
                out.indent()
                out.line("try ", scope + event.typeName, ".payload(from: outcome, context: context)")
                out.close()
            }
            out.close()
        }
    }
}

extension EventModel {
    /// Of the method that makes the payload.
    /// - Parameter scope: in front of the names of the step's own types.
    func parameters(in scope: String) -> [String] {
        ["_ outcome: StepOutcome<" + scope + "Result>", "context: StepContext"]
    }

    func returnType(in scope: String) -> String { scope + typeName + ".Payload?" }
}
