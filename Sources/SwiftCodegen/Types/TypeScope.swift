import WorkflowSpec

/// A Swift scope that types are declared in: the workflow, a step, or a record.
final class TypeScope {
    var names = NameScope()
    /// In front of the names declared here, seen from the workflow's scope: `Input.`, or nothing.
    let prefix: String
    var declared: [TypeDeclaration] = []

    /// How many scopes are around this one.
    let depth: Int
    /// The scope that holds the types of a record in this one when it is too deep to hold them itself.
    private let outer: TypeScope?

    /// What generated code calls things here, so that no type of the spec's may be called so.
    let reserved: [String]

    /// In a step, which holds its handler's protocol.
    static let inStep = [
        "APIClient", "BatchConfig", "BatchContext", "BatchFailure", "Configuration", "ConfiguredContext", "ConfiguredStep",
        "Decision", "DecisionRoute", "Flow", "Handler", "Result", "Route", "StepOutcome", "WorkflowEvent",
    ]

    /// Each level of nested types makes a file take longer to compile, from about the twelfth on five times as long.
    static let maximumDepth = 5

    init(prefix: String, in outer: TypeScope? = nil, reserved: [String] = []) {
        self.prefix = prefix
        self.reserved = reserved
        self.outer = outer
        depth = outer.map { $0.depth + 1 } ?? 0
    }

    /// Where types that belong here are declared: here, or further out when here is too deep.
    var home: TypeScope {
        var scope = self
        while scope.depth > TypeScope.maximumDepth, let outer = scope.outer { scope = outer }
        return scope
    }
}

/// What a type without a name of its own is called after. Most schemas need no such name, so it is made when asked for.
struct TypeNameHint {
    /// The property, definition or step it comes from.
    let source: Located<String>
    /// In PascalCase; nil for the property's own name.
    private let given: String?
    /// For an array's items and a map's values, how often and by which suffix.
    private var elements: [String] = []

    init(_ given: String? = nil, source: Located<String>) {
        self.given = given
        self.source = source
    }

    func element(_ suffix: String) -> TypeNameHint {
        var hint = self
        hint.elements.append(suffix)
        return hint
    }

    /// The name, and another one for when that is taken: `lineItems` holds `LineItem`s, or `LineItemsItem`s.
    var names: (first: String, fallback: String) {
        var first = given ?? SwiftIdentifier.upperCamel(source.value, digitPrefix: NameRole.nestedType.suffix)
        var fallback = first + NameRole.nestedType.suffix
        for suffix in elements {
            fallback = first + suffix
            first = Singular.of(first) ?? fallback
        }
        return (first, fallback)
    }
}
