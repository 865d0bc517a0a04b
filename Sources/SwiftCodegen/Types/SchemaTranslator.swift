import WorkflowSpec
import YAMLSyntax

/// Turns the schemas of one spec into Swift types. Names first, so that a reference may come before its definition; then every
/// schema; then what needs all types to be known: defaults and boxes.
final class SchemaTranslator {
    let workflowName: String
    var findings: Findings
    let workflowScope = TypeScope(prefix: "")
    /// By name in the spec.
    private(set) var definitions: [ExactText: TypeDeclaration] = [:]
    /// Every struct, wherever it is declared.
    var records: [TypeDeclaration] = []
    private(set) var needsFoundation = false
    /// The signatures of the handlers' event methods so far.
    var eventSignatures: Set<String> = []

    init(workflowName: String, findings: Findings) {
        self.workflowName = workflowName
        self.findings = findings
    }

    // MARK: Definitions

    /// Names the types of `definitions`. Their contents follow in `translateDefinitions`.
    func declareDefinitions(_ list: [NamedSchema]) {
        for entry in list where definitions[ExactText(entry.name.value)] == nil {
            let name = NameChoice.name(
                for: entry.name, role: .definition, swiftName: entry.schema.keywords.swiftName,
                alsoReserved: [workflowName],
                &findings)
            workflowScope.names.claim(name, for: entry.name, what: "definition", &findings)
            let declaration = TypeDeclaration(
                name: name, path: name, isDefinition: true, schema: entry.schema, kind: .alias(.jsonValue))
            switch SchemaShape(entry.schema) {
            case .record: declaration.kind = .record(RecordModel())
            case .stringEnum(let strings): declaration.kind = .enumeration(enumModel(strings, entry.schema))
            default: break
            }
            definitions[ExactText(entry.name.value)] = declaration
            workflowScope.declared.append(declaration)
        }
    }

    func translateDefinitions(_ list: [NamedSchema]) {
        for entry in list { definitions[ExactText(entry.name.value)]?.isNullable = allowsNull(entry.schema) }
        for entry in list {
            guard let declaration = definitions[ExactText(entry.name.value)], declaration.schema === entry.schema
            else { continue }
            switch declaration.kind {
            case .record(let model): fill(model, of: declaration, in: workflowScope)
            case .enumeration: break
            case .alias:
                let hint = TypeNameHint(declaration.name, source: entry.name)
                declaration.kind = .alias(use(entry.schema, hint, in: workflowScope).type)
            }
        }
        RecursiveAliases.cut(workflowScope.declared)
    }

    /// Follows references: a name for a nullable type is nullable.
    private func allowsNull(_ schema: Schema) -> Bool {
        var current = schema
        var steps = 0
        while steps <= definitions.count {
            if current.allowsNull { return true }
            guard let name = current.keywords.reference?.definition, let next = definitions[ExactText(name)] else { return false }
            current = next.schema
            steps += 1
        }
        return false
    }

    // MARK: Any schema

    func use(_ schema: Schema, _ hint: TypeNameHint, in scope: TypeScope) -> TypeUse {
        switch SchemaShape(schema) {
        case .anything: return TypeUse(type: .jsonValue)
        case .reference(let name):
            guard let declaration = definitions[ExactText(name)] else { return TypeUse(type: .jsonValue) }
            return TypeUse(type: .named(declaration), isNullable: declaration.isNullable || schema.allowsNull)
        case .stringEnum(let strings):
            let declaration = declare(hint, schema, .enumeration(enumModel(strings, schema)), in: scope)
            return TypeUse(type: .named(declaration), isNullable: schema.allowsNull)
        case .record:
            let model = RecordModel()
            let declaration = declare(hint, schema, .record(model), in: scope)
            fill(model, of: declaration, in: scope)
            return TypeUse(type: .named(declaration), isNullable: schema.allowsNull)
        case .array:
            var element = TypeUse(type: .jsonValue)
            if let items = schema.keywords.items { element = use(items, hint.element("Item"), in: scope) }
            return TypeUse(type: .array(element.swiftType), isNullable: schema.allowsNull)
        case .map(let values):
            let value = use(values, hint.element("Value"), in: scope)
            return TypeUse(type: .map(value.swiftType), isNullable: schema.allowsNull)
        case .string: return TypeUse(type: .string, isNullable: schema.allowsNull)
        case .int: return TypeUse(type: .int, isNullable: schema.allowsNull)
        case .int32: return TypeUse(type: .int32, isNullable: schema.allowsNull)
        case .int64: return TypeUse(type: .int64, isNullable: schema.allowsNull)
        case .double: return TypeUse(type: .double, isNullable: schema.allowsNull)
        case .bool: return TypeUse(type: .bool, isNullable: schema.allowsNull)
        case .object: return TypeUse(type: .jsonObject, isNullable: schema.allowsNull)
        case .date: return foundation(.date, schema)
        case .uuid: return foundation(.uuid, schema)
        case .data: return foundation(.data, schema)
        }
    }

    private func foundation(_ type: SwiftType, _ schema: Schema) -> TypeUse {
        needsFoundation = true
        return TypeUse(type: type, isNullable: schema.allowsNull)
    }

    // MARK: Declaring a type that the spec gives no name

    private func declare(
        _ hint: TypeNameHint, _ schema: Schema, _ kind: TypeDeclaration.Kind, in scope: TypeScope
    ) -> TypeDeclaration {
        let scope = scope.home
        let name = nestedName(hint, schema, in: scope)
        let declaration = TypeDeclaration(name: name, path: scope.prefix + name, schema: schema, kind: kind)
        scope.declared.append(declaration)
        return declaration
    }

    private func nestedName(_ hint: TypeNameHint, _ schema: Schema, in scope: TypeScope) -> String {
        if let chosen = schema.keywords.swiftName, SwiftIdentifier.isValid(chosen.value) {
            // A property's `x-swift-name` in lower case is the property's; its type follows.
            let name = NameChoice.free(
                SwiftIdentifier.upperFirst(chosen.value), for: chosen, role: .nestedType,
                alsoReserved: [workflowName] + scope.reserved, &findings)
            scope.names.claim(name, for: chosen, what: "type", &findings)
            return name
        }
        let names = hint.names
        let base = NameChoice.free(
            names.first, for: hint.source, role: .nestedType, alsoReserved: [workflowName], &findings)
        let name = scope.names.claimFree(base, orElse: names.fallback, for: hint.source)
        if name != base {
            findings.adjusted(
                "the type of", hint.source, to: name, because: "`\(base)` is another type or property there")
        }
        return name
    }
}
