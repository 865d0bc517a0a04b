import Stepsmith
import StepsmithSQLite
import StepsmithTesting
import Testing

@testable import stepsmith_simulate

@Suite("The simulation on SQLite", .timeLimit(.minutes(5)))
struct SQLiteSimulationTests {
    @Test("Five hundred seeds")
    func sqlite() async {
        let outcomes = await SeedRange(count: 500).run(on: .sqlite)
        let failures = outcomes.filter { $0.failure != nil }
        for outcome in failures.prefix(5) { Issue.record("seed \(outcome.seed): \(outcome.failure ?? "")") }
        #expect(outcomes.count == 500 && failures.isEmpty)
        // Seeds are about something.
        #expect(outcomes.reduce(0) { $0 + $1.operations } > 20_000)
    }

    @Test("A seed replays exactly", arguments: [3, 141, 5926] as [UInt64])
    func replays(_ seed: UInt64) async {
        var traces: [[String]] = []
        for _ in 0..<2 {
            var lines: [String] = []
            let outcome = await Simulation(seed: seed, stores: .sqlite).run { lines.append($0) }
            #expect(outcome.failure == nil)
            traces.append(lines)
        }
        #expect(traces[0] == traces[1] && traces[0].count > 10)
    }

    @Test("What a file or its processes do wrong is found within 300 seeds", arguments: SQLiteMachine.Fault.allCases)
    func finds(_ fault: SQLiteMachine.Fault) async throws {
        let stores = SimulatedStores { try SQLiteMachine(clock: $0, fault: fault) }
        let outcomes = await SeedRange(count: 300).run(on: stores, stoppingAfter: 1)
        let found = try #require(outcomes.first { $0.failure != nil }, "\(fault) is not found")
        #expect(found.failure?.hasPrefix("the store") == false, "\(fault): \(found.failure ?? "")")
    }
}
