import WorkflowSpec
import YAMLSyntax

/// A value as Swift source. Types are spelled when it is written, since the spelling depends on where that is.
struct DefaultValue {
    enum Piece {
        case text(String)
        case type(TypeDeclaration)
    }

    private(set) var pieces: [Piece]

    init(_ text: String) { pieces = [.text(text)] }

    fileprivate init() { pieces = [] }

    fileprivate mutating func add(_ text: String) { pieces.append(.text(text)) }
    fileprivate mutating func add(_ type: TypeDeclaration) { pieces.append(.type(type)) }

    func spelled(_ name: (TypeDeclaration) -> String) -> String {
        var out = ""
        for piece in pieces {
            switch piece {
            case .text(let text): out += text
            case .type(let declaration): out += name(declaration)
            }
        }
        return out
    }

    /// The value that a schema's `default` gives for a type, or nil when it does not fit it: that is an error of the spec, reported
    /// when the spec is read.
    static func of(_ node: YAMLNode, as type: SwiftType) -> DefaultValue? {
        var value = DefaultValue()
        return value.write(node, type, depth: 0) ? value : nil
    }

    // MARK: Writing

    private mutating func write(_ node: YAMLNode, _ type: SwiftType, depth: Int) -> Bool {
        guard depth <= JSONLiteral.maximumDepth else { return false }
        switch type.resolved {
        case .jsonValue, .jsonObject: return writeJSON(node, type)
        case .optional(let wrapped):
            if node.value == .null {
                add("nil")
                return true
            }
            return write(node, wrapped, depth: depth)
        case .array(let element): return writeArray(node, element, depth)
        case .map(let element): return writeMap(node, element, depth)
        case .named(let declaration):
            if let model = declaration.enumeration { return writeCase(node, model, declaration) }
            if let model = declaration.union { return writeUnion(node, model, declaration, depth) }
            if let model = declaration.record { return writeRecord(node, model, declaration, depth) }
            return false
        default:
            guard let literal = ScalarLiteral.of(node, as: type.resolved) else { return false }
            add(literal)
            return true
        }
    }

    private mutating func writeJSON(_ node: YAMLNode, _ type: SwiftType) -> Bool {
        if case .jsonObject = type.resolved, node.mapping == nil { return false }
        guard let literal = JSONLiteral.of(node) else { return false }
        if case .jsonObject = type.resolved {
            add(JSONLiteral.members(literal))
        } else {
            add(literal)
        }
        return true
    }

    private mutating func writeArray(_ node: YAMLNode, _ element: SwiftType, _ depth: Int) -> Bool {
        guard let items = node.sequence else { return false }
        add("[")
        var first = true
        for item in items {
            if !first { add(", ") }
            first = false
            guard write(item, element, depth: depth + 1) else { return false }
        }
        add("]")
        return true
    }

    private mutating func writeMap(_ node: YAMLNode, _ element: SwiftType, _ depth: Int) -> Bool {
        guard let entries = node.mapping else { return false }
        if entries.isEmpty {
            add("[:]")
            return true
        }
        // A dictionary literal traps on keys that Swift calls equal, such as two spellings of one letter.
        var seen: Set<String> = []
        add("[")
        for entry in entries {
            guard let key = entry.key.text, seen.insert(key).inserted else { return false }
            if seen.count > 1 { add(", ") }
            add(StringLiteral.of(key) + ": ")
            guard write(entry.value, element, depth: depth + 1) else { return false }
        }
        add("]")
        return true
    }

    private mutating func writeCase(_ node: YAMLNode, _ model: EnumModel, _ declaration: TypeDeclaration) -> Bool {
        guard let string = node.string else { return false }
        for candidate in model.cases where candidate.value.hasSameScalars(as: string) {
            add(declaration)
            add("." + candidate.name)
            return true
        }
        guard model.isExtensible else { return false }
        add(declaration)
        add(".unknown(" + StringLiteral.of(string) + ")")
        return true
    }

    /// The first case that takes the value, or the one that its member names.
    private mutating func writeUnion(
        _ node: YAMLNode, _ model: UnionModel, _ declaration: TypeDeclaration, _ depth: Int
    ) -> Bool {
        var index = 0
        while index < model.cases.count {
            let candidate = model.cases[index]
            let isNamed = model.tag.map { node.entry($0.property)?.value.string == $0.values[index] } ?? true
            var attempt = self
            attempt.add(declaration)
            attempt.add("." + candidate.name + "(")
            if isNamed, attempt.write(node, candidate.type, depth: depth + 1) {
                attempt.add(")")
                self = attempt
                return true
            }
            index += 1
        }
        return false
    }

    /// A call of the memberwise initializer with the members that are written.
    private mutating func writeRecord(
        _ node: YAMLNode, _ model: RecordModel, _ declaration: TypeDeclaration, _ depth: Int
    ) -> Bool {
        guard let entries = node.mapping else { return false }
        // Members beside the properties would need the type's `additionalProperties`, which few defaults use.
        for entry in entries {
            guard let key = entry.key.text,
                model.properties.contains(where: { $0.wireName.hasSameScalars(as: key) })
            else { return false }
        }
        add(declaration)
        add("(")
        var first = true
        for property in model.properties {
            guard let value = node.entry(property.wireName)?.value else {
                if property.isRequired { return false }
                continue
            }
            if !first { add(", ") }
            first = false
            add(property.label + ": ")
            let type: SwiftType = property.isNullable ? .optional(property.type) : property.type
            guard write(value, type, depth: depth + 1) else { return false }
        }
        add(")")
        return true
    }
}
