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
    func eventRequirement(_ event: EventModel) {
        out.blank()
        out.lines(
            DocComment.lines(
                "The payload of the event " + event.spec.name.value + ", nil to publish none. Unless you write this method it is")
        )
        out.line("/// the result, or what is known of the failure, and must read as the payload's type.")
        out.list(
            "func " + event.methodName + "(", ["_ outcome: StepOutcome<Result>", "context: StepContext"],
            ") async throws -> " + event.typeName + ".Payload?")
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
        for step in model.steps where !step.events.isEmpty {
            let path = model.typeName + "." + step.typeName
            out.blank()
            out.open("nonisolated extension " + path + ".Handler {")
            var isFirst = true
            for event in step.events {
                if !isFirst { out.blank() }
                isFirst = false
                let type = path + "." + event.typeName
                out.list(
                    access + "func " + event.methodName + "(",
                    ["_ outcome: StepOutcome<" + path + ".Result>", "context: StepContext"],
                    ") async throws -> " + type + ".Payload? {")
                out.indent()
                out.line("try ", type, ".payload(from: outcome, context: context)")
                out.close()
            }
            out.close()
        }
    }
}
