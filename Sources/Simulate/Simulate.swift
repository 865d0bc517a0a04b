import ArgumentParser
import Stepsmith
import StepsmithTesting

@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepsmith-simulate",
        abstract: "Try a store against everything that can go wrong, seed by seed.")

    @Option(help: "How many seeds to try.")
    var seeds = 10_000

    @Option(help: "The first seed.")
    var from: UInt64 = 1

    @Option(help: "Run this seed alone, and tell everything that happens.")
    var seed: UInt64?

    @Option(help: "Which store: memory or sqlite.")
    var store = SimulatedStore.memory

    @Option(help: "How many seeds to run at once.")
    var jobs = 2

    func run() async throws {
        if let seed { return try await replay(seed) }
        let clock = ContinuousClock()
        let start = clock.now
        let results = await SeedRange(first: from, count: seeds, jobs: jobs).run(on: store.stores)
        let elapsed = (clock.now - start) / .seconds(1)
        let operations = results.reduce(0) { $0 + $1.operations }
        let failures = results.filter { $0.failure != nil }
        print(
            "\(results.count) seeds on \(store.rawValue), \(operations) operations, \(Int(Double(results.count) / elapsed)) seeds/s, "
                + "\(failures.count) failed")
        for failure in failures.prefix(20) { print("seed \(failure.seed): \(failure.failure ?? "")") }
        if failures.isEmpty { return }
        print("To see one of them: make simulate STORE=\(store.rawValue) SEED=\(failures[0].seed)")
        throw ExitCode.failure
    }

    private func replay(_ seed: UInt64) async throws {
        let outcome = await Simulation(seed: seed, stores: store.stores).run { print($0) }
        print("seed \(seed), \(outcome.operations) operations: \(outcome.failure ?? "nothing wrong")")
        if outcome.failure != nil { throw ExitCode.failure }
    }
}

enum SimulatedStore: String, ExpressibleByArgument {
    case memory, sqlite

    var stores: SimulatedStores {
        switch self {
        case .memory: return .memory
        case .sqlite: return .sqlite
        }
    }
}
