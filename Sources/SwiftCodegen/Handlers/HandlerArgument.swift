import WorkflowSpec
import YAMLSyntax

/// A parameter of a handler's method.
struct HandlerArgument {
    enum Source {
        /// The whole input.
        case input
        /// One field of the input. Nil when the input is no record: then the field is looked up by its name.
        case field(String, PropertyModel?)
        /// The result of a step, by index; optional when the step may be skipped.
        case result(Int, isOptional: Bool)
        /// The results of a batch worker, by index: one for each range.
        case batchResults(Int)
        /// The ranges of a batch worker that failed.
        case batchFailures(Int)
        /// The range that a batch worker runs on.
        case batch
        /// The client for the step's API.
        case api(APISpec)
    }

    var name: String
    /// As spelled in the workflow's scope and in its steps'.
    var type: String
    var source: Source

    init(_ name: String, type: String, source: Source) {
        self.name = name
        self.type = type
        self.source = source
    }

    /// The parameter where it is declared.
    var declared: String { SwiftWords.escaped(name) }
    /// The label where the argument is passed.
    var label: String { SwiftWords.label(name) }
}
