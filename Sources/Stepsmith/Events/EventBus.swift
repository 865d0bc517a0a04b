internal import Synchronization

/// Carries fast events to those who listen in this process.
final class EventBus: Sendable {
    private struct State {
        var next = 0
        var listeners: [EventKey: [Int: @Sendable (EventRecord, JSONValue) -> Void]] = [:]
    }

    private let state = Mutex(State())

    func publish(_ record: EventRecord, payload: JSONValue) {
        for listener in state.withLock({ Array(($0.listeners[record.key] ?? [:]).values) }) { listener(record, payload) }
    }

    func events<E: WorkflowEvent>(_ event: E.Type, keeping limit: Int) -> AsyncStream<PublishedEvent<E>> {
        let key = EventKey(event)
        let (stream, continuation) = AsyncStream<PublishedEvent<E>>.makeStream(bufferingPolicy: .bufferingNewest(limit))
        let id = state.withLock { state in
            state.next += 1
            state.listeners[key, default: [:]][state.next] = { record, payload in
                // It was checked when it was made.
                if let event = try? PublishedEvent<E>(record, payload: payload) { continuation.yield(event) }
            }
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.listeners[key]?.removeValue(forKey: id)
                if state.listeners[key]?.isEmpty == true { state.listeners[key] = nil }
            }
        }
        return stream
    }
}
