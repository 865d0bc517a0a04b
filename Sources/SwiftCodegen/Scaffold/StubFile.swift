import WorkflowSpec
import YAMLSyntax

/// One stub: a struct in the workflow's scope, so that the short type names work in it.
struct StubFile {
    let model: WorkflowModel
    let step: StepModel
    let arguments: [HandlerArgument]
    let name: String
    let taken: Set<String>

    func text() -> String {
        var out = SourceWriter()
        if needsFoundation { out.line("import Foundation") }
        out.line("import Stepsmith")
        out.blank()
        out.open("extension " + model.typeName + " {")
        if let description = step.spec.description { out.lines(DocComment.lines(description)) }
        out.open("struct " + name + ": " + step.typeName + ".Handler {")
        out.list("func " + step.methodName + "(", parameters, ") async throws -> " + step.typeName + ".Result {")
        out.indent()
        out.line("throw " + error + ".notImplemented(step: " + StringLiteral.of(step.spec.name.value) + ")")
        out.close()
        out.close()
        out.close()
        return out.text
    }

    private var parameters: [String] {
        switch step.spec.kind {
        case .standard, .deferredConvergence: return step.standardParameters(arguments)
        case .decision, .batchable, .batchWorker: return []
        }
    }

    /// A step or a definition may be called so too, and then hides the runtime's type.
    private var error: String { taken.contains("PermanentError") ? "Stepsmith.PermanentError" : "PermanentError" }

    private var needsFoundation: Bool {
        for argument in arguments {
            if case .field(_, let property?) = argument.source, property.swiftType.needsFoundation { return true }
        }
        return false
    }
}
