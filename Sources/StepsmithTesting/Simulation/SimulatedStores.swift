public import Stepsmith

/// How a simulation comes by its store.
public struct SimulatedStores: Sendable {
    /// A store of its own, without runs, that tells the time by the clock.
    public let open: @Sendable (VirtualClock) async throws -> any WorkflowStore
    /// Ends the store's process and starts another on what it had written down. Nil for a store that does not survive.
    public let reopen: (@Sendable (any WorkflowStore, VirtualClock) async throws -> any WorkflowStore)?
    /// Called at the end, to clean up.
    public let close: @Sendable (any WorkflowStore) async throws -> Void

    public init(
        open: @escaping @Sendable (VirtualClock) async throws -> any WorkflowStore,
        reopen: (@Sendable (any WorkflowStore, VirtualClock) async throws -> any WorkflowStore)? = nil,
        close: @escaping @Sendable (any WorkflowStore) async throws -> Void = { _ in }
    ) {
        self.open = open
        self.reopen = reopen
        self.close = close
    }

    /// The in-memory store, which outlives the processes of its workers.
    public static let memory = SimulatedStores(open: { InMemoryStore(clock: $0) }, reopen: { store, _ in store })
}
