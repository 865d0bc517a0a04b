import Stepsmith

/// A workflow as the file knows it.
final class StoredWorkflow: Sendable {
    let id: Int64
    let fingerprint: String
    /// As this program registered it, or as the file describes it.
    let graph: WorkflowGraph
    /// The names of the steps in the order of their positions in the file: that in which they were registered first. The order of a
    /// spec's steps may change under one version.
    let names: [String]
    /// From positions of the graph to those of the file, and back; nil where they are the same.
    private let toFile: [Int]?
    private let fromFile: [Int]?

    var identity: WorkflowIdentity { graph.identity }

    init(id: Int64, fingerprint: String, names: [String], graph: WorkflowGraph) {
        self.id = id
        self.fingerprint = fingerprint
        self.names = names
        self.graph = graph
        let fromFile = names.map { graph.position(of: $0) ?? 0 }
        if fromFile == Array(fromFile.indices) {
            (self.toFile, self.fromFile) = (nil, nil)
            return
        }
        var toFile = fromFile
        for (stored, position) in fromFile.enumerated() { toFile[position] = stored }
        (self.toFile, self.fromFile) = (toFile, fromFile)
    }

    /// The same workflow, its steps in another order, or with other settings.
    func with(_ graph: WorkflowGraph) -> StoredWorkflow {
        StoredWorkflow(id: id, fingerprint: fingerprint, names: names, graph: graph)
    }

    /// Rows of batch workers follow those of the definition, in either order.
    func stored(_ position: Int) -> Int {
        guard let toFile, toFile.indices.contains(position) else { return position }
        return toFile[position]
    }

    func position(ofStored stored: Int) -> Int {
        guard let fromFile, fromFile.indices.contains(stored) else { return stored }
        return fromFile[stored]
    }
}

/// The workflows that were looked up, for the writer and all readers of a store.
struct WorkflowCatalog: Sendable {
    private(set) var byID: [Int64: StoredWorkflow] = [:]
    private(set) var byIdentity: [WorkflowIdentity: Int64] = [:]

    subscript(identity: WorkflowIdentity) -> StoredWorkflow? { byIdentity[identity].flatMap { byID[$0] } }

    mutating func add(_ workflow: StoredWorkflow) {
        byID[workflow.id] = workflow
        byIdentity[workflow.identity] = workflow.id
    }
}
