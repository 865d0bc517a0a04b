internal import Logging

extension Engine {
    /// Fast events of this type as this engine publishes them, those of `broadcast` delivery included; at most once, and
    /// none from before the call. A listener that falls behind loses the oldest beyond `keeping`. The stream outlives the
    /// engine's stop, since an engine can run again: end it by ending its task.
    public func events<E: WorkflowEvent>(of event: E.Type, keeping limit: Int = 1_000) -> AsyncStream<PublishedEvent<E>> {
        bus.events(event, keeping: limit)
    }

    /// Hands durable events to the engine's subscribers until it is drained: the engine has stopped and nothing is left
    /// that could be delivered now; or cancelled.
    func deliverEvents() async {
        if subscriptions.isEmpty { return }
        while !deliveries.isCancelled {
            let isDraining = deliveries.isDraining
            let asked = clock.uptime
            let free = configuration.maxConcurrentSteps - deliveries.count
            if free > 0 {
                do {
                    let claimed = try await store.claimEvents(
                        EventClaim(
                            worker: worker, keys: Array(subscriptions.keys), limit: free, lease: configuration.lease))
                    for event in claimed.events { deliveries.start(event.id) { await self.deliver(event) } }
                    if isDraining, claimed.events.isEmpty, deliveries.count == 0 { return }
                    alarm.set(.events, at: asked + min(claimed.nextDue ?? configuration.lease, configuration.lease))
                } catch {
                    logger.error("claiming events failed, trying again in a second", metadata: ["error": "\(error)"])
                    alarm.set(.events, at: asked + .seconds(1))
                }
            }
            await deliveries.signal.wait()
        }
    }

    /// Gives an event to each of its subscribers, and the store word of it.
    private func deliver(_ event: EventRecord) async {
        let timer = Task { [clock, lease = configuration.lease] in try await clock.sleep(for: lease) }
        let delivery = Task { try await self.call(event) }
        let watch = Task {
            // Past the lease the event is handed out again.
            if (try? await timer.value) != nil { delivery.cancel() }
        }
        let outcome = await withTaskCancellationHandler {
            await delivery.result
        } onCancel: {
            delivery.cancel()
        }
        timer.cancel()
        await watch.value
        do {
            try await store.settleEvents([event.id: settlement(of: event, outcome)], by: worker)
        } catch {
            logger.error(
                "recording a delivery failed; the event is delivered again",
                metadata: ["event": "\(event.key)", "id": "\(event.id)", "error": "\(error)"])
        }
    }

    private func call(_ event: EventRecord) async throws {
        for subscription in subscriptions[event.key] ?? [] { try await subscription.deliver(event) }
    }

    private func settlement(of event: EventRecord, _ outcome: Result<Void, any Error>) -> EventDelivery {
        guard case .failure(let error) = outcome else { return .delivered }
        // Given up by a shutdown, it has done nothing wrong.
        if deliveries.isCancelled { return .failed(retryAfter: .zero) }
        let policy = RetryPolicy(base: .seconds(1), maximum: .seconds(300))
        let delay = policy.delay(after: event.failedDeliveries + 1, retryAfter: nil, variation: random.variation())
        logger.warning(
            "a subscriber failed; the event is delivered again",
            metadata: ["event": "\(event.key)", "id": "\(event.id)", "error": "\(error)", "in": "\(delay.inMilliseconds)"])
        return .failed(retryAfter: delay)
    }
}
