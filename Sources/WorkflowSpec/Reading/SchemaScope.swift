import YAMLSyntax

/// A schema resource: what the references in it start from.
final class SchemaScope {
    let root: YAMLNode
    /// The address that `$id` gives, resolved; empty when nothing gives one.
    let base: String
    /// Up to draft 7 nothing beside `$ref` counts.
    let hidesSiblings: Bool
    private let outer: SchemaScope?

    init(_ root: YAMLNode, in outer: SchemaScope? = nil) {
        self.root = root
        self.outer = outer
        var hides = outer?.hidesSiblings ?? false
        if let dialect = SchemaScope.text("$schema", of: root) {
            hides = SchemaScope.isDraft7OrOlder(dialect)
        }
        hidesSiblings = hides
        let outerBase = outer?.base ?? ""
        if let id = SchemaScope.identifier(of: root, hidesSiblings: hides) {
            base = URIReference.resolve(id, against: outerBase)
        } else {
            base = outerBase
        }
    }

    /// The outermost resource around this one.
    var tree: SchemaScope {
        var scope = self
        while let outer = scope.outer { scope = outer }
        return scope
    }

    /// The `$id` of a schema, without its fragment; nil when there is none, or nothing but a fragment.
    static func identifier(of node: YAMLNode, hidesSiblings: Bool) -> String? {
        guard let id = text("$id", of: node) else { return nil }
        if hidesSiblings, node.entry("$ref") != nil { return nil }
        let address = URIReference.split(id).address
        return address.isEmpty ? nil : address
    }

    static func isDraft7OrOlder(_ dialect: String) -> Bool {
        guard isKnown(dialect) else { return false }
        for draft in ["draft-07", "draft-06", "draft-04", "draft-03"] where dialect.contains(draft) { return true }
        return false
    }

    static func isKnown(_ dialect: String) -> Bool {
        dialect.hasPrefix("http://json-schema.org/") || dialect.hasPrefix("https://json-schema.org/")
    }

    static func text(_ key: String, of node: YAMLNode) -> String? { node.entry(key)?.value.string }
}

/// Addresses of schemas: as much of RFC 3986 as resolving one against another takes.
enum URIReference {
    /// What is before `#`, and what is behind it.
    static func split(_ text: String) -> (address: String, fragment: String?) {
        guard let hash = text.utf8.firstIndex(of: UInt8(ascii: "#")) else { return (text, nil) }
        return (String(text[..<hash]), String(text[text.utf8.index(after: hash)...]))
    }

    private struct Parts {
        var scheme = ""
        /// With its `//`.
        var authority = ""
        var path = ""
        /// With its `?`.
        var query = ""

        init(_ text: String) {
            var rest = Substring(text)
            if let colon = rest.firstIndex(of: ":"), rest[..<colon].allSatisfy({ Parts.isInScheme($0) }), colon > rest.startIndex
            {
                scheme = String(rest[...colon])
                rest = rest[rest.index(after: colon)...]
            }
            if let mark = rest.firstIndex(of: "?") {
                query = String(rest[mark...])
                rest = rest[..<mark]
            }
            if rest.hasPrefix("//") {
                let behind = rest.dropFirst(2)
                let slash = behind.firstIndex(of: "/") ?? behind.endIndex
                authority = "//" + behind[..<slash]
                rest = behind[slash...]
            }
            path = String(rest)
        }

        private static func isInScheme(_ character: Character) -> Bool {
            character.isASCII
                && (character.isLetter || character.isNumber || character == "+" || character == "-" || character == ".")
        }

        var text: String { scheme + authority + path + query }
    }

    /// Section 5.2.2, without fragments.
    static func resolve(_ reference: String, against base: String) -> String {
        var parts = Parts(reference)
        if !parts.scheme.isEmpty {
            parts.path = withoutDots(parts.path)
            return parts.text
        }
        let outer = Parts(base)
        if parts.authority.isEmpty {
            if parts.path.isEmpty {
                parts.path = outer.path
                if parts.query.isEmpty { parts.query = outer.query }
            } else if !parts.path.hasPrefix("/") {
                parts.path = withoutDots(folder(of: outer) + parts.path)
            } else {
                parts.path = withoutDots(parts.path)
            }
            parts.authority = outer.authority
        }
        parts.scheme = outer.scheme
        return parts.text
    }

    private static func folder(of outer: Parts) -> String {
        if !outer.authority.isEmpty, outer.path.isEmpty { return "/" }
        guard let slash = outer.path.lastIndex(of: "/") else { return "" }
        return String(outer.path[...slash])
    }

    /// Section 5.2.4. A path that starts with neither `/` nor a dot, such as that of a URN, stays as it is.
    private static func withoutDots(_ path: String) -> String {
        if !path.contains("/") { return path }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        var index = 0
        while index < segments.count {
            let isLast = index == segments.count - 1
            switch segments[index] {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 || (kept.count == 1 && !kept[0].isEmpty) { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segments[index])
            }
            index += 1
        }
        return kept.joined(separator: "/")
    }
}
