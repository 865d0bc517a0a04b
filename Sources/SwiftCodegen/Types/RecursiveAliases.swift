/// Finds typealiases that lead back to themselves through nothing but typealiases, arrays, maps and optionals, and breaks each
/// circle by using `JSONValue` inside it. Validation still follows the circle.
enum RecursiveAliases {
    static func cut(_ declarations: [TypeDeclaration]) {
        let aliases = declarations.filter { $0.alias != nil }
        for alias in aliases where leadsBack(alias) { alias.isRecursiveAlias = true }
        for alias in aliases {
            if let type = alias.alias { alias.kind = .alias(cut(type)) }
        }
    }

    private static func leadsBack(_ start: TypeDeclaration) -> Bool {
        var current = start
        var seen: Set<ObjectIdentifier> = []
        // An alias mentions at most one other, so this is a walk along a line.
        while let type = current.alias, let next = mentioned(type), next.alias != nil {
            if next === start { return true }
            if !seen.insert(ObjectIdentifier(next)).inserted { return false }
            current = next
        }
        return false
    }

    private static func mentioned(_ type: SwiftType) -> TypeDeclaration? {
        switch type {
        case .array(let element), .map(let element), .optional(let element): return mentioned(element)
        case .named(let declaration): return declaration
        default: return nil
        }
    }

    private static func cut(_ type: SwiftType) -> SwiftType {
        switch type {
        case .array(let element): return .array(cut(element))
        case .map(let element): return .map(cut(element))
        case .optional(let wrapped): return cut(wrapped).isAnything ? .jsonValue : .optional(cut(wrapped))
        case .named(let declaration) where declaration.isRecursiveAlias: return .jsonValue
        default: return type
        }
    }
}

extension SwiftType {
    var isAnything: Bool {
        if case .jsonValue = self { return true }
        return false
    }
}
