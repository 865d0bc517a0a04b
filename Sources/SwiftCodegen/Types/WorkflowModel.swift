import WorkflowSpec
import YAMLSyntax

/// One spec as Swift declarations, ready to be written.
struct WorkflowModel {
    let spec: WorkflowSpec
    let typeName: String
    var input: RootModel
    /// Types declared beside the steps: the input's and the definitions.
    var types: [TypeDeclaration]
    var steps: [StepModel]
    let stepTypeNames: Set<String>
    var graph: StepGraph
    var needsFoundation: Bool

    /// Some step has a client for an HTTP API.
    var hasAPI: Bool { steps.contains { $0.spec.api != nil } }
}

/// The type of an input or a result: declared under that name, or a typealias for it.
struct RootModel {
    /// `Input` or `Result`.
    let name: String
    let schema: Schema?
    /// The record or enum of that name.
    var declaration: TypeDeclaration?
    /// What the name stands for otherwise.
    var alias: SwiftType?
}

struct StepModel {
    let spec: StepSpec
    /// The enum that holds what belongs to the step, such as `ValidateCart`.
    let typeName: String
    /// The handler's method, such as `validateCart`.
    let name: String
    var result: RootModel
    /// Types declared beside the result.
    var types: [TypeDeclaration]
    /// The handler's parameters before `context`.
    var arguments: [HandlerArgument] = []
    /// The branches of a decision.
    var routes: [EnumModel.Case] = []
    /// The type of `handler.initialization`, when that or an environment's override of it holds anything.
    var configuration: TypeDeclaration?
    var events: [EventModel]

    /// The method's name where it is declared or called: in backticks where needed.
    var methodName: String { SwiftWords.escaped(name) }
    /// The label where the step's handler is passed.
    var label: String { SwiftWords.label(name) }
}
