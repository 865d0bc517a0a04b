import Stepsmith

/// A store under everything that can go wrong between it and its workers, and what it does compared with what it must: the six
/// invariants of the runtime, and the rules of runs.
///
///     let outcome = await Simulation(seed: 7, stores: .memory).run()
///
/// A seed decides the workflows, what handlers do, who does what when, which requests and answers are lost, late or doubled, when
/// workers and whole processes are killed, time passes, the clock is set and operators step in. One operation is under way at a time,
/// so the same seed always does the same on a store that always answers the same: to see why a seed fails, run it again with a trace.
/// What a store does beside its answers (the layout of its file, when it wakes listeners) need not be the same. What happens
/// within an operation, and operations at the same time, are for other tests. Runs in the task that calls it; simulations may run
/// side by side.
public struct Simulation: Sendable {
    public let seed: UInt64
    public let stores: SimulatedStores

    public init(seed: UInt64, stores: SimulatedStores) {
        self.seed = seed
        self.stores = stores
    }

    public struct Outcome: Sendable {
        public let seed: UInt64
        /// How often the store was asked for something.
        public let operations: Int
        /// What was wrong, in a sentence; nil if nothing was.
        public let failure: String?
    }

    /// - Parameter trace: is given a line for everything that happens.
    public func run(trace: ((String) -> Void)? = nil) async -> Outcome {
        do {
            let world = try await World(seed: seed, stores: stores, trace: trace)
            var failure: String?
            do {
                try await world.run()
            } catch let violation as Violation {
                failure = violation.message
            } catch {
                failure = "the store threw \(error)"
            }
            try await world.machine.end()
            return Outcome(seed: seed, operations: world.operations, failure: failure)
        } catch {
            return Outcome(seed: seed, operations: 0, failure: "the store could not be opened: \(error)")
        }
    }
}
