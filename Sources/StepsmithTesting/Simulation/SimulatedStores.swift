public import Stepsmith

/// How a simulation comes by its store.
public struct SimulatedStores: Sendable {
    /// A machine of its own for each simulation, whose store has no runs yet and tells the time by the clock.
    public let machine: @Sendable (VirtualClock) async throws -> any SimulatedMachine

    public init(machine: @escaping @Sendable (VirtualClock) async throws -> any SimulatedMachine) { self.machine = machine }

    /// A store that outlives the processes of its workers.
    public static func outliving(_ store: @escaping @Sendable (VirtualClock) -> any WorkflowStore) -> SimulatedStores {
        SimulatedStores { OutlivingStore(store: store($0)) }
    }

    public static let memory = SimulatedStores.outliving { InMemoryStore(clock: $0) }
}

/// Where the processes of a simulation run, and what is left when they are killed.
public protocol SimulatedMachine: Sendable {
    /// How many processes may have the store open at once.
    var processLimit: Int { get }
    /// Whether what a killed process has leased is free at once. If not, it may be, and is when its lease ends.
    var noticesDeath: Bool { get }

    /// Whether what the store waits for survives all its processes whatever happens to the time of day.
    var keepsUptime: Bool { get }

    /// Another process opens the store.
    func start() async throws -> any WorkflowStore
    /// The process that has this store open dies, between two operations.
    func kill(_ store: any WorkflowStore) async throws
    /// The simulation is over: clean up.
    func end() async throws
}

private struct OutlivingStore: SimulatedMachine {
    let store: any WorkflowStore

    var processLimit: Int { 1 }
    var noticesDeath: Bool { false }
    var keepsUptime: Bool { true }

    func start() -> any WorkflowStore { store }
    func kill(_ store: any WorkflowStore) {}
    func end() {}
}
