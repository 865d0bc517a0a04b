import GRDB
import Stepsmith

extension Ledger {
    /// Makes workflows known, all or none.
    func register(_ graphs: [WorkflowGraph]) throws {
        for graph in graphs {
            guard let known = try find(graph.identity), known.fingerprint != graph.definition.fingerprint else { continue }
            throw StoreError.fingerprintMismatch(
                graph.identity, stored: known.fingerprint, registered: graph.definition.fingerprint)
        }
        for graph in graphs {
            if let known = try find(graph.identity) { try update(known, graph) } else { try add(graph) }
        }
    }

    private func add(_ graph: WorkflowGraph) throws {
        let names = graph.definition.steps.map(\.name)
        let statement = try statements[.addWorkflow]
        statement.bind(1, graph.identity.namespace)
        statement.bind(2, graph.identity.name)
        statement.bind(3, graph.identity.version)
        statement.bind(4, graph.definition.fingerprint)
        statement.bind(5, try DefinitionText.text(of: names))
        statement.bind(6, try DefinitionText.text(of: graph))
        try statement.run()
        let workflow = StoredWorkflow(
            id: database.lastInsertedRowID, fingerprint: graph.definition.fingerprint, names: names, graph: graph)
        catalog.add(workflow)
        tables.add(InMemoryWorkflow(graph))
    }

    /// Runs go on under what the definition says now.
    private func update(_ known: StoredWorkflow, _ graph: WorkflowGraph) throws {
        let text = try DefinitionText.text(of: graph)
        if text == (try DefinitionText.text(of: known.graph)) { return }
        let statement = try statements[.updateWorkflow]
        statement.bind(1, text)
        statement.bind(2, known.id)
        try statement.run()
        // Runs in the tables go by the old one.
        try writeChanges()
        forgetRuns()
        catalog.add(known.with(graph))
    }

    /// Throws `StoreError.unknownWorkflow`.
    func workflow(_ identity: WorkflowIdentity) throws -> StoredWorkflow {
        guard let workflow = try find(identity) else { throw StoreError.unknownWorkflow(identity) }
        return workflow
    }

    func find(_ identity: WorkflowIdentity) throws -> StoredWorkflow? {
        if let known = catalog[identity] { return known }
        let statement = try statements[.findWorkflow]
        statement.bind(1, identity.namespace)
        statement.bind(2, identity.name)
        statement.bind(3, identity.version)
        let found = try statement.first { try StoredWorkflow(statement) }
        if let found { catalog.add(found) }
        return found
    }

    func workflow(_ id: Int64) throws -> StoredWorkflow {
        if let known = catalog[id] { return known }
        let statement = try statements[.findWorkflowByID]
        statement.bind(1, id)
        guard let found = try statement.first({ try StoredWorkflow(statement) }) else {
            throw DamagedFile("a run is of workflow \(id), which is not there")
        }
        catalog.add(found)
        return found
    }

    /// The same, found sooner.
    func workflow(of run: InMemoryRun) throws -> StoredWorkflow {
        let key = ObjectIdentifier(run.workflow)
        if let known = stored[key] { return known }
        let workflow = try workflow(run.graph.identity)
        stored[key] = workflow
        return workflow
    }

    /// The tables' own object for it.
    func tabled(_ workflow: StoredWorkflow) -> InMemoryWorkflow {
        if let known = tables.workflows[workflow.identity] { return known }
        let new = InMemoryWorkflow(workflow.graph)
        tables.add(new)
        return new
    }
}

extension StoredWorkflow {
    /// From the columns `Query.workflowColumns`.
    convenience init(_ row: PreparedStatement) throws {
        let identity = WorkflowIdentity(namespace: row.text(1), name: row.text(2), version: row.text(3))
        let fingerprint = row.text(4)
        self.init(
            id: row.int64(0), fingerprint: fingerprint, names: try DefinitionText.names(in: row.text(5)),
            graph: try DefinitionText.graph(of: row.text(6), identity: identity, fingerprint: fingerprint))
    }
}
