import YAMLSyntax

/// Reads every schema of one file, and the definitions they refer to.
final class SchemaReading {
    /// How deep schemas, and the values in them, may nest. Reading recurses; a level takes some 3 kB of stack.
    static let depthLimit = 250

    let root: YAMLNode
    let findings: Findings
    private var definitions: [NamedSchema] = []
    /// Where each definition is, by its name and by the node it is read from.
    private var definitionNames: [ExactText: Int] = [:]
    private var definitionNodes: [ObjectIdentifier: Int] = [:]
    /// Definitions found by a reference or inside a schema, yet to be read.
    private var waiting: [(index: Int, node: YAMLNode, scope: SchemaScope?)] = []
    /// Schemas with a default, constant, enum or examples. They can refer to definitions, so they are checked last.
    private var withValues: [Schema] = []
    let patterns = PatternChecker()
    private var reportedDepth = false
    /// The file's own `definitions`, in the order written.
    private(set) var topLevelNames: [String] = []
    /// The number to try next when a name is taken.
    private var nextSuffix: [ExactText: Int] = [:]
    private var indexes: [ObjectIdentifier: [ExactText: YAMLNode]] = [:]
    /// By the root of a tree of schemas. Made when a reference needs one.
    private var addresses: [ObjectIdentifier: SchemaIndex] = [:]
    /// References to other files, each text once.
    private(set) var externalReferences: [Schema.Reference] = []
    private var externalTexts: Set<ExactText> = []
    /// False when the definitions cannot be read, so that what a reference leads to cannot be said.
    private(set) var isCertain = true

    init(root: YAMLNode, findings: Findings) {
        self.root = root
        self.findings = findings
    }

    // MARK: Entry points

    /// The top-level `definitions`. They are read by `finish`, when everything that they may refer to has a name.
    func readDefinitions(_ fields: Fields) {
        isCertain = !fields.isRefused("definitions")
        guard case .mapping(let entries)? = fields.value("definitions")?.content else { return }
        for entry in entries { addDefinition(entry, scope: nil) }
        topLevelNames = definitions.map { (definition: NamedSchema) -> String in definition.name.value }
    }

    /// A schema of its own: `input_schema`, `result_schema` or an event's.
    func readRoot(_ node: YAMLNode) -> Schema { schema(node, scope: SchemaScope(node), depth: 1) }

    /// Reads what is left and checks references and values. The definitions in the order written, those found elsewhere last.
    func finish() -> [NamedSchema] {
        var next = 0
        while next < waiting.count {
            let (index, node, scope) = waiting[next]
            definitions[index].schema = schema(node, scope: scope, depth: 1)
            next += 1
        }
        var circles = CircleCheck(self, definitions)
        circles.report(findings)
        let checker = ValueChecker(schemas: self, definitions: definitions)
        for schema in withValues { checker.checkValues(of: schema, findings) }
        return definitions
    }

    // MARK: One schema

    private func schema(_ node: YAMLNode, scope: SchemaScope?, depth: Int, isPart: Bool = false) -> Schema {
        if depth > SchemaReading.depthLimit {
            reportDepth(node)
            return Schema(range: node.range)
        }
        guard case .mapping = node.content else { return plainSchema(node) }
        let draft = SchemaDraft(node, scope: scope)
        draft.isPart = isPart
        readKeywords(draft)
        if let properties = draft.properties { readProperties(properties, draft, depth) }
        if let items = draft.items { draft.keywords.items = schema(items, scope: draft.scope, depth: depth + 1) }
        if let additional = draft.additional {
            draft.keywords.additionalProperties = .schema(schema(additional, scope: draft.scope, depth: depth + 1))
        }
        var index = 0
        while index < draft.children.count {
            let child = draft.children[index]
            draft.attach(child, schema(child.node, scope: draft.scope, depth: depth + 1, isPart: true))
            index += 1
        }
        return finished(draft)
    }

    private func readProperties(_ node: YAMLNode, _ draft: SchemaDraft, _ depth: Int) {
        guard case .mapping(let entries) = node.content else {
            findings.wrongType(node, wanted: "'properties' must be a mapping", hint: "")
            return
        }
        draft.keywords.properties.reserveCapacity(entries.count)
        var index = 0
        while index < entries.count {
            let schema = schema(entries[index].value, scope: draft.scope, depth: depth + 1)
            draft.addProperty(entries[index].key, schema)
            index += 1
        }
    }

    /// `true`, `false`, nothing, or a mistake.
    private func plainSchema(_ node: YAMLNode) -> Schema {
        switch node.value {
        case .bool(let bool)?: return Schema(range: node.range, boolean: bool)
        case .null?: return Schema(range: node.range)
        case .string(let text)? where JSONType(rawValue: text) != nil:
            findings.wrongType(node, wanted: "a schema is a mapping", hint: "; write { type: \(text) }")
        default: findings.wrongType(node, wanted: "a schema is a mapping", hint: "")
        }
        return Schema(range: node.range)
    }

    private func finished(_ draft: SchemaDraft) -> Schema {
        if draft.hasRules || draft.properties != nil || draft.items != nil { checkKeywords(draft) }
        if draft.isNullable, draft.keywords.types.isEmpty, draft.declaresElsewhere { draft.allowNullBesideOthers() }
        let schema = Schema(range: draft.node.range, keywords: draft.keywords, applicators: draft.applicators)
        if draft.hasValues { withValues.append(schema) }
        return schema
    }

    // MARK: Depth of values

    /// Reports a value that nests too deep for what recurses over it later.
    func checkDepth(_ node: YAMLNode) {
        if case .scalar = node.content { return }
        var level: [YAMLNode] = [node]
        var depth = 0
        while !level.isEmpty {
            depth += 1
            if depth > SchemaReading.depthLimit {
                reportDepth(level[0])
                return
            }
            var below: [YAMLNode] = []
            for node in level {
                switch node.content {
                case .scalar: break
                case .sequence(let items): below.append(contentsOf: items)
                case .mapping(let entries): for entry in entries { below.append(entry.value) }
                }
            }
            level = below
        }
    }

    private func reportDepth(_ node: YAMLNode) {
        if reportedDepth { return }
        reportedDepth = true
        findings.add(.schemaTooDeep, node.range, "nested more than \(SchemaReading.depthLimit) levels deep")
    }

    // MARK: Definitions

    func addDefinition(_ entry: YAMLEntry, scope: SchemaScope?) {
        guard var name = entry.key.text else { return }
        if let problem = Names.problem(name, max: 255) {
            if scope == nil {
                findings.add(.badName, entry.key.range, "the definition's name \(problem)")
                return
            }
            name = "definition"
        }
        _ = define(Located(name, at: entry.key.range), entry.value, scope: scope)
    }

    /// Gives a node a name among the definitions, another one if that is taken. The same node gets one name only.
    func define(_ name: Located<String>, _ node: YAMLNode, scope: SchemaScope?) -> String {
        if let known = definitionNodes[ObjectIdentifier(node)], scope != nil { return definitions[known].name.value }
        var unique = name
        while definitionNames[ExactText(unique.value)] != nil {
            let suffix = nextSuffix[ExactText(name.value)] ?? 2
            nextSuffix[ExactText(name.value)] = suffix + 1
            unique.value = name.value + "_\(suffix)"
        }
        let index = definitions.count
        definitionNames[ExactText(unique.value)] = index
        definitionNodes[ObjectIdentifier(node)] = index
        definitions.append(NamedSchema(name: unique, schema: Schema(range: node.range), isImplicit: scope != nil))
        waiting.append((index, node, scope))
        return unique.value
    }

    /// Whether the file's own `definitions` have an entry of this name.
    func isDefined(_ name: String) -> Bool {
        guard let index = definitionNames[ExactText(name)] else { return false }
        return index < topLevelNames.count
    }

    /// The node that a JSON Pointer leads to.
    func find(_ tokens: [String], in root: YAMLNode) -> YAMLNode? {
        var node: YAMLNode? = root
        for token in tokens { node = node.flatMap { (node: YAMLNode) -> YAMLNode? in child(token, of: node) } }
        return node
    }

    /// The node that a JSON Pointer leads to from the root of a resource, with the resource that it is in.
    func find(_ tokens: [String], in scope: SchemaScope) -> (node: YAMLNode, scope: SchemaScope)? {
        var node = scope.root
        var inner = scope
        for token in tokens {
            guard let next = child(token, of: node) else { return nil }
            node = next
            if child("$id", of: node) != nil,
                SchemaScope.identifier(of: node, hidesSiblings: inner.hidesSiblings) != nil
            {
                inner = SchemaScope(node, in: inner)
            }
        }
        return (node, inner)
    }

    /// Large mappings are indexed, since a file may point into one many times.
    private func child(_ token: String, of node: YAMLNode) -> YAMLNode? {
        switch node.content {
        case .mapping(let entries) where entries.count > 32: return index(of: entries, node)[ExactText(token)]
        case .mapping: return node.entry(token)?.value
        case .sequence(let items):
            guard let index = Int(token), index >= 0, index < items.count else { return nil }
            return items[index]
        case .scalar: return nil
        }
    }

    /// The addresses in the tree of schemas that the resource is part of.
    func addresses(around scope: SchemaScope) -> SchemaIndex {
        let tree = scope.tree
        if let known = addresses[ObjectIdentifier(tree)] { return known }
        let made = SchemaIndex(tree)
        addresses[ObjectIdentifier(tree)] = made
        return made
    }

    private func index(of entries: [YAMLEntry], _ node: YAMLNode?) -> [ExactText: YAMLNode] {
        guard let node else { return [:] }
        if let known = indexes[ObjectIdentifier(node)] { return known }
        var index: [ExactText: YAMLNode] = [:]
        for entry in entries { index[ExactText(entry.key.text ?? "")] = entry.value }
        indexes[ObjectIdentifier(node)] = index
        return index
    }

    func addExternal(_ reference: Schema.Reference) {
        if externalTexts.insert(ExactText(reference.text.value)).inserted { externalReferences.append(reference) }
    }

    /// The schema that a chain of references ends at; nil if that is in another file, nowhere, or unreasonably far.
    func resolved(_ schema: Schema, _ definitions: [NamedSchema]) -> Schema? {
        var schema = schema
        var hops = 0
        while let reference = schema.keywords.reference {
            guard let name = reference.definition, reference.file == nil,
                let index = definitionNames[ExactText(name)], hops < 100
            else { return nil }
            schema = definitions[index].schema
            hops += 1
        }
        return schema
    }

    /// The names of a schema's properties, those of `allOf` and of references included. False when some cannot be known.
    func collectProperties(
        of schema: Schema, _ definitions: [NamedSchema], _ names: inout [String], _ reach: inout Int
    ) -> Bool {
        reach -= 1
        if reach < 0 { return false }
        for property in schema.keywords.properties { names.append(property.name.value) }
        if schema.keywords.reference != nil {
            guard let target = resolved(schema, definitions),
                collectProperties(of: target, definitions, &names, &reach)
            else { return false }
        }
        for part in schema.applicators?.allOf ?? [] {
            if !collectProperties(of: part, definitions, &names, &reach) { return false }
        }
        return true
    }

    /// Where a definition's name leads.
    func index(ofDefinition name: String) -> Int? { definitionNames[ExactText(name)] }
}
