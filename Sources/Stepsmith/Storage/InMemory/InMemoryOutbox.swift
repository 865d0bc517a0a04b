internal import DequeModule
internal import HeapModule

/// Durable events in memory that wait for delivery. Used only inside the store's lock.
struct InMemoryOutbox {
    private struct Entry {
        var record: EventRecord
        /// Its place among all events.
        var order: Int
        /// Whom it is handed out to.
        var worker: WorkerID?
        /// Counts how often it was handed out, so that a timer of an earlier time is recognised.
        var deliveries = 0
    }

    /// Puts an event back into its queue at a time, if nothing else has happened to it.
    private struct Timer: Comparable {
        /// In nanoseconds of the store's uptime.
        var due: Int64
        var event: EventID
        var delivery: Int

        static func < (a: Timer, b: Timer) -> Bool { a.due < b.due }
        static func == (a: Timer, b: Timer) -> Bool { a.due == b.due }
    }

    private var entries: [EventID: Entry] = [:]
    private var queues: [EventKey: Deque<EventID>] = [:]
    private var timers = Heap<Timer>()
    private var count = 0

    mutating func add(_ events: [EventRecord]) {
        for event in events {
            entries[event.id] = Entry(record: event, order: count)
            count += 1
            queues[event.key, default: []].append(event.id)
        }
    }

    mutating func claim(_ claim: EventClaim, uptime: Int64) -> ClaimedEvents {
        fireTimers(uptime)
        var claimed: [EventRecord] = []
        while claimed.count < claim.limit, let id = popOldest(of: claim.keys), var entry = entries[id] {
            entry.worker = claim.worker
            entry.deliveries += 1
            entries[id] = entry
            timers.insert(Timer(due: uptime + claim.lease.wholeNanoseconds, event: id, delivery: entry.deliveries))
            claimed.append(entry.record)
        }
        let isMore = claim.keys.contains { queues[$0]?.isEmpty == false }
        while let timer = timers.min, entries[timer.event]?.deliveries != timer.delivery { timers.removeMin() }
        let due = isMore ? uptime : timers.min?.due
        return ClaimedEvents(events: claimed, nextDue: due.map { .nanoseconds(max(0, $0 - uptime)) })
    }

    /// Nil when none of these waits. An event that has left since is dropped on the way.
    private mutating func popOldest(of keys: [EventKey]) -> EventID? {
        var oldest: (key: EventKey, order: Int)?
        for key in keys {
            while let first = queues[key]?.first, entries[first] == nil { _ = queues[key]?.popFirst() }
            guard let first = queues[key]?.first, let order = entries[first]?.order else { continue }
            if order < oldest?.order ?? .max { oldest = (key, order) }
        }
        return oldest.flatMap { queues[$0.key]?.popFirst() }
    }

    private mutating func fireTimers(_ uptime: Int64) {
        while let timer = timers.min, timer.due <= uptime {
            timers.removeMin()
            guard var entry = entries[timer.event], entry.deliveries == timer.delivery else { continue }
            entry.worker = nil
            entries[timer.event] = entry
            queues[entry.record.key, default: []].append(timer.event)
        }
    }

    mutating func settle(_ deliveries: [EventID: EventDelivery], by worker: WorkerID, uptime: Int64) {
        // In an order of their own, so that the same calls always do the same.
        for (id, delivery) in deliveries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            switch delivery {
            case .delivered: entries[id] = nil
            case .failed(let delay):
                guard var entry = entries[id], entry.worker == worker else { continue }
                entry.worker = nil
                entry.record.failedDeliveries += 1
                entry.deliveries += 1
                entries[id] = entry
                timers.insert(Timer(due: uptime + delay.wholeNanoseconds, event: id, delivery: entry.deliveries))
            }
        }
    }
}
