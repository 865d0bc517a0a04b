internal import Stepsmith

/// Finds runs as people name them.
struct RunLookup {
    let store: any WorkflowStore
    /// How many runs a part of an id is looked for in, from the newest.
    private static let reach = 10_000
    private static let page = 500
    /// Fewer characters of an id than this name nothing.
    private static let shortest = 4

    /// The run with this id, or the only one among the newest 10,000 whose id begins or ends so.
    func find(_ text: String) async throws -> RunSummary {
        let text = text.lowercased()
        if let run = try await store.summary(of: RunID(text)) { return run }
        // Ids are the store's affair; what looks like a whole one is not searched for.
        var found: [RunSummary] = []
        var seen = 0
        var before: RunID?
        while text.count >= RunLookup.shortest, text.count < 36, seen < RunLookup.reach {
            let runs = try await store.runs(RunQuery(limit: RunLookup.page, before: before))
            found += runs.filter { $0.id.rawValue.hasPrefix(text) || $0.id.rawValue.hasSuffix(text) }
            seen += runs.count
            guard runs.count == RunLookup.page, let last = runs.last else { break }
            before = last.id
        }
        if found.count == 1 { return found[0] }
        if found.isEmpty { throw CommandFailure("There is no run \(text.printable) in this store.") }
        let ids = found.prefix(10).map { "\n  \($0.id)  \($0.workflow)" }.joined()
        throw CommandFailure("\(found.count) runs have an id that begins or ends with \(text.printable):\(ids)")
    }

    /// The same with its steps and history.
    func snapshot(_ text: String) async throws -> RunSnapshot {
        let id = try await find(text).id
        guard let run = try await store.snapshot(of: id) else { throw RunError.unknownRun(id) }
        return run
    }

    /// Runs, newest first, up to a number.
    func list(_ workflow: WorkflowName?, state: RunState?, limit: Int) async throws -> [RunSummary] {
        var found: [RunSummary] = []
        var before: RunID?
        while found.count < limit {
            // Stores do not look for a version: with one, more is read than is shown.
            let size = workflow?.version == nil ? min(limit - found.count, RunLookup.page) : RunLookup.page
            let runs = try await store.runs(
                RunQuery(state: state, namespace: workflow?.namespace, workflow: workflow?.name, limit: size, before: before))
            found += runs.filter { workflow?.matches($0.workflow) ?? true }
            guard runs.count == size, let last = runs.last else { break }
            before = last.id
        }
        return Array(found.prefix(limit))
    }
}
