internal import Logging

extension Engine {
    /// Fast events of this type as this engine publishes them, those of `broadcast` delivery included; at most once, and
    /// none from before the call. A listener that falls behind loses the oldest beyond `keeping`.
    public func events<E: WorkflowEvent>(of event: E.Type, keeping limit: Int = 1_000) -> AsyncStream<PublishedEvent<E>> {
        bus.events(event, keeping: limit)
    }

    /// What the end of an attempt publishes. A payload that cannot be made or breaks its schema is logged and left out:
    /// events never change how a step ends.
    func publications(of attempt: Attempt, _ change: StepChange) async -> [Publication] {
        let events = attempt.workflow.events[attempt.step.definition]
        if events.isEmpty { return [] }
        let (result, failure) = change.ending
        let context = StepContext(StepScope(attempt, engine: self))
        var publications: [Publication] = []
        for event in events where event.definition.isPublished(after: change) {
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
                stepLogger(attempt).warning(
                    "an event was not published: its payload could not be made",
                    metadata: ["event": "\(event.definition.name)", "error": "\(error)"])
            }
        }
        return publications
    }

    /// Hands durable events to the engine's subscribers, until the engine stops.
    func deliverEvents() async {
        if subscriptions.isEmpty { return }
        while !slots.isStopping {
            let asked = clock.uptime
            let claim = EventClaim(
                worker: worker, keys: Array(subscriptions.keys), limit: configuration.maxConcurrentSteps,
                lease: configuration.lease)
            do {
                let claimed = try await store.claimEvents(claim)
                if !claimed.events.isEmpty {
                    try await store.settleEvents(await deliver(claimed.events), by: worker)
                    continue
                }
                alarm.set(.events, at: asked + min(claimed.nextDue ?? configuration.lease, configuration.lease))
            } catch {
                logger.error("claiming events failed, trying again in a second", metadata: ["error": "\(error)"])
                alarm.set(.events, at: asked + .seconds(1))
            }
            await eventSignal.wait()
        }
    }

    private func deliver(_ events: [EventRecord]) async -> [EventID: EventDelivery] {
        await withTaskGroup(of: (EventID, EventDelivery).self) { group in
            for event in events { group.addTask { (event.id, await self.deliver(event)) } }
            var deliveries: [EventID: EventDelivery] = [:]
            for await (id, delivery) in group { deliveries[id] = delivery }
            return deliveries
        }
    }

    private func deliver(_ event: EventRecord) async -> EventDelivery {
        do {
            for subscription in subscriptions[event.key] ?? [] { try await subscription.deliver(event) }
            return .delivered
        } catch {
            // Given up by a shutdown, it has done nothing wrong.
            let policy = RetryPolicy(base: .seconds(1), maximum: .seconds(300))
            let delay =
                Task.isCancelled
                ? Duration.zero
                : policy.delay(after: event.failedDeliveries + 1, retryAfter: nil, variation: random.variation())
            logger.warning(
                "a subscriber failed; the event is delivered again",
                metadata: ["event": "\(event.key)", "id": "\(event.id)", "error": "\(error)", "in": "\(delay)"])
            return .failed(retryAfter: delay)
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

extension StepChange {
    /// The result of a success, the failure of a failed attempt.
    fileprivate var ending: (result: [UInt8]?, failure: StepFailure?) {
        switch self {
        case .succeeded(let result): return (result, nil)
        case .failed(var failure), .abandoned(var failure):
            failure.isRetryable = false
            return (nil, failure)
        case .retrying(let failure, _): return (nil, failure)
        case .ready, .lost: return (nil, nil)
        }
    }
}
