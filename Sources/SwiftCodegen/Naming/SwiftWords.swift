/// Names that Swift, Stepsmith and generated code use, and what they rule out.
enum SwiftWords {
    /// Writes an identifier where a declaration or a use stands: keywords in backticks.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) || contextualKeywords.contains(name) ? "`" + name + "`" : name
    }

    /// Writes the label of an argument that is passed, where Swift warns about backticks that it does not need.
    static func label(_ name: String) -> String { name == "inout" ? "`inout`" : name }

    private static let keywords: Set<String> = [
        "Any", "Self", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
        "deinit", "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "init",
        "inout", "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public",
        "repeat",
        "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
        "try",
        "typealias", "var", "where", "while",
    ]

    /// Words that could change how a statement or a declaration that starts with them is parsed.
    private static let contextualKeywords: Set<String> = [
        "Protocol", "Type", "actor", "any", "async", "await", "borrowing", "consume", "consuming", "copy", "discard",
        "dynamic",
        "each", "final", "get", "indirect", "infix", "isolated", "lazy", "macro", "mutating", "nonisolated",
        "nonmutating", "open",
        "optional", "override", "package", "postfix", "prefix", "required", "sending", "set", "some", "then", "unowned",
        "unsafe",
        "using", "weak", "yield",
    ]

    /// Backticks do not help: `x.self` is `x`, `x.init` a call of an initializer, `x.Type` a metatype.
    private static let unusableMembers: Set<String> = ["Protocol", "Self", "Type", "init", "self"]

    /// The initializer of a record with a property `json` would stand in for the one that reads JSON.
    static func isUnusableProperty(_ name: String) -> Bool { unusableMembers.contains(name) || name == "json" }

    /// A closed enum's `allCases` comes from `CaseIterable`.
    static func isUnusableCase(_ name: String) -> Bool { unusableMembers.contains(name) || name == "allCases" }

    /// Beside what every record has.
    static func isUnusableUnionCase(_ name: String) -> Bool {
        unusableMembers.contains(name) || name == "validate" || name == "json"
    }

    static func isUnusableMethod(_ name: String) -> Bool { unusableMembers.contains(name) }

    /// Types that generated code names: a nested type so called would stand in their way wherever it is in scope.
    static func isGeneratedCodeType(_ name: String) -> Bool { generatedCodeTypes.contains(name) }

    private static let generatedCodeTypes: Set<String> = [
        "Any", "AnyObject", "Array", "BatchPolicy", "Bool", "Boxed", "CaseIterable", "Data", "Date", "Dictionary",
        "Double",
        "EnvironmentOverride", "Foundation", "HandlerTable", "Int", "Int32", "Int64", "JSONObject",
        "JSONValue",
        "NullMembers", "Optional",
        "Protocol", "Record", "RecordEnum", "RecordError", "RecordUnion", "RecordReader", "RecordWriter", "RegisteredWorkflow",
        "RetryPolicy", "Self",
        "Sendable", "StepCall", "StepContext", "StepDefinition", "StepResults", "Stepsmith", "String", "Swift", "Type",
        "UUID",
        "Validation", "Workflow", "WorkflowDefinition", "WorkflowRegistration", "WorkflowStep",
    ]

    /// For a type in a workflow's own scope, and for the workflow: also what stands beside it there, what each step declares, and
    /// names that handlers, written in extensions of the workflow, would be surprised to find hidden.
    static func isReservedInWorkflow(_ name: String) -> Bool {
        generatedCodeTypes.contains(name) || workflowScope.contains(name) || handlerVocabulary.contains(name)
    }

    private static let workflowScope: Set<String> = [
        "APIClient", "BatchConfig", "BatchContext", "BatchFailure", "Configuration", "ConfiguredContext", "ConfiguredStep",
        "Decision", "DecisionRoute", "EventDefinition", "Flow", "Handler", "Handlers", "Input", "Output", "Payload", "Result",
        "Route", "SharedHTTPClient", "Step", "StepOutcome", "StepsmithHTTP", "WorkflowEvent", "Workflows", "definition",
        "makeDefinition", "output", "registered", "validate",
    ]

    private static let handlerVocabulary: Set<String> = [
        "Character", "Checkpoint", "Clock", "CodingKey", "Codable", "Decodable", "Duration", "Encodable", "Equatable", "Error",
        "ErrorCode", "Float", "Hashable", "Logger", "Never", "PermanentError", "RetryableError", "RunID", "Set", "StepFailure",
        "Task", "TimeInterval", "URL", "Void",
    ]
}
