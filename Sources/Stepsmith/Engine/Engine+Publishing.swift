internal import Logging

extension Engine {
    /// What the end of an attempt publishes. A payload that cannot be made or breaks its schema is logged and left out:
    /// events never change how a step ends.
    func publications(of attempt: Attempt, _ outcome: AttemptOutcome) async -> [Publication] {
        let events = attempt.workflow.events[attempt.step.definition]
        if events.isEmpty { return [] }
        let (result, failure) = ending(of: attempt, outcome)
        guard result != nil || failure != nil else { return [] }
        let context = StepContext(StepScope(attempt, engine: self))
        var publications: [Publication] = []
        for event in events where event.definition.isPublished(after: failure) {
            do {
                let json = try result.map { try JSONValue(parsing: $0) }
                guard let payload = try await event.source.payload(json, failure, context) else { continue }
                let record = EventRecord(
                    id: EventID(RunID(at: clock.now, random: (random.next(), random.next())).rawValue), key: event.key,
                    run: attempt.lease.run, workflow: attempt.workflow.identity, step: attempt.step.name,
                    attempt: attempt.number, payload: try payload.bytes(), publishedAt: clock.now)
                publications.append(
                    Publication(delivery: event.definition.delivery, record: record, payload: payload))
            } catch {
                stepLogger(attempt).error(
                    "an event was not published: its payload could not be made",
                    metadata: ["event": "\(event.definition.name)", "error": "\(error)"])
            }
        }
        return publications
    }

    /// The same for an attempt whose handler did not end in time: what makes the payload gets as long as the handler had, and no
    /// longer.
    func publicationsInTime(of attempt: Attempt, _ outcome: AttemptOutcome) async -> [Publication] {
        if attempt.workflow.events[attempt.step.definition].isEmpty { return [] }
        let limit = attempt.deadline.map { $0 - attempt.startedAt } ?? configuration.lease
        let (answers, continuation) = AsyncStream<[Publication]>.makeStream()
        let work = Task { continuation.yield(await publications(of: attempt, outcome)) }
        let timer = Task {
            do { try await clock.sleep(for: limit) } catch { return }
            stepLogger(attempt).error("events were not published: their payloads took too long to make")
            continuation.yield([])
        }
        defer {
            work.cancel()
            timer.cancel()
        }
        for await publications in answers { return publications }
        return []
    }

    /// The result of a success; of a failed attempt the failure, which says whether it will be tried again.
    private func ending(of attempt: Attempt, _ outcome: AttemptOutcome) -> (result: [UInt8]?, failure: StepFailure?) {
        let step = attempt.step
        let subject = Planner.Subject(
            position: step.definition, failures: step.failures, leaseLosses: step.leaseLosses)
        switch Planner.plan(outcome, of: subject, in: attempt.workflow.graph, variation: 0).change {
        case .succeeded(let result): return (result, nil)
        case .failed(var failure), .abandoned(var failure):
            failure.isRetryable = false
            return (nil, failure)
        case .retrying(let failure, _): return (nil, failure)
        case .ready, .lost: return (nil, nil)
        }
    }
}

/// An event about to be published.
struct Publication: Sendable {
    var delivery: EventDefinition.Delivery
    var record: EventRecord
    var payload: JSONValue

    var isDurable: Bool { delivery != .fast }
    var isFast: Bool { delivery != .durable }
}
