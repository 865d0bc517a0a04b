import Stepsmith

/// Durable events, from their publication to their delivery.
struct OutboxModel {
    private(set) var waiting: [EventID: EventRecord] = [:]
    private var delivered: [EventID: EventRecord] = [:]

    mutating func publish(_ events: [EventRecord]) {
        for event in events { waiting[event.id] = event }
    }

    /// An event was handed out: once more after its delivery is allowed, and none that was not published.
    func claim(_ event: EventRecord) throws {
        guard var published = waiting[event.id] ?? delivered[event.id] else {
            throw Violation("event \(event.id) was handed out, which nobody has published")
        }
        published.failedDeliveries = event.failedDeliveries
        try require(published == event, "event \(event.id) was handed out with another content")
    }

    mutating func settle(_ deliveries: [EventID: EventDelivery]) {
        for (id, delivery) in deliveries where delivery == .delivered {
            if let event = waiting.removeValue(forKey: id) { delivered[id] = event }
        }
    }
}
