import WorkflowSpec
import YAMLSyntax

/// Turns the schemas of one spec into Swift types. Names first, so that a reference may come before its definition; then every
/// schema; then what needs all types to be known: defaults and boxes.
final class SchemaTranslator {
    let workflowName: String
    var findings: Findings
    /// The type that holds everything, when it is that of another file than the one generated.
    let owner: String?
    /// The types of other files, and this file's identity there.
    var library: TypeLibrary? { ownLibrary ?? outerLibrary }
    /// Of the file that is generated.
    var ownLibrary: TypeLibrary?
    /// Of another file, which the library owns.
    weak var outerLibrary: TypeLibrary?
    var file = ""
    let workflowScope: TypeScope
    /// Names that types must not have in order not to hide what generated code refers to.
    private var reservedNames: [String]
    /// By name in the spec.
    private(set) var definitions: [ExactText: TypeDeclaration] = [:]
    /// Every struct, wherever it is declared.
    var records: [TypeDeclaration] = []
    /// Every choice of types.
    var unions: [TypeDeclaration] = []
    private(set) var needsFoundation = false
    /// The signatures of the handlers' event methods so far.
    var eventSignatures: Set<String> = []
    /// The schemas of `definitions`, known before their types are.
    private var definitionSchemas: [ExactText: Schema] = [:]
    /// Schemas made of an alternative and what is written beside the choice, kept so that their identities stay theirs.
    var combinations: [Schema] = []
    private var shapes: [ObjectIdentifier: SchemaShape] = [:]
    private(set) lazy var merging: SchemaMerging = SchemaMerging { [unowned self] (reference: Schema.Reference) -> Schema? in
        self.schema(of: reference)
    }

    init(workflowName: String, findings: Findings, owner: String? = nil) {
        self.workflowName = workflowName
        self.findings = findings
        self.owner = owner
        workflowScope = TypeScope(prefix: owner.map { $0 + "." } ?? "")
        reservedNames = [workflowName]
    }

    /// The schema that a reference leads to.
    func schema(of reference: Schema.Reference) -> Schema? {
        guard let name = reference.definition else { return nil }
        return translator(of: reference)?.definitionSchemas[ExactText(name)]
    }

    /// The definition that a reference leads to.
    func declaration(of reference: Schema.Reference) -> TypeDeclaration? {
        guard let name = reference.definition else { return nil }
        return translator(of: reference)?.definitions[ExactText(name)]
    }

    /// The translator of the file that a reference leads to. Where no files are known, all there is is in this one.
    private func translator(of reference: Schema.Reference) -> SchemaTranslator? {
        guard let library else { return reference.file == nil ? self : nil }
        return library.translator(of: reference)
    }

    // MARK: Definitions

    /// Makes the schemas of `definitions` known to whatever refers to them.
    func collectDefinitions(_ list: [NamedSchema]) {
        if let library { reservedNames += library.owners }
        for entry in list where definitionSchemas[ExactText(entry.name.value)] == nil {
            definitionSchemas[ExactText(entry.name.value)] = entry.schema
        }
    }

    /// Names the types of `definitions`. Their contents follow in `translateDefinitions`.
    func declareDefinitions(_ list: [NamedSchema]) {
        for entry in list where !entry.isImplicit { declareDefinition(entry) }
        // These have names that nobody chose as a type's, so they give way.
        for entry in list where entry.isImplicit { declareDefinition(entry) }
    }

    private func declareDefinition(_ entry: NamedSchema) {
        if definitions[ExactText(entry.name.value)] != nil { return }
        var name = NameChoice.name(
            for: entry.name, role: .definition, swiftName: entry.schema.keywords.swiftName, alsoReserved: reservedNames,
            &findings)
        if entry.isImplicit {
            name = workflowScope.names.claimFree(name, orElse: name + NameRole.definition.suffix, for: entry.name)
        } else {
            workflowScope.names.claim(name, for: entry.name, what: "definition", &findings)
        }
        let declaration = TypeDeclaration(
            name: name, path: workflowScope.prefix + name, isDefinition: true, schema: entry.schema, kind: .alias(.jsonValue))
        declaration.owner = owner
        switch shape(entry.schema) {
        case .record: declaration.kind = .record(RecordModel())
        case .stringEnum(let strings): declaration.kind = .enumeration(enumModel(strings, entry.schema))
        case .union: declaration.kind = .union(UnionModel())
        default: break
        }
        definitions[ExactText(entry.name.value)] = declaration
        workflowScope.declared.append(declaration)
    }

    func translateDefinitions(_ list: [NamedSchema]) {
        for entry in list { definitions[ExactText(entry.name.value)]?.isNullable = isNullable(entry.schema, 0) }
        for entry in list {
            guard let declaration = definitions[ExactText(entry.name.value)], declaration.schema === entry.schema
            else { continue }
            switch declaration.kind {
            case .record(let model): fill(model, of: declaration, in: workflowScope)
            case .enumeration: break
            case .union(let model): fill(model, of: declaration, in: workflowScope)
            case .alias:
                let hint = TypeNameHint(declaration.name, source: entry.name)
                declaration.kind = .alias(use(entry.schema, hint, in: workflowScope).type)
            }
        }
        RecursiveAliases.cut(workflowScope.declared)
    }

    /// Whether null may stand where the schema's type does. What is any JSON needs no other null.
    private func isNullable(_ schema: Schema, _ depth: Int) -> Bool {
        if depth > 100 { return false }
        switch shape(schema) {
        case .anything: return false
        case .reference(let reference):
            guard let target = self.schema(of: reference) else { return false }
            return schema.allows(.null) && isNullable(target, depth + 1)
        case .same(let inner, let isNullable): return isNullable || self.isNullable(inner, depth + 1)
        case .union(let alternatives):
            if alternatives.hasNull { return true }
            for inner in alternatives.schemas where isNullable(inner, depth + 1) { return true }
            return false
        default: return merging.merged(schema).allowsNull
        }
    }

    // MARK: Any schema

    /// Which type the schema asks for, other schemas that have a part in it included.
    func shape(_ schema: Schema) -> SchemaShape {
        // Most schemas have nothing but keywords of their own.
        guard let applicators = schema.applicators else {
            if schema.keywords.reference == nil || !SchemaMerging.saysMoreThanReference(schema) { return SchemaShape(schema) }
            return SchemaShape(merging.merged(schema))
        }
        if let known = shapes[ObjectIdentifier(schema)] { return known }
        let found = composedShape(schema, applicators)
        shapes[ObjectIdentifier(schema)] = found
        return found
    }

    private func composedShape(_ schema: Schema, _ applicators: Applicators) -> SchemaShape {
        if let alternatives = alternatives(schema) { return shape(of: alternatives) }
        if schema.keywords.reference == nil, applicators.allOf.count == 1, !SchemaMerging.addsToParts(schema),
            applicators.allOf[0].keywords.reference != nil, !SchemaMerging.saysMoreThanReference(applicators.allOf[0])
        {
            return .same(applicators.allOf[0], isNullable: false)
        }
        if schema.keywords.reference != nil, !SchemaMerging.saysMoreThanReference(schema) { return SchemaShape(schema) }
        return SchemaShape(merging.merged(schema))
    }

    /// One type where all alternatives have the same, strings that are all listed, or a choice.
    private func shape(of alternatives: Alternatives) -> SchemaShape {
        var strings: [String] = []
        for schema in alternatives.schemas {
            guard let own = SchemaShape.closedStrings(merging.merged(schema)) else {
                strings = []
                break
            }
            strings += own
        }
        if !strings.isEmpty, !alternatives.hasNull, Set(strings).count == strings.count { return .stringEnum(strings) }
        var plain = shape(alternatives.schemas[0]).plainName
        for schema in alternatives.schemas.dropFirst() where shape(schema).plainName != plain { plain = nil }
        if alternatives.schemas.count == 1 || plain != nil {
            return .same(alternatives.schemas[0], isNullable: alternatives.hasNull)
        }
        return .union(alternatives)
    }

    func use(_ schema: Schema, _ hint: TypeNameHint, in scope: TypeScope) -> TypeUse {
        switch shape(schema) {
        case .anything: return TypeUse(type: .jsonValue)
        case .reference(let reference):
            guard let declaration = declaration(of: reference) else { return TypeUse(type: .jsonValue) }
            return TypeUse(type: .named(declaration), isNullable: isNullable(schema, 0))
        case .same(let inner, let isNullable):
            var use = use(inner, hint, in: scope)
            if isNullable, !use.type.resolved.isAnything { use.isNullable = true }
            return use
        case .union:
            let model = UnionModel()
            let declaration = declare(hint, schema, .union(model), in: scope)
            fill(model, of: declaration, in: scope)
            return TypeUse(type: .named(declaration), isNullable: isNullable(schema, 0))
        case .stringEnum(let strings):
            let declaration = declare(hint, schema, .enumeration(enumModel(strings, schema)), in: scope)
            return TypeUse(type: .named(declaration), isNullable: merging.merged(schema).allowsNull)
        case .record:
            let model = RecordModel()
            let declaration = declare(hint, schema, .record(model), in: scope)
            fill(model, of: declaration, in: scope)
            return TypeUse(type: .named(declaration), isNullable: merging.merged(schema).allowsNull)
        case .array:
            var element = TypeUse(type: .jsonValue)
            // Items that differ by their place have no type in common.
            let isUniform = merging.merged(schema).applicators?.prefixItems.isEmpty ?? true
            if isUniform, let items = merging.merged(schema).keywords.items {
                element = use(items, hint.element("Item"), in: scope)
            }
            return TypeUse(type: .array(element.swiftType), isNullable: merging.merged(schema).allowsNull)
        case .map(let values):
            let value = use(values, hint.element("Value"), in: scope)
            return TypeUse(type: .map(value.swiftType), isNullable: merging.merged(schema).allowsNull)
        case .string: return TypeUse(type: .string, isNullable: merging.merged(schema).allowsNull)
        case .int: return TypeUse(type: .int, isNullable: merging.merged(schema).allowsNull)
        case .int32: return TypeUse(type: .int32, isNullable: merging.merged(schema).allowsNull)
        case .int64: return TypeUse(type: .int64, isNullable: merging.merged(schema).allowsNull)
        case .double: return TypeUse(type: .double, isNullable: merging.merged(schema).allowsNull)
        case .bool: return TypeUse(type: .bool, isNullable: merging.merged(schema).allowsNull)
        case .object: return TypeUse(type: .jsonObject, isNullable: merging.merged(schema).allowsNull)
        case .date: return foundation(.date, schema)
        case .uuid: return foundation(.uuid, schema)
        case .data: return foundation(.data, schema)
        }
    }

    private func foundation(_ type: SwiftType, _ schema: Schema) -> TypeUse {
        needsFoundation = true
        return TypeUse(type: type, isNullable: merging.merged(schema).allowsNull)
    }

    // MARK: Declaring a type that the spec gives no name

    private func declare(
        _ hint: TypeNameHint, _ schema: Schema, _ kind: TypeDeclaration.Kind, in scope: TypeScope
    ) -> TypeDeclaration {
        let scope = scope.home
        let name = nestedName(hint, schema, in: scope)
        let declaration = TypeDeclaration(name: name, path: scope.prefix + name, schema: schema, kind: kind)
        declaration.owner = owner
        scope.declared.append(declaration)
        return declaration
    }

    private func nestedName(_ hint: TypeNameHint, _ schema: Schema, in scope: TypeScope) -> String {
        if let chosen = schema.keywords.swiftName, SwiftIdentifier.isValid(chosen.value) {
            // A property's `x-swift-name` in lower case is the property's; its type follows.
            let name = NameChoice.free(
                SwiftIdentifier.upperFirst(chosen.value), for: chosen, role: .nestedType,
                alsoReserved: reservedNames + scope.reserved, &findings)
            scope.names.claim(name, for: chosen, what: "type", &findings)
            return name
        }
        let names = hint.names
        let base = NameChoice.free(
            names.first, for: hint.source, role: .nestedType, alsoReserved: reservedNames, &findings)
        let name = scope.names.claimFree(base, orElse: names.fallback, for: hint.source)
        if name != base {
            findings.adjusted(
                "the type of", hint.source, to: name, because: "`\(base)` is another type or property there")
        }
        return name
    }
}
