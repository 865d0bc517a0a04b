internal import Stepsmith

/// A workflow as people name it: `name`, `namespace/name` or `namespace/name@version`.
struct WorkflowName {
    var namespace: String?
    var name: String
    var version: String?

    /// Nil for text with an empty part.
    init?(_ text: String) {
        var rest = text[...]
        if let at = rest.lastIndex(of: "@") {
            version = String(rest[rest.index(after: at)...])
            rest = rest[..<at]
        }
        if let slash = rest.firstIndex(of: "/") {
            namespace = String(rest[..<slash])
            rest = rest[rest.index(after: slash)...]
        }
        name = String(rest)
        if name.isEmpty || namespace?.isEmpty == true || version?.isEmpty == true { return nil }
    }

    func matches(_ identity: WorkflowIdentity) -> Bool {
        name == identity.name && (namespace ?? identity.namespace) == identity.namespace
            && (version ?? identity.version) == identity.version
    }

    /// The one registration that has this name. Throws, listing what there is, when there is none, or several.
    static func find(_ text: String, in workflows: [any WorkflowRegistration]) throws -> any WorkflowRegistration {
        let found = WorkflowName(text).map { name in workflows.filter { name.matches($0.definition.identity) } } ?? []
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            throw CommandFailure("There is no workflow \(text.printable) in this program; there are:\(list(workflows))")
        }
        throw CommandFailure("\(text.printable) names \(found.count) workflows; name one of them in full:\(list(found))")
    }

    private static func list(_ workflows: [any WorkflowRegistration]) -> String {
        let names = workflows.map { $0.definition.identity.description.printable }.sorted()
        return names.isEmpty ? " none" : names.map { "\n  " + $0 }.joined()
    }
}
