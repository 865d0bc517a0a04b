import YAMLSyntax

extension SchemaReading {
    /// What means something only when the resource is known that the schema is in.
    func readScoped(_ draft: SchemaDraft) {
        if !draft.innerDefinitions.isEmpty {
            let scope = draft.scope ?? SchemaScope(draft.node)
            for entry in draft.innerDefinitions { addDefinition(entry, scope: scope) }
        }
        if let entry = draft.additionalItems {
            if draft.hasListOfItems {
                draft.items = entry.value
            } else {
                findings.add(
                    .ineffectiveKeyword, entry.key.range, "'additionalItems' has no effect unless 'items' is a list")
            }
        }
        guard let node = draft.reference else { return }
        draft.declaresElsewhere = true
        readReference(node, draft)
        if draft.scope?.hidesSiblings == true, draft.keywords.reference != nil { draft.dropSiblingsOfReference() }
    }

    /// `$id` begins a resource of its own.
    func readIdentifier(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard findings.accepts(node, .text, "$id") else { return }
        guard let outer = draft.scope else {
            draft.scope = SchemaScope(draft.node)
            return
        }
        if outer.root !== draft.node, SchemaScope.identifier(of: draft.node, hidesSiblings: outer.hidesSiblings) != nil {
            draft.scope = SchemaScope(draft.node, in: outer)
        }
    }

    func readDialect(_ node: YAMLNode) {
        guard findings.accepts(node, .text, "$schema"), let dialect = node.text, !SchemaScope.isKnown(dialect) else { return }
        findings.add(.unsupportedKeyword, node.range, "the keyword '$schema' names a dialect that is not known")
    }

    private func readReference(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard findings.accepts(node, .text, "$ref"), let text = node.text else { return }
        let located = Located(text, at: node.range)
        let (address, fragment) = URIReference.split(text)
        if address.isEmpty, fragment?.isEmpty != false || fragment.map(JSONPointer.isPointer) == true {
            draft.keywords.reference = local(located, fragment ?? "", draft)
        } else if let target = addressed(address, fragment ?? "", draft) {
            draft.keywords.reference = reference(located, to: target.node, ["schema"], target.scope)
        } else if address.isEmpty {
            unresolved(located, "is not a JSON Pointer; write #/definitions/NAME")
        } else if let base = draft.scope?.base, !base.isEmpty {
            unresolved(located, "leads to \(quoted(URIReference.resolve(address, against: base))), which is not in this file")
        } else {
            draft.keywords.reference = other(located, address, fragment)
        }
    }

    /// A schema that an `$id` or an `$anchor` in the same tree gives an address to.
    private func addressed(_ address: String, _ fragment: String, _ draft: SchemaDraft) -> SchemaIndex.Entry? {
        guard let scope = draft.scope else { return nil }
        let index = addresses(around: scope)
        let whole = URIReference.resolve(address, against: scope.base)
        if !fragment.isEmpty, !JSONPointer.isPointer(fragment) { return index.entry(whole + "#" + fragment) }
        guard let resource = index.entry(whole), !whole.isEmpty, let tokens = JSONPointer.tokens(fragment),
            let found = find(tokens, in: resource.scope)
        else { return nil }
        return SchemaIndex.Entry(node: found.node, scope: found.scope)
    }

    private func unresolved(_ text: Located<String>, _ why: String) {
        if isCertain { findings.add(.unresolvedReference, text.range, "\(quoted(text.value)) \(why)") }
    }

    /// A definition of another file. Whether that has it is for the caller of the reader to see, who can open files.
    private func other(_ text: Located<String>, _ file: String, _ fragment: String?) -> Schema.Reference? {
        guard let fragment else {
            let hint = isDefined(file) ? "; did you mean '#/definitions/\(clipped(file))'?" : "; write FILE#/definitions/NAME"
            unresolved(text, "names no definition\(hint)")
            return nil
        }
        let tokens = JSONPointer.tokens(fragment)
        if file.contains(":") || file.hasPrefix("/") || Names.problem(file, max: 4096) != nil {
            unresolved(text, "must be a path relative to this file, or start with '#'")
            return nil
        }
        guard let tokens, tokens.count == 2, tokens[0] == "definitions" || tokens[0] == "$defs", !tokens[1].isEmpty else {
            unresolved(text, "must end in #/definitions/NAME")
            return nil
        }
        let reference = Schema.Reference(text: text, definition: tokens[1], file: file, home: findings.file)
        addExternal(reference)
        return reference
    }

    /// A place in the resource itself, or else in the whole file.
    private func local(_ text: Located<String>, _ fragment: String, _ draft: SchemaDraft) -> Schema.Reference? {
        guard let tokens = JSONPointer.tokens(fragment) else {
            unresolved(text, "is not a JSON Pointer; write #/definitions/NAME")
            return nil
        }
        if let scope = draft.scope, let found = find(tokens, in: scope) {
            return reference(text, to: found.node, tokens, found.scope)
        }
        if tokens.count == 2, tokens[0] == "definitions" || tokens[0] == "$defs" {
            if isDefined(tokens[1]) { return Schema.Reference(text: text, definition: tokens[1], home: findings.file) }
            let hint = findings.suggestion(for: tokens[1], among: topLevelNames)
            unresolved(text, "leads nowhere: there is no definition \(quoted(tokens[1]))\(hint)")
            return nil
        }
        if let node = find(tokens, in: root), node !== root {
            return reference(text, to: node, tokens, draft.scope ?? SchemaScope(node))
        }
        unresolved(text, "leads nowhere")
        return nil
    }

    /// A reference to any schema makes that a definition, so that it gets a type of its own and may contain itself.
    private func reference(
        _ text: Located<String>, to node: YAMLNode, _ tokens: [String], _ scope: SchemaScope
    ) -> Schema.Reference? {
        switch node.content {
        case .mapping: break
        case .scalar:
            guard case .bool? = node.value else { fallthrough }
        case .sequence:
            unresolved(text, "does not lead to a schema")
            return nil
        }
        let last = tokens.last ?? "root"
        let usable = Names.problem(last, max: 255) == nil ? last : "referenced"
        let name = define(Located(usable, at: node.range), node, scope: scope)
        return Schema.Reference(text: text, definition: name, home: findings.file)
    }
}

/// JSON Pointers (RFC 6901) in the fragment of a reference.
enum JSONPointer {
    /// The unescaped tokens; nil if the text is no pointer.
    static func tokens(_ fragment: String) -> [String]? {
        if fragment.isEmpty { return [] }
        guard isPointer(fragment) else { return nil }
        var tokens: [String] = []
        // By bytes: a slash and an accent behind it are one character.
        for part in fragment.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard part.contains(UInt8(ascii: "~")) || part.contains(UInt8(ascii: "%")) else {
                tokens.append(String(part) ?? "")
                continue
            }
            guard let token = unescaped(Array(part)) else { return nil }
            tokens.append(token)
        }
        return tokens
    }

    static func isPointer(_ fragment: String) -> Bool { fragment.utf8.first == UInt8(ascii: "/") }

    /// Percent-encoding first (RFC 3986), then `~1` and `~0`.
    private static func unescaped(_ written: [UInt8]) -> String? {
        var bytes: [UInt8] = []
        var index = 0
        while index < written.count {
            if written[index] == UInt8(ascii: "%") {
                guard index + 2 < written.count,
                    let high = Character(Unicode.Scalar(written[index + 1])).hexDigitValue,
                    let low = Character(Unicode.Scalar(written[index + 2])).hexDigitValue
                else { return nil }
                bytes.append(UInt8(high * 16 + low))
                index += 3
            } else {
                bytes.append(written[index])
                index += 1
            }
        }
        var out: [UInt8] = []
        index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "~") {
                guard index + 1 < bytes.count else { return nil }
                switch bytes[index + 1] {
                case UInt8(ascii: "0"): out.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): out.append(UInt8(ascii: "/"))
                default: return nil
                }
                index += 2
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}
