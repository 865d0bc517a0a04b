import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// A step's namespace: its result, its check, its handler protocol.
    func step(_ index: Int) {
        let step = model.steps[index]
        out.open(access + "nonisolated enum " + step.typeName + ": WorkflowStep {")
        out.line(access, "typealias Flow = ", model.typeName)
        out.line(access, "static var name: String { " + StringLiteral.of(step.spec.name.value), " }")
        out.blank()
        root(step.result, "What the step gives back.")
        for type in step.types where type !== step.result.declaration {
            out.blank()
            declaration(type)
        }
        out.blank()
        rootValidation(step.result, label: "result")
        if let arguments = step.arguments {
            out.blank()
            handlerProtocol(step, arguments)
            if model.isRegistrable {
                out.blank()
                registration(of: step, arguments)
            }
        }
        out.close()
    }
}
