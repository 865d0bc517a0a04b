internal import Logging
internal import Tracing

extension Engine {
    /// Runs a step, and then whatever it made ready, for as long as there is something: a chain needs no queue. What was claimed as the
    /// engine stopped is given back.
    func work(from first: ClaimedStep) async {
        var next: ClaimedStep? = first
        while let step = next {
            if slots.isStopping {
                await giveBack(step)
                break
            }
            next = await perform(step)
        }
        slots.giveBack(1)
    }

    /// One attempt, recorded. Gives back a step to go on with.
    private func perform(_ step: ClaimedStep) async -> ClaimedStep? {
        let log = stepLogger(step)
        guard let workflow = registered[step.workflow], workflow.handlers.indices.contains(step.definition) else {
            log.error("the store handed out a step that this engine did not ask for; it is given back")
            await giveBack(step)
            return nil
        }
        let started = clock.now
        let attempt = Attempt(lease: step.lease)
        // Until its end is recorded, so that the lease is renewed while a slow store is tried again.
        slots.add(attempt)
        defer { slots.remove(attempt) }
        let end = await self.end(of: attempt, step, workflow, log)
        // A wall clock may be set back.
        let duration = max(.zero, clock.now.since(started))
        guard case .finished(let outcome) = end else {
            log.warning("the step was taken from this worker; its handler is cancelled and what it returns is dropped")
            metrics.stepEnded("revoked", after: duration)
            return nil
        }
        let subject = Planner.Subject(position: step.definition, failures: step.failures, leaseLosses: step.leaseLosses)
        var transition = Planner.plan(outcome, of: subject, in: workflow.graph, variation: random.variation())
        transition.position = step.lease.position
        report(transition.change, log, duration)
        return await record(Completion(lease: step.lease, transition: transition, duration: duration), log)
    }

    /// Records an attempt's end and claims what it made ready: one of it for this task, more while there are free slots.
    private func record(_ completion: Completion, _ log: Logger) async -> ClaimedStep? {
        let isStopping = slots.isStopping
        let extra = isStopping ? 0 : slots.reserveFree()
        var request = claimRequest
        request.limit = isStopping ? 0 : extra + 1
        var delay = Duration.milliseconds(100)
        while true {
            do {
                let applied = try await store.apply([completion], claiming: request)
                if applied.accepted.first == false {
                    log.warning("the lease was lost before the result was recorded; the result is dropped")
                }
                let claimed = applied.claimed
                if claimed.count == request.limit { slots.noteFullClaim() }
                slots.giveBack(extra - max(0, claimed.count - 1))
                slots.handOver(Array(claimed.dropFirst()))
                return claimed.first
            } catch {
                // Applying again is harmless, and losing a result is not: try until the store answers or the engine must go.
                log.error("recording the result failed", metadata: ["error": "\(error)"])
                if slots.isReleasing { break }
                do { try await clock.sleep(for: delay) } catch { break }
                delay = min(delay * 2, .seconds(5))
            }
        }
        slots.giveBack(extra)
        return nil
    }

    /// A claimed step that will not be started. Its slot stays taken.
    private func giveBack(_ step: ClaimedStep) async {
        let completion = Completion(
            lease: step.lease, transition: Transition(position: step.lease.position, change: .ready), duration: .zero)
        var request = claimRequest
        request.limit = 0
        do {
            _ = try await store.apply([completion], claiming: request)
        } catch {
            logger.error("giving a step back failed; its lease will end", metadata: ["error": "\(error)"])
        }
    }

    /// Calls the handler and waits for whatever ends the attempt.
    private func end(
        of attempt: Attempt, _ step: ClaimedStep, _ workflow: Registered, _ log: Logger
    ) async -> Attempt.End {
        if attempt.isOver { return await attempt.end() }
        let definition = workflow.graph.definition.steps[step.definition]
        let handler = workflow.handlers[step.definition]
        attempt.own(
            Task {
                do {
                    let call = StepCall(context: try context(of: step, definition, workflow.graph, log))
                    let output = try await withSpan("\(step.workflow.name)/\(step.name)") { span in
                        span.attributes["stepsmith.run"] = step.lease.run.rawValue
                        span.attributes["stepsmith.attempt"] = step.failures + 1
                        return try await handler(call)
                    }
                    attempt.finish(.finished(.succeeded(try output.result.bytes(), output.directive)))
                } catch {
                    attempt.finish(.finished(.failure(error)))
                }
            })
        if let timeout = definition.timeout {
            attempt.own(
                Task { [clock] in
                    do { try await clock.sleep(for: timeout) } catch { return }
                    attempt.finish(.finished(.timeout(after: timeout)))
                })
        }
        return await attempt.end()
    }

    private func context(
        of step: ClaimedStep, _ definition: StepDefinition, _ graph: WorkflowGraph, _ log: Logger
    ) throws -> StepContext {
        let input: JSONValue
        do {
            input = try JSONValue(parsing: step.input)
        } catch {
            throw PermanentError(code: .invalidInput, message: "The run's input is not valid JSON: \(error)")
        }
        return StepContext(
            runID: step.lease.run, workflow: step.workflow, step: step.name, attempt: step.failures + 1,
            maxAttempts: definition.retry.totalAttempts, logger: log, input: input,
            results: ClaimedResults(step, graph: graph, store: store))
    }

    private func stepLogger(_ step: ClaimedStep) -> Logger {
        var log = logger
        log[metadataKey: "workflow"] = "\(step.workflow)"
        log[metadataKey: "run"] = "\(step.lease.run)"
        log[metadataKey: "step"] = "\(step.name)"
        log[metadataKey: "attempt"] = "\(step.failures + 1)"
        return log
    }

    private func report(_ change: StepChange, _ log: Logger, _ duration: Duration) {
        switch change {
        case .succeeded:
            metrics.stepEnded("succeeded", after: duration)
            log.debug("step succeeded", metadata: ["duration": "\(duration)"])
        case .failed(let failure), .abandoned(let failure):
            metrics.stepEnded("failed", after: duration)
            log.error("step failed", metadata: ["code": "\(failure.code)", "error": "\(failure.message)"])
        case .retrying(let failure, let delay):
            metrics.stepEnded("retrying", after: duration)
            log.warning(
                "step will be tried again",
                metadata: ["code": "\(failure.code)", "error": "\(failure.message)", "in": "\(delay)"])
        case .ready, .lost:
            metrics.stepEnded("released", after: duration)
            log.info("step given back")
        }
    }
}
