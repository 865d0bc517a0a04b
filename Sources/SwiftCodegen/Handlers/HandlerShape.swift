import WorkflowSpec
import YAMLSyntax

/// What the handlers of one kind of step have of their own. Everything else, the dependencies' results, the input and the
/// context, is the same for all.
struct HandlerShape {
    /// The method of the runtime's table that takes the handler.
    var tableMethod: String
    /// Parameters behind those of the dependencies.
    var arguments: [HandlerArgument] = []
    /// What the method returns, given what stands in front of the names of the step's types: nothing in the step's own scope.
    var returnType: (_ scope: String) -> String
    /// What a stub says about the value to return, each a line; nothing when the type says it all.
    var advice: [String] = []
}

extension StepModel {
    var shape: HandlerShape {
        switch spec.kind {
        case .standard: return .standard
        case .decision: return .decision(routes)
        case .deferredConvergence: return .convergence
        case .batchable: return .batchable
        case .batchWorker: return .batchWorker
        }
    }
}
