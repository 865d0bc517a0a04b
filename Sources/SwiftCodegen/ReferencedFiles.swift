public import WorkflowSpec

/// The files that specs refer to, read, and which one each reference leads to.
public struct ReferencedFiles: Sendable {
    /// By an identity that is the same however a reference spells the path.
    public private(set) var specs: [String: WorkflowSpec] = [:]
    /// From a file's identity and a path as it is written there to the identity of the file it leads to.
    private var targets: [String: [String: String]] = [:]
    /// The identity of the file that these were collected for.
    public var root: String

    public init(root: String = "") { self.root = root }

    /// - Parameter identity: the file's; `root` for the spec that the files are collected for, which need not be added.
    public mutating func add(_ spec: WorkflowSpec, as identity: String) { specs[identity] = spec }

    public mutating func link(_ path: String, in file: String, to identity: String) {
        targets[file, default: [:]][path] = identity
    }

    /// The identity of the file that a path leads to.
    func target(of path: String, in file: String) -> String? { targets[file]?[path] }

    /// Whether the references of a file, and of the files that they lead to, include one to the root.
    func leadsBack(from file: String) -> Bool {
        var seen: Set<String> = [file]
        var waiting = [file]
        while let next = waiting.popLast() {
            for identity in (targets[next] ?? [:]).values {
                if identity == root { return true }
                if seen.insert(identity).inserted { waiting.append(identity) }
            }
        }
        return false
    }
}
