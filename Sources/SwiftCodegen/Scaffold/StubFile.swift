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
        out.line("throw " + error + ".notImplemented(step: " + StringLiteral.of(step.spec.name.value) + ")")
        out.close()
        out.close()
        out.close()
        return out.text
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
