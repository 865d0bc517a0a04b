/// A started run, typed by its workflow. A value: copy it, send it, make it again from an id.
public struct Run<W: Workflow>: Sendable {
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

    /// Waits until the run is finished and gives back its output. Throws `RunError.failed`, naming each failed step, or
    /// `RunError.cancelled`.
    public func output() async throws -> W.Output { try W.output(from: try await results()) }

    /// Waits until the run is finished and gives back the result of one step.
    public func result<S: WorkflowStep>(of step: S.Type) async throws -> S.Result where S.Flow == W {
        try await results().result(of: step)
    }

    /// Cancels the run. False when it was finished already.
    @discardableResult
    public func cancel() async throws -> Bool { try await engine.cancel(id) }

    private func results() async throws -> StepResults {
        let snapshot = try await finished()
        switch snapshot.state {
        case .succeeded, .running: return try StepResults(snapshot)
        case .cancelled: throw RunError.cancelled(id)
        case .failed:
            throw RunError.failed(
                id,
                snapshot.steps.compactMap { step in
                    guard step.state == .failed, let failure = step.failure else { return nil }
                    return (step.name, failure)
                })
        }
    }
}

extension StepResults {
    init(_ snapshot: RunSnapshot) throws {
        var results: [String: JSONValue] = [:]
        for step in snapshot.steps {
            if let bytes = step.result { results[step.name] = try JSONValue(parsing: bytes) }
        }
        self.init(results)
    }
}
