import WorkflowSpec
import YAMLSyntax

/// One stub: a struct in the workflow's scope, so that the short type names work in it.
struct StubFile {
    let model: WorkflowModel
    let step: StepModel
    let name: String
    let taken: Set<String>

    func text() -> String {
        var out = SourceWriter()
        if needsFoundation { out.line("import Foundation") }
        out.line("import Stepsmith")
        if step.spec.api != nil { out.line("import StepsmithHTTP") }
        out.blank()
        out.open("extension " + model.typeName + " {")
        if let description = step.spec.description { out.lines(DocComment.lines(description)) }
        out.open("struct " + name + ": " + step.typeName + ".Handler {")
        let scope = step.typeName + "."
        let shape = step.shape
        out.list(
            "func " + step.methodName + "(", step.parameters(in: scope),
            ") async throws -> " + shape.returnType(scope) + " {")
        out.indent()
        out.lines(shape.advice)
        out.line(notImplemented)
        out.close()
        for event in step.events { self.event(event, &out) }
        out.close()
        out.close()
        return out.text
    }

    private var notImplemented: String {
        "throw " + error + ".notImplemented(step: " + StringLiteral.of(step.spec.name.value) + ")"
    }

    /// The method for the payload, or how to write it where there is a default.
    private func event(_ event: EventModel, _ out: inout SourceWriter) {
        let scope = step.typeName + "."
        let start = "func " + event.methodName + "("
        let end = ") async throws -> " + event.returnType(in: scope)
        out.blank()
        if EventDefault.obstacle(event, of: step) != nil {
            FileHeader.comment(to: &out, "The payload of the event " + event.spec.name.value + ", nil to publish none.")
            out.list(start, event.parameters(in: scope), end + " {")
            out.indent()
            out.line(notImplemented)
            out.close()
            return
        }
        let what = event.spec.condition == .success ? "with the result" : "with what its schema takes of the outcome"
        FileHeader.comment(
            to: &out, "The event " + event.spec.name.value + " is published " + what + ". For another payload, or none, write:")
        for line in Wrapping.list(start, event.parameters(in: scope), end, columns: SourceWriter.columns - out.width - 3) {
            out.line("// " + line)
        }
    }

    /// A step or a definition may be called so too, and then hides the runtime's type.
    private var error: String { taken.contains("PermanentError") ? "Stepsmith.PermanentError" : "PermanentError" }

    private var needsFoundation: Bool {
        for argument in step.arguments {
            if case .field(_, let property?) = argument.source, property.swiftType.needsFoundation { return true }
        }
        return false
    }
}
