import YAMLSyntax

extension SchemaReading {
    func readReference(_ node: YAMLNode, _ draft: SchemaDraft) {
        guard findings.accepts(node, .text, "$ref"), let text = node.text else { return }
        let located = Located(text, at: node.range)
        guard let hash = text.firstIndex(of: "#") else {
            let hint = isDefined(text) ? "; did you mean '#/definitions/\(clipped(text))'?" : "; write FILE#/definitions/NAME"
            unresolved(located, "names no definition\(hint)")
            return
        }
        let fragment = String(text[text.index(after: hash)...])
        if hash == text.startIndex {
            draft.keywords.reference = local(located, fragment, draft)
        } else {
            draft.keywords.reference = other(located, file: String(text[..<hash]), fragment)
        }
    }

    private func unresolved(_ text: Located<String>, _ why: String) {
        if isCertain { findings.add(.unresolvedReference, text.range, "\(quoted(text.value)) \(why)") }
    }

    /// A definition of another file. Whether that has it is for the caller of the reader to see, who can open files.
    private func other(_ text: Located<String>, file: String, _ fragment: String) -> Schema.Reference? {
        let tokens = JSONPointer.tokens(fragment)
        if file.contains(":") || file.hasPrefix("/") || Names.problem(file, max: 4096) != nil {
            unresolved(text, "must be a path relative to this file, or start with '#'")
            return nil
        }
        guard let tokens, tokens.count == 2, tokens[0] == "definitions" || tokens[0] == "$defs", !tokens[1].isEmpty else {
            unresolved(text, "must end in #/definitions/NAME")
            return nil
        }
        return Schema.Reference(text: text, definition: tokens[1], file: file)
    }

    /// A place in the schema itself, or else in the whole file.
    private func local(_ text: Located<String>, _ fragment: String, _ draft: SchemaDraft) -> Schema.Reference? {
        guard let tokens = JSONPointer.tokens(fragment) else {
            unresolved(text, "is not a JSON Pointer; write #/definitions/NAME")
            return nil
        }
        if let scope = draft.scope, let node = find(tokens, in: scope) {
            return reference(text, to: node, tokens, draft)
        }
        if tokens.count == 2, tokens[0] == "definitions" || tokens[0] == "$defs" {
            if isDefined(tokens[1]) { return Schema.Reference(text: text, definition: tokens[1]) }
            let hint = findings.suggestion(for: tokens[1], among: topLevelNames)
            unresolved(text, "leads nowhere: there is no definition \(quoted(tokens[1]))\(hint)")
            return nil
        }
        if let node = find(tokens, in: root), node !== root {
            return reference(text, to: node, tokens, draft)
        }
        unresolved(text, "leads nowhere")
        return nil
    }

    /// A reference to any schema makes that a definition, so that it gets a type of its own and may contain itself.
    private func reference(
        _ text: Located<String>, to node: YAMLNode, _ tokens: [String], _ draft: SchemaDraft
    ) -> Schema.Reference? {
        switch node.content {
        case .mapping: break
        case .scalar:
            guard case .bool? = node.value else { fallthrough }
        case .sequence:
            unresolved(text, "does not lead to a schema")
            return nil
        }
        let name = tokens.last ?? "root"
        let usable = Names.problem(name, max: 255) == nil ? name : "referenced"
        return Schema.Reference(text: text, definition: define(Located(usable, at: node.range), node, scope: draft.scope ?? node))
    }
}

/// JSON Pointers (RFC 6901) in the fragment of a reference.
enum JSONPointer {
    /// The unescaped tokens; nil if the text is no pointer.
    static func tokens(_ fragment: String) -> [String]? {
        if fragment.isEmpty { return [] }
        guard fragment.hasPrefix("/") else { return nil }
        var tokens: [String] = []
        for part in fragment.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard part.contains("~") || part.contains("%") else {
                tokens.append(String(part))
                continue
            }
            guard let token = unescaped(part) else { return nil }
            tokens.append(token)
        }
        return tokens
    }

    /// Percent-encoding first (RFC 3986), then `~1` and `~0`.
    private static func unescaped(_ part: Substring) -> String? {
        let written = Array(part.utf8)
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
