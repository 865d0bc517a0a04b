/// Who takes a durable event: at least once, in no fixed order.
public struct EventSubscription: Sendable {
    let key: EventKey
    let deliver: @Sendable (EventRecord) async throws -> Void

    /// Calls `body` for each event of this type that any engine on the store publishes. What `body` throws is logged and
    /// the event is delivered again later, here or on another engine that subscribes to it.
    public static func on<E: WorkflowEvent>(
        _ event: E.Type, _ body: @escaping @Sendable (PublishedEvent<E>) async throws -> Void
    ) -> EventSubscription {
        EventSubscription(key: EventKey(event)) { record in
            try await body(PublishedEvent(record, payload: try JSONValue(parsing: record.payload)))
        }
    }
}
