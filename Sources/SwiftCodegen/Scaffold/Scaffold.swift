public import YAMLSyntax

/// Files for a person to fill in: a stub for each handler of a workflow, and a test.
public struct Scaffold: Sendable {
    /// A handler that throws until it is filled in.
    public struct Stub: Sendable {
        /// The step's name in the spec.
        public var step: String
        /// The protocol that the stub conforms to, as the workflow's scope spells it: `CreateOrder.Handler`.
        public var handlerProtocol: String
        /// The stub's type in the workflow's scope: `CreateOrderHandler`.
        public var typeName: String
        /// With the workflow's name in it, because a module may not have two files of one name, in whatever folders.
        public var fileName: String
        /// Swift source.
        public var text: String
    }

    /// The workflow's Swift type, which also names the folder for its stubs. Empty for a file of definitions.
    public var typeName: String
    /// In the order of the spec.
    public var stubs: [Stub]
    /// The expression that registers the workflow with its stubs; nil for a file of definitions, and with errors.
    public var registration: String?
    public var diagnostics: [Diagnostic]

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
