/// What names a workflow: its namespace, name and version. Written `namespace/name@version`.
public struct WorkflowIdentity: Hashable, Sendable, Codable, CustomStringConvertible {
    /// As the spec's `namespace_name`; names are unique in it.
    public var namespace: String
    /// As the spec's `name`.
    public var name: String
    /// As the spec's `version`, three numbers with dots.
    public var version: String

    public init(namespace: String, name: String, version: String) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }

    public var description: String { "\(namespace)/\(name)@\(version)" }
}
