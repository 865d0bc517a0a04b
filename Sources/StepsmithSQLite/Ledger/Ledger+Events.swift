import Stepsmith

// The outbox is only in the file, and its deadlines are on the timeline.

extension Ledger {
    func add(_ events: [EventRecord]) throws {
        if events.isEmpty { return }
        let statement = try statements[.addEvent]
        for event in events {
            statement.bind(1, event.id.rawValue)
            statement.bind(2, event.key.namespace)
            statement.bind(3, event.key.workflow)
            statement.bind(4, event.key.step)
            statement.bind(5, event.key.name)
            statement.bind(6, event.run.rawValue)
            statement.bind(7, event.workflow.version)
            statement.bind(8, event.step)
            statement.bind(9, event.attempt)
            statement.bind(10, event.publishedAt.microseconds)
            statement.bind(11, event.failedDeliveries)
            statement.bind(12, event.payload)
            try statement.run()
        }
        news.hasWork = true
    }

    func claimEvents(_ claim: EventClaim) throws -> ClaimedEvents {
        var claimed: [EventRecord] = []
        let now = timeline.time(ofUptime: moment.uptime)
        for key in claim.keys where claimed.count < claim.limit {
            let due = try dueEvents(key, at: now, limit: claim.limit - claimed.count)
            let take = try statements[.takeEvent]
            for (number, event) in due {
                take.bind(1, claim.worker.rawValue)
                take.bind(2, now + claim.lease.wholeMicroseconds)
                take.bind(3, number)
                try take.run()
                claimed.append(event)
            }
        }
        let next = try claim.keys.compactMap(nextEvent).min()
        return ClaimedEvents(events: claimed, nextDue: next.map { .microseconds(max(0, $0 - now)) })
    }

    private func dueEvents(_ key: EventKey, at now: Int64, limit: Int) throws -> [(number: Int64, event: EventRecord)] {
        let statement = try statements[.dueEvents]
        bind(key, to: statement)
        statement.bind(5, now)
        statement.bind(6, limit)
        var due: [(number: Int64, event: EventRecord)] = []
        try statement.forEachRow {
            let workflow = WorkflowIdentity(namespace: key.namespace, name: key.workflow, version: statement.text(3))
            let event = EventRecord(
                id: EventID(statement.text(1)), key: key, run: RunID(statement.text(2)), workflow: workflow,
                step: statement.text(4), attempt: statement.int(5), payload: statement.bytes(8),
                publishedAt: Timestamp(microseconds: statement.int64(6)), failedDeliveries: statement.int(7))
            due.append((statement.int64(0), event))
        }
        return due
    }

    private func nextEvent(_ key: EventKey) throws -> Int64? {
        let statement = try statements[.nextEvent]
        bind(key, to: statement)
        return try statement.first { statement.int64(0) }
    }

    private func bind(_ key: EventKey, to statement: PreparedStatement) {
        statement.bind(1, key.namespace)
        statement.bind(2, key.workflow)
        statement.bind(3, key.step)
        statement.bind(4, key.name)
    }

    func settle(_ deliveries: [EventID: EventDelivery], by worker: WorkerID) throws {
        for (id, delivery) in deliveries {
            switch delivery {
            case .delivered:
                let statement = try statements[.deleteEvent]
                statement.bind(1, id.rawValue)
                try statement.run()
            case .failed(let delay):
                let statement = try statements[.postponeEvent]
                statement.bind(1, timeline.time(ofUptime: moment.uptime) + delay.wholeMicroseconds)
                statement.bind(2, id.rawValue)
                statement.bind(3, worker.rawValue)
                try statement.run()
                news.hasWork = true
            }
        }
    }
}
