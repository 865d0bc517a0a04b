/// Finds typealiases that lead back to themselves through nothing but typealiases, arrays, maps and optionals, and breaks each
/// circle by using `JSONValue` inside it. Validation still follows the circle.
enum RecursiveAliases {
    static func cut(_ declarations: [TypeDeclaration]) {
        let aliases = declarations.filter { $0.alias != nil }
        markCircles(aliases)
        for alias in aliases {
            if let type = alias.alias { alias.kind = .alias(cut(type)) }
        }
        shorten(aliases)
    }

    /// An alias mentions at most one other, so from each a line leads on. A line that meets itself has closed a circle.
    private static func markCircles(_ aliases: [TypeDeclaration]) {
        var walkOf: [ObjectIdentifier: Int] = [:]
        for (walk, start) in aliases.enumerated() {
            var current = start
            while walkOf[ObjectIdentifier(current)] == nil {
                walkOf[ObjectIdentifier(current)] = walk
                guard let type = current.alias, let next = mentioned(type), next.alias != nil else { break }
                current = next
            }
            if walkOf[ObjectIdentifier(current)] != walk { continue }
            while let type = current.alias, let next = mentioned(type), next.alias != nil, !current.isRecursiveAlias {
                current.isRecursiveAlias = true
                current = next
            }
        }
    }

    /// Remembers what is at the end of each line of aliases, which is asked for wherever one is used.
    private static func shorten(_ aliases: [TypeDeclaration]) {
        for alias in aliases where alias.aliasEnd == nil {
            var line: [TypeDeclaration] = []
            var type = SwiftType.named(alias)
            while case .named(let next) = type, next.aliasEnd == nil, let underlying = next.alias {
                line.append(next)
                type = underlying
            }
            type = type.resolved
            for passed in line { passed.aliasEnd = type }
        }
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
