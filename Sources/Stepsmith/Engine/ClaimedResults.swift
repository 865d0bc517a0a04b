/// The results a handler can ask for: its parents' came with the claim, further ancestors' are read from the store when
/// asked for.
struct ClaimedResults: StepResultSource {
    let step: ClaimedStep
    let graph: WorkflowGraph
    let store: any WorkflowStore

    func result(of name: String) throws -> [UInt8]? {
        guard let position = graph.position(of: name) else { throw notAnAncestor(name) }
        if let index = graph.parents[step.definition].firstIndex(of: position) { return step.results[index] }
        guard graph.isAncestor(position, of: step.definition) else { throw notAnAncestor(name) }
        return try store.recordedResult(of: name, in: step.lease.run)
    }

    func failures(of name: String) throws -> [BatchFailure] {
        guard let position = graph.position(of: name), graph.parents[step.definition].contains(position) else {
            throw notAnAncestor(name)
        }
        return step.batchFailures[position] ?? []
    }

    private func notAnAncestor(_ name: String) -> PermanentError {
        PermanentError(
            code: .invalidDependency,
            message: "Step \(step.name) does not depend on \(name), directly or through other steps, so its result may not "
                + "be there; name \(name) under depends_on.")
    }
}

extension StepScope {
    convenience init(_ attempt: Attempt, engine: Engine) {
        let (step, workflow) = (attempt.step, attempt.workflow)
        self.init(
            runID: step.lease.run, workflow: workflow.identity, step: step.name, attempt: attempt.number,
            maxAttempts: attempt.definition.retry.totalAttempts, input: step.input,
            results: ClaimedResults(step: step, graph: workflow.graph, store: engine.store), logger: engine.logger,
            batch: step.batch, configuration: workflow.configurations[step.definition],
            lastCheckpoint: step.checkpoint.flatMap { try? Checkpoint(json: JSONValue(parsing: $0)) },
            endpoints: engine.configuration.endpoints
        ) { checkpoint in
            if try await engine.store.checkpoint(step.lease, by: engine.worker, try checkpoint.json().bytes()) { return }
            throw CancellationError()
        }
    }
}
