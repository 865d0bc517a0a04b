import YAMLSyntax

/// The schemas that `$id` and `$anchor` give addresses to, in one tree of schemas.
final class SchemaIndex {
    struct Entry {
        let node: YAMLNode
        let scope: SchemaScope
    }

    private var entries: [ExactText: Entry] = [:]
    /// The resources below the root, by the node that they begin at.
    private var scopes: [ObjectIdentifier: SchemaScope] = [:]

    init(_ scope: SchemaScope) {
        entries[ExactText(scope.base)] = Entry(node: scope.root, scope: scope)
        // The depth is bounded, and so is the stack this takes.
        visit(scope.root, scope, 0)
    }

    func entry(_ address: String) -> Entry? { entries[ExactText(address)] }

    /// The resource that begins at the node.
    func scope(at node: YAMLNode) -> SchemaScope? { scopes[ObjectIdentifier(node)] }

    private func visit(_ node: YAMLNode, _ outer: SchemaScope, _ depth: Int) {
        guard depth <= SchemaReading.depthLimit * 2, case .mapping(let members) = node.content else { return }
        var scope = outer
        if node !== outer.root, SchemaScope.identifier(of: node, hidesSiblings: outer.hidesSiblings) != nil {
            scope = SchemaScope(node, in: outer)
            scopes[ObjectIdentifier(node)] = scope
            add(scope.base, node, scope)
        }
        addAnchors(node, scope)
        for member in members {
            switch member.key.text {
            case "properties"?, "patternProperties"?, "$defs"?, "definitions"?, "dependentSchemas"?, "dependencies"?:
                for entry in member.value.mapping ?? [] { visit(entry.value, scope, depth + 1) }
            case "allOf"?, "anyOf"?, "oneOf"?, "prefixItems"?, "items"?:
                if case .sequence(let items) = member.value.content {
                    for item in items { visit(item, scope, depth + 1) }
                } else {
                    visit(member.value, scope, depth + 1)
                }
            case "not"?, "if"?, "then"?, "else"?, "contains"?, "propertyNames"?, "additionalItems"?, "additionalProperties"?,
                "unevaluatedItems"?, "unevaluatedProperties"?:
                visit(member.value, scope, depth + 1)
            default: break
            }
        }
    }

    private func addAnchors(_ node: YAMLNode, _ scope: SchemaScope) {
        for key in ["$anchor", "$dynamicAnchor"] {
            if let name = SchemaScope.text(key, of: node) { add(scope.base + "#" + name, node, scope) }
        }
        // Up to draft 7, an `$id` of nothing but a fragment.
        if let id = SchemaScope.text("$id", of: node), let name = URIReference.split(id).fragment, !name.isEmpty {
            add(scope.base + "#" + name, node, scope)
        }
    }

    private func add(_ address: String, _ node: YAMLNode, _ scope: SchemaScope) {
        if entries[ExactText(address)] == nil { entries[ExactText(address)] = Entry(node: node, scope: scope) }
    }
}
