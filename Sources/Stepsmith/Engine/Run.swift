/// A started run, typed by its workflow. A value: copy it, send it, make it again from an id.
public struct Run<W: Workflow>: Sendable {
    /// The run's id in its store.
    public let id: RunID
    let engine: Engine

    public init(id: RunID, engine: Engine) {
        self.id = id
        self.engine = engine
    }

    /// The run as it stands. Throws `RunError.unknownRun`.
    public func snapshot() async throws -> RunSnapshot {
        guard let snapshot = try await engine.store.snapshot(of: id) else { throw RunError.unknownRun(id) }
        return snapshot
    }

    /// Waits until the run is finished, however it ended.
    public func finished() async throws -> RunSnapshot { try await engine.finished(id) }

    /// Waits until the run is finished: how it ended, and nothing else.
    public func outcome() async throws -> RunState { try await engine.outcome(of: id) }

    /// Waits until the run is finished and gives back its output. Throws `RunError.failed`, naming each failed step, or
    /// `RunError.cancelled`.
    public func output() async throws -> W.Output {
        // Generated code makes it of the results of the steps that nothing depends on: read in one go.
        let depended = Set(W.definition.steps.flatMap(\.dependencies))
        let last = W.definition.steps.map(\.name).filter { !depended.contains($0) }
        let results = try await results(of: last)
        return try W.output(
            from: StepResults(results) { [id, store = engine.store] step in
                try store.recordedResult(of: step, in: id)
            })
    }

    /// Waits until the run is finished and gives back the result of one step. Throws as `output`, and
    /// `RunError.noResult`.
    public func result<S: WorkflowStep>(of step: S.Type) async throws -> S.Result where S.Flow == W {
        try StepResults(try await results(of: [S.name])).result(of: step)
    }

    /// Cancels the run. False when it was finished already.
    @discardableResult
    public func cancel() async throws -> Bool { try await engine.cancel(id) }

    private func results(of steps: [String]) async throws -> [String: [UInt8]] {
        switch try await outcome() {
        case .succeeded, .running: return try await engine.store.results(of: steps, in: id)
        case .cancelled: throw RunError.cancelled(id)
        case .failed:
            let failed = try await snapshot().steps.compactMap { step -> FailedStep? in
                guard step.state == .failed, let failure = step.failure else { return nil }
                return FailedStep(step: step.name, failure: failure)
            }
            throw RunError.failed(id, failed)
        }
    }
}
