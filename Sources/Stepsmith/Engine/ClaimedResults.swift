internal import Synchronization

/// The results a handler can ask for: its parents' came with the claim, further ancestors' are read from the store when asked for.
final class ClaimedResults: StepResultSource {
    private let step: ClaimedStep
    private let graph: WorkflowGraph
    private let store: any WorkflowStore
    /// Parsed once, on first use.
    private let parsed = Mutex<[String: JSONValue]>([:])

    init(_ step: ClaimedStep, graph: WorkflowGraph, store: any WorkflowStore) {
        self.step = step
        self.graph = graph
        self.store = store
    }

    func result(of name: String) throws -> JSONValue? {
        if let known = parsed.withLock({ $0[name] }) { return known }
        guard let position = graph.position(of: name) else { throw notAnAncestor(name) }
        let bytes: [UInt8]?
        if let index = graph.parents[step.definition].firstIndex(of: position) {
            bytes = step.results.indices.contains(index) ? step.results[index] : nil
        } else if graph.isAncestor(position, of: step.definition) {
            bytes = try store.recordedResult(of: name, in: step.lease.run)
        } else {
            throw notAnAncestor(name)
        }
        guard let bytes else { return nil }
        do {
            let value = try JSONValue(parsing: bytes)
            parsed.withLock { $0[name] = value }
            return value
        } catch {
            throw PermanentError(
                code: .invalidDependency, message: "The recorded result of step \(name) is not valid JSON: \(error)")
        }
    }

    private func notAnAncestor(_ name: String) -> PermanentError {
        PermanentError(
            code: .invalidDependency,
            message: "Step \(step.name) does not depend on \(name), directly or through other steps, so its result may not "
                + "be there; name \(name) under depends_on.")
    }
}
