/// What names a workflow: its namespace, name and version. Written `namespace/name@version`.
public struct WorkflowIdentity: Hashable, Sendable, Codable, CustomStringConvertible {
    public var namespace: String
    public var name: String
    public var version: String

    public init(namespace: String, name: String, version: String) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }

    public var description: String { "\(namespace)/\(name)@\(version)" }
}
