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

    private func notAnAncestor(_ name: String) -> PermanentError {
        PermanentError(
            code: .invalidDependency,
            message: "Step \(step.name) does not depend on \(name), directly or through other steps, so its result may not "
                + "be there; name \(name) under depends_on.")
    }
}

extension StepScope {
    convenience init(_ attempt: Attempt, engine: Engine) {
        let step = attempt.step
        self.init(
            runID: step.lease.run, workflow: attempt.workflow.identity, step: step.name, attempt: attempt.number,
            maxAttempts: attempt.definition.retry.totalAttempts, input: step.input,
            results: ClaimedResults(step: step, graph: attempt.workflow.graph, store: engine.store), logger: engine.logger)
    }
}
