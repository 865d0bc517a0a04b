extension Engine {
    /// Starts a run. The input is checked against `input_schema` before anything is stored.
    ///
    /// With an `idempotencyKey` that this workflow has seen, in any version, the earlier run is given back and nothing is started.
    /// Throws `EngineError.invalidInput` with every failure found, or what the store throws.
    public func start<W: Workflow>(
        _ workflow: W.Type, input: W.Input, idempotencyKey: String? = nil
    ) async throws -> Run<W> {
        let identity = W.definition.identity
        let json: JSONValue
        do {
            json = try input.json()
        } catch let error as RecordError {
            throw EngineError.malformedInput(identity, reason: error.description)
        }
        let id = try await create(identity, json, idempotencyKey) { W.validate(input: $0, &$1) }
        return Run(id: id, engine: self)
    }

    /// Starts a run from JSON text: the same checks, and clear errors for text that is not JSON, has another type, is too deep, or holds
    /// a number that does not fit.
    public func start<W: Workflow>(
        _ workflow: W.Type, json text: [UInt8], idempotencyKey: String? = nil
    ) async throws -> Run<W> {
        let identity = W.definition.identity
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text)
        } catch {
            throw EngineError.malformedInput(identity, reason: "\(error)")
        }
        let id = try await create(identity, json, idempotencyKey) { W.validate(input: $0, &$1) }
        return Run(id: id, engine: self)
    }

    /// Waits until the run is finished. Throws `RunError.unknownRun`.
    public func finished(_ id: RunID) async throws -> RunSnapshot {
        for await state in store.updates(of: id) where state.isFinished { break }
        try Task.checkCancellation()
        guard let snapshot = try await store.snapshot(of: id) else { throw RunError.unknownRun(id) }
        return snapshot
    }

    /// Cancels a run: steps that wait at once, running handlers by cancelling their tasks, on every worker. False when it was finished.
    @discardableResult
    public func cancel(_ id: RunID) async throws -> Bool {
        let isCancelled = try await store.cancel(id)
        if isCancelled { slots.revoke(run: id) }
        return isCancelled
    }

    private func create(
        _ identity: WorkflowIdentity, _ json: JSONValue, _ key: String?,
        validate: (JSONValue, inout Validation) -> Void
    ) async throws -> RunID {
        guard registered[identity] != nil else {
            throw EngineError.unknownWorkflow(identity.description, known: identities)
        }
        var validation = Validation()
        validate(json, &validation)
        do {
            try validation.finish()
        } catch let error as ValidationError {
            throw EngineError.invalidInput(identity, error)
        }
        let bytes: [UInt8]
        do {
            bytes = try json.bytes()
        } catch {
            throw EngineError.malformedInput(identity, reason: "\(error)")
        }
        try await register()
        let id = RunID(at: clock.now, random: (random.next(), random.next()))
        let run = NewRun(id: id, workflow: identity, input: bytes, idempotencyKey: key)
        return try await store.createRun(run).id
    }
}
