internal import Logging
internal import Tracing

extension Engine {
    /// Runs a claimed step, for which a slot is taken, in a task of its own.
    func start(_ step: ClaimedStep) {
        StepTask().start { task in await self.work(from: step, in: task) }
    }

    /// Runs a step, and then whatever it made ready, for as long as there is something: a chain needs no queue.
    func work(from first: ClaimedStep?, of known: HostedWorkflow? = nil, in task: StepTask) async {
        var next = first
        var known = known
        while let step = next {
            if known?.identity != step.workflow { known = hosted(step.workflow) }
            guard !slots.isStopping, let workflow = known, let attempt = begin(step, of: workflow, in: task) else {
                await giveBack(step)
                return
            }
            let outcome = await call(attempt)
            // Part of the attempt: under its timeout, and dropped with it.
            let published = await publications(of: attempt, outcome)
            // Whoever settled it first has seen to the step.
            guard attempt.settle() else { return slots.leave(attempt) }
            next = await conclude(attempt, outcome, publishing: published, in: task)
        }
        slots.giveBack(1)
    }

    /// Nil for a step that this engine has no handler for, and when the engine gives up or the run was cancelled at
    /// this moment.
    private func begin(_ step: ClaimedStep, of workflow: HostedWorkflow, in task: StepTask) -> Attempt? {
        guard workflow.handlers.indices.contains(step.definition) else { return nil }
        let attempt = Attempt(step, of: workflow, in: task, startedAt: clock.uptime)
        guard slots.add(attempt) else { return nil }
        if let deadline = attempt.deadline { alarm.set(.timeout, at: deadline) }
        alarm.set(.renewal, at: attempt.startedAt + configuration.lease / 3)
        return attempt
    }

    /// Calls the handler.
    private func call(_ attempt: Attempt) async -> AttemptOutcome {
        let handler = attempt.workflow.handlers[attempt.step.definition]
        let call = StepCall(context: StepContext(StepScope(attempt, engine: self)))
        do {
            let output = try await withStepSpan(attempt) { try await handler(call) }
            return .succeeded(try text(of: output.result, attempt), output.directive)
        } catch {
            return .failure(error)
        }
    }

    private func text(of result: JSONValue, _ attempt: Attempt) throws -> [UInt8] {
        do {
            return try result.bytes()
        } catch {
            throw PermanentError(
                code: .invalidResult, message: "The result of step \(attempt.step.name) cannot be written as JSON: \(error)")
        }
    }

    private func withStepSpan(
        _ attempt: Attempt, _ body: () async throws -> StepOutput
    ) async throws -> StepOutput {
        let tracer = InstrumentationSystem.tracer
        if tracer is NoOpTracer { return try await body() }
        let step = attempt.step
        return try await tracer.withAnySpan("\(attempt.workflow.identity.name)/\(step.name)", ofKind: .consumer) { span in
            span.attributes["stepsmith.workflow"] = attempt.workflow.identity.description
            span.attributes["stepsmith.run"] = step.lease.run.rawValue
            span.attributes["stepsmith.step"] = step.name
            span.attributes["stepsmith.attempt"] = attempt.number
            return try await body()
        }
    }

    /// Records how an attempt ended, and claims what that made ready: one of it to go on with, which is given back, and
    /// more while there are free slots, which are started. Without a slot of its own, because the handler still has it,
    /// all are started.
    func conclude(
        _ attempt: Attempt, _ outcome: AttemptOutcome, publishing published: [Publication], in task: StepTask,
        hasSlot: Bool = true
    ) async -> ClaimedStep? {
        let (step, workflow) = (attempt.step, attempt.workflow)
        let duration = clock.uptime - attempt.startedAt
        let subject = Planner.Subject(
            position: step.definition, failures: step.failures, leaseLosses: step.leaseLosses)
        var transition = Planner.plan(outcome, of: subject, in: workflow.graph, variation: random.variation())
        transition.position = step.lease.position
        report(transition.change, attempt, duration)

        let extra = slots.reserveFree()
        let own = hasSlot ? 1 : 0
        let request = claimRequest(limit: slots.isStopping ? 0 : extra + own)
        let completion = Completion(
            lease: step.lease, transition: transition, duration: duration,
            events: published.filter(\.isDurable).map(\.record))
        let asked = clock.uptime
        let applied = await apply(completion, claiming: request, attempt)
        slots.remove(attempt)
        guard let applied else {
            slots.giveBack(extra)
            slots.wake()
            return nil
        }
        if applied.accepted.first == true {
            for event in published where event.isFast { bus.publish(event.record, payload: event.payload) }
        } else {
            stepLogger(attempt).warning("the lease was lost before the result was recorded; the result is dropped")
        }
        for run in applied.finished { report(run, attempt) }
        if let due = applied.nextDue { alarm.set(.dispatch, at: asked + due) }
        slots.giveBack(extra - max(0, applied.claimed.count - own))
        for step in applied.claimed.dropFirst(own) { start(step) }
        return hasSlot ? applied.claimed.first : nil
    }

    /// Applying again is harmless, and losing a result is not: tries until the store answers, or the engine is stopped
    /// for good.
    private func apply(_ completion: Completion, claiming request: ClaimRequest, _ attempt: Attempt) async -> Applied? {
        var request = request
        var delay = Duration.milliseconds(100)
        while true {
            do {
                return try await store.apply([completion], claiming: request)
            } catch {
                stepLogger(attempt).error("recording the result failed, trying again", metadata: ["error": "\(error)"])
                do { try await clock.sleep(for: delay) } catch { return nil }
                delay = min(delay * 2, .seconds(5))
                request.isRepeated = true
            }
        }
    }
}
