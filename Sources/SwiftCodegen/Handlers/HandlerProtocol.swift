import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// The protocol that a step's handler conforms to.
    func handlerProtocol(_ step: StepModel, _ arguments: [HandlerArgument]) {
        out.lines(DocComment.lines(step.spec.description ?? "Handles the step " + step.spec.name.value + "."))
        out.line("///")
        out.line(
            "/// Throw `PermanentError` to fail the step for good. Any other error is tried again while attempts are left;"
        )
        out.line("/// `RetryableError` says so with a code, and may say when.")
        out.open(access + "nonisolated protocol Handler: Sendable {")
        switch step.spec.kind {
        case .standard, .deferredConvergence: standardMethod(step, arguments)
        case .decision, .batchable, .batchWorker: break
        }
        out.close()
    }
}
