import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// A step's namespace: its result and that one's check, what its kind and the spec give it, and its handler protocol.
    func step(_ index: Int) {
        let step = model.steps[index]
        let conformance = step.configuration == nil ? ": WorkflowStep {" : ": ConfiguredStep {"
        out.open(access + "nonisolated enum " + step.typeName + conformance)
        out.line(access, "typealias Flow = ", model.typeName)
        out.line(access, "static var name: String { " + StringLiteral.of(step.spec.name.value), " }")
        out.blank()
        root(step.result, "What the step gives back.")
        for type in step.types where type !== step.result.declaration {
            out.blank()
            declaration(type)
        }
        if step.spec.kind == .decision {
            out.blank()
            route(step.routes)
        }
        if let configuration = step.configuration {
            out.blank()
            declaration(configuration)
        }
        out.blank()
        rootValidation(step.result, label: "result")
        for event in step.events {
            out.blank()
            self.event(event, of: step)
        }
        out.blank()
        handlerProtocol(step)
        out.blank()
        registration(of: step)
        out.close()
    }
}
