import Stepsmith
import StepsmithTesting
import Testing

@Suite("The simulation")
struct SimulationTests {
    @Test("Ten thousand seeds on the in-memory store")
    func memory() async {
        let outcomes = await SeedRange(count: 10_000).run(on: .memory)
        let failures = outcomes.filter { $0.failure != nil }
        for outcome in failures.prefix(5) { Issue.record("seed \(outcome.seed): \(outcome.failure ?? "")") }
        #expect(outcomes.count == 10_000 && failures.isEmpty)
    }
}
