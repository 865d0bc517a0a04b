import Stepsmith

/// Durable events, from their publication to their delivery.
struct OutboxModel {
    private struct Entry {
        var event: EventRecord
        /// Whom it was handed out to.
        var worker: WorkerID?
        /// When the delivery that is under way, or was put off, may come again, and when it has to.
        var due = Duration.zero
        var latestDue = Duration.zero
        /// How many failures it may have been told of: one that is reported after the lease need not count.
        var failures = 0...0
    }

    private var entries: [EventID: Entry] = [:]
    private var published: Set<EventID> = []
    var waiting: Int { entries.count }

    mutating func publish(_ events: [EventRecord]) {
        for event in events {
            entries[event.id] = Entry(event: event)
            published.insert(event.id)
        }
    }

    /// What a claim handed out: what was published, not what is settled, and what nobody else has.
    mutating func claim(_ claim: EventClaim, _ events: [EventRecord], at now: Duration) throws {
        try require(events.count <= claim.limit, "\(events.count) events were handed out, not \(claim.limit)")
        for event in events {
            guard var entry = entries[event.id] else {
                throw Violation(
                    "event \(event.id) was handed out, which \(published.contains(event.id) ? "is settled" : "nobody has published")"
                )
            }
            try require(
                entry.due <= now,
                "event \(event.id) was handed out before its time, or while \(entry.worker?.rawValue ?? "nobody") had it")
            try require(
                entry.failures.contains(event.failedDeliveries),
                "event \(event.id) was handed out with \(event.failedDeliveries) failures, not \(entry.failures)")
            var expected = entry.event
            expected.failedDeliveries = event.failedDeliveries
            try require(event == expected, "event \(event.id) was handed out with another content")
            entry.failures = event.failedDeliveries...event.failedDeliveries
            entry.worker = claim.worker
            entry.due = now + claim.lease
            entry.latestDue = entry.due
            entries[event.id] = entry
        }
        guard events.count < claim.limit else { return }
        let left = entries.values.first { $0.latestDue <= now && claim.keys.contains($0.event.key) }
        if let left { throw Violation("event \(left.event.id) waits, and nobody gets it") }
    }

    mutating func settle(_ deliveries: [EventID: EventDelivery], by worker: WorkerID, at now: Duration) {
        for (id, delivery) in deliveries {
            guard var entry = entries[id] else { continue }
            guard case .failed(let delay) = delivery else {
                entries[id] = nil
                continue
            }
            guard entry.worker == worker else { continue }
            let isLate = entry.due <= now
            entry.failures = entry.failures.lowerBound + (isLate ? 0 : 1)...entry.failures.upperBound + 1
            entry.due = isLate ? now : now + delay
            entry.latestDue = max(entry.latestDue, now + delay)
            if !isLate {
                entry.latestDue = entry.due
                entry.worker = nil
            }
            entries[id] = entry
        }
    }

    /// Processes were killed. A store may give out again what they had, or has to wait for the time that it was to have it.
    mutating func lose(at now: Duration) {
        for id in Array(entries.keys) {
            guard let due = entries[id]?.due, due > now else { continue }
            entries[id]?.due = now
        }
    }
}
