import Stepsmith
import StepsmithTesting
import Testing

@Suite("The simulation")
struct SimulationTests {
    @Test("Ten thousand seeds on the in-memory store", .timeLimit(.minutes(5)))
    func memory() async {
        let outcomes = await SeedRange(count: 10_000).run(on: .memory)
        let failures = outcomes.filter { $0.failure != nil }
        for outcome in failures.prefix(5) { Issue.record("seed \(outcome.seed): \(outcome.failure ?? "")") }
        #expect(outcomes.count == 10_000 && failures.isEmpty)
        // Seeds are about something.
        #expect(outcomes.reduce(0) { $0 + $1.operations } > 300_000)
    }

    @Test("A seed replays exactly", arguments: [3, 141, 5926] as [UInt64])
    func replays(_ seed: UInt64) async {
        var traces: [[String]] = []
        for _ in 0..<2 {
            var lines: [String] = []
            let outcome = await Simulation(seed: seed, stores: .memory).run { lines.append($0) }
            #expect(outcome.failure == nil)
            traces.append(lines)
        }
        #expect(traces[0] == traces[1] && traces[0].count > 10)
    }

    @Test("A fault is found within 500 seeds", .timeLimit(.minutes(5)), arguments: FaultyStore.Fault.allCases)
    func finds(_ fault: FaultyStore.Fault) async throws {
        let stores = SimulatedStores.outliving { FaultyStore(InMemoryStore(clock: $0), fault) }
        let outcomes = await SeedRange(count: 500).run(on: stores, stoppingAfter: 1)
        let found = try #require(outcomes.first { $0.failure != nil }, "\(fault) is not found")
        #expect(found.failure?.hasPrefix("the store") == false, "\(fault): \(found.failure ?? "")")
    }

    @Test("A store that forgets everything when its process ends is found", .timeLimit(.minutes(5)))
    func forgets() async {
        let stores = SimulatedStores { ForgetfulMachine(clock: $0) }
        let outcomes = await SeedRange(count: 100).run(on: stores, stoppingAfter: 1)
        #expect(outcomes.contains { $0.failure?.contains("gone") == true })
    }
}

/// Whoever opens the store finds nothing in it.
private struct ForgetfulMachine: SimulatedMachine {
    let clock: VirtualClock
    var processLimit: Int { 1 }
    var noticesDeath: Bool { false }
    var keepsUptime: Bool { true }

    func start() -> any WorkflowStore { InMemoryStore(clock: clock) }
    func kill(_ store: any WorkflowStore) {}
    func end() {}
}
