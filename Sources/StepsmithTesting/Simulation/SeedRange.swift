/// Several simulations, some of them side by side.
public struct SeedRange: Sendable {
    public let first: UInt64
    public let count: Int
    /// How many at once.
    public let jobs: Int

    public init(first: UInt64 = 1, count: Int, jobs: Int = 2) {
        self.first = first
        self.count = count
        self.jobs = jobs
    }

    /// In the order of the seeds.
    ///
    /// - Parameter stopping: after this many failures, the rest is left out.
    public func run(on stores: SimulatedStores, stoppingAfter limit: Int = .max) async -> [Simulation.Outcome] {
        let jobs = max(1, jobs)
        return await withTaskGroup(of: [Simulation.Outcome].self) { group in
            for job in 0..<jobs {
                group.addTask {
                    var outcomes: [Simulation.Outcome] = []
                    var failures = 0
                    for seed in stride(from: job, to: count, by: jobs) where failures < limit {
                        let outcome = await Simulation(seed: first &+ UInt64(seed), stores: stores).run()
                        if outcome.failure != nil { failures += 1 }
                        outcomes.append(outcome)
                    }
                    return outcomes
                }
            }
            var all: [Simulation.Outcome] = []
            for await outcomes in group { all += outcomes }
            return all.sorted { $0.seed < $1.seed }
        }
    }
}
