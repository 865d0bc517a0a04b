/// One spec file, read and checked: a workflow, or a file that only holds shared definitions.
public struct WorkflowSpec: Sendable {
    /// The path as it appears in diagnostics.
    public var file: String
    public var namespace: Located<String>
    public var name: Located<String>
    public var version: Located<String>
    public var description: String?
    /// `x-swift-name`: the Swift type's name when the one made from `name` does not suit.
    public var swiftName: Located<String>?
    public var inputSchema: Schema?
    /// In the order written.
    public var definitions: [NamedSchema]
    /// References to definitions of other files, each text once.
    public var externalReferences: [Schema.Reference]
    /// In the order written.
    public var steps: [StepSpec]
    public var environments: [EnvironmentSpec]
    public var failurePolicy: FailurePolicy
    public var metadata: Metadata

    /// True for a file that has `definitions` and neither `name` nor `steps`; it generates no workflow.
    public var isDefinitionsOnly: Bool

    public struct Metadata: Sendable {
        public var author: String?
        public var tags: [String]
        public var documentationURL: String?

        public init(author: String? = nil, tags: [String] = [], documentationURL: String? = nil) {
            self.author = author
            self.tags = tags
            self.documentationURL = documentationURL
        }
    }

    public init(
        file: String, namespace: Located<String>, name: Located<String>, version: Located<String>,
        description: String? = nil, swiftName: Located<String>? = nil, inputSchema: Schema? = nil,
        definitions: [NamedSchema] = [],
        externalReferences: [Schema.Reference] = [], steps: [StepSpec] = [], environments: [EnvironmentSpec] = [],
        failurePolicy: FailurePolicy = .stop, metadata: Metadata = Metadata(), isDefinitionsOnly: Bool = false
    ) {
        self.file = file
        self.namespace = namespace
        self.name = name
        self.version = version
        self.description = description
        self.swiftName = swiftName
        self.inputSchema = inputSchema
        self.definitions = definitions
        self.externalReferences = externalReferences
        self.steps = steps
        self.environments = environments
        self.failurePolicy = failurePolicy
        self.metadata = metadata
        self.isDefinitionsOnly = isDefinitionsOnly
    }
}

/// What a permanently failed step does to the rest of its run: `failure_policy` in a spec.
public enum FailurePolicy: String, Sendable {
    /// Nothing new starts; steps already running finish.
    case stop
    /// Branches that do not depend on the failed step go on first.
    case `continue`
}

/// An entry of `definitions`, or a property of an object schema.
public struct NamedSchema: Sendable {
    public var name: Located<String>
    public var schema: Schema
    /// Not of the file's own `definitions`: from inside a schema, or made a definition by a reference to it.
    public var isImplicit: Bool

    public init(name: Located<String>, schema: Schema, isImplicit: Bool = false) {
        self.name = name
        self.schema = schema
        self.isImplicit = isImplicit
    }
}
