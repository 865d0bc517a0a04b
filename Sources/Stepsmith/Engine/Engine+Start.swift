extension Engine {
    /// Starts a run. The input is checked against `input_schema` before anything is stored.
    ///
    /// With an `idempotencyKey` that this workflow has seen, in any version, the earlier run is given back and nothing
    /// is started. Throws `EngineError.invalidInput` with every failure found, other `EngineError`s, or what the store
    /// throws.
    public func start<W: Workflow>(
        _ workflow: W.Type, input: W.Input, idempotencyKey: String? = nil
    ) async throws -> Run<W> {
        let identity = W.definition.identity
        let json: JSONValue
        do {
            json = try input.json()
        } catch let error as RecordError {
            throw EngineError.unreadableInput(identity, error)
        }
        let created = try await create(hosting(identity), json, idempotencyKey, checkInput(of: W.self))
        return Run(id: created.id, engine: self)
    }

    /// Starts a run from JSON text: the same checks, and clear errors for text that is not JSON, has another type, is
    /// too deep, or holds a number that does not fit.
    public func start<W: Workflow>(
        _ workflow: W.Type, json text: [UInt8], idempotencyKey: String? = nil
    ) async throws -> Run<W> {
        let hosted = try hosting(W.definition.identity)
        let json = try parse(text, hosted)
        return Run(id: try await create(hosted, json, idempotencyKey, checkInput(of: W.self)).id, engine: self)
    }

    /// Starts a run of a workflow that is known by name only, from JSON text, with the same checks. Gives back the
    /// run's id.
    public func start(_ workflow: WorkflowIdentity, json text: [UInt8], idempotencyKey: String? = nil) async throws -> RunID {
        try await create(workflow, json: text, idempotencyKey: idempotencyKey).id
    }

    /// The same, and tells whether the run is new or an earlier one has the key.
    package func create(
        _ workflow: WorkflowIdentity, json text: [UInt8], idempotencyKey: String?
    ) async throws -> CreatedRun {
        let hosted = try hosting(workflow)
        return try await create(hosted, parse(text, hosted), idempotencyKey, hosted.checkInput)
    }

    /// Waits until the run is finished. Throws `RunError.unknownRun`, and `CancellationError` when the task is
    /// cancelled first.
    public func finished(_ id: RunID) async throws -> RunSnapshot {
        _ = try await outcome(of: id)
        guard let snapshot = try await store.snapshot(of: id) else { throw RunError.unknownRun(id) }
        return snapshot
    }

    /// Waits until the run is finished: how it ended, and nothing else. Throws as `finished` does.
    public func outcome(of id: RunID) async throws -> RunState {
        for await state in store.updates(of: id, .run) where state.isFinished { return state }
        try Task.checkCancellation()
        throw RunError.unknownRun(id)
    }

    /// Cancels a run: steps that wait at once, running handlers by cancelling their tasks, on every worker. False when
    /// it was finished already.
    @discardableResult
    public func cancel(_ id: RunID) async throws -> Bool {
        let isCancelled = try await store.cancel(id)
        if isCancelled { revoke(run: id) }
        return isCancelled
    }

    private func hosting(_ identity: WorkflowIdentity) throws -> HostedWorkflow {
        if let workflow = hosted(identity) { return workflow }
        throw EngineError.unknownWorkflow(identity.description, known: identities)
    }

    private func parse(_ text: [UInt8], _ workflow: HostedWorkflow) throws -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw EngineError.malformedInput(workflow.identity, error)
        }
    }

    private func create(
        _ workflow: HostedWorkflow, _ json: JSONValue, _ key: String?, _ check: JSONCheck
    ) async throws -> CreatedRun {
        let identity = workflow.identity
        let text: [UInt8]
        do {
            try check(json)
            text = try json.bytes()
        } catch let error as ValidationError {
            throw EngineError.invalidInput(identity, error)
        } catch let error as RecordError {
            throw EngineError.unreadableInput(identity, error)
        } catch let error as JSONError {
            throw EngineError.malformedInput(identity, error)
        }
        try await register()
        let id = RunID(at: clock.now, random: (random.next(), random.next()))
        return try await store.createRun(
            NewRun(
                id: id, workflow: identity, fingerprint: workflow.graph.definition.fingerprint, input: text,
                idempotencyKey: key))
    }
}
