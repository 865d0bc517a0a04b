import WorkflowSpec

/// A Swift scope that types are declared in: the workflow, a step, or a record.
final class TypeScope {
    var names = NameScope()
    /// In front of the names declared here, seen from the workflow's scope: `Input.`, or nothing.
    let prefix: String
    var declared: [TypeDeclaration] = []

    init(prefix: String) { self.prefix = prefix }
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
