import Stepsmith
import StepsmithTesting
import Testing

@Suite("The in-memory store keeps the contract")
struct StoreContractTests {
    @Test(.timeLimit(.minutes(1)), arguments: StoreContract.all)
    func rule(_ rule: StoreContract) async throws {
        let clock = VirtualClock()
        try await rule.check(StoreFixture(InMemoryStore(clock: clock)) { clock.advance(by: $0) })
    }

    @Test("Every rule has a name of its own")
    func names() {
        #expect(Set(StoreContract.all.map(\.name)).count == StoreContract.all.count && StoreContract.all.count > 30)
    }

    /// What is timed by the machine's uptime does not notice that someone set the clock.
    @Test("Leases ignore jumps of the wall clock")
    func wallClock() async throws {
        let clock = VirtualClock()
        let store = InMemoryStore(clock: clock)
        let graph = try WorkflowGraph(
            WorkflowDefinition(namespace: "t", name: "w", version: "1", fingerprint: "f", steps: [StepDefinition("a")]))
        try await store.register([graph])
        _ = try await store.createRun(NewRun(id: RunID("r"), workflow: graph.identity, input: Array("{}".utf8)))
        func claim() async throws -> Int {
            let request = ClaimRequest(
                worker: WorkerID("w"), workflows: [graph.identity], limit: 1, lease: .seconds(10))
            return try await store.claim(request).steps.count
        }
        #expect(try await claim() == 1)
        clock.adjustTimeOfDay(by: .seconds(86_400))
        #expect(try await claim() == 0)
        clock.adjustTimeOfDay(by: .seconds(-2 * 86_400))
        clock.advance(by: .seconds(10))
        #expect(try await claim() == 1)
    }

    /// The rules can fail: a store that forgets one thing breaks the rule about it.
    @Test(.timeLimit(.minutes(1)), arguments: ForgetfulStore.Fault.allCases)
    func notices(_ fault: ForgetfulStore.Fault) async throws {
        var broken: [String] = []
        // A rule about signals would wait for one that never comes.
        let waiting = ["signal", "updates", "cancellations"]
        for rule in StoreContract.all where !waiting.contains(where: rule.name.contains) {
            let clock = VirtualClock()
            let store = ForgetfulStore(InMemoryStore(clock: clock), fault)
            do {
                try await rule.check(StoreFixture(store) { clock.advance(by: $0) })
            } catch {
                broken.append(rule.name)
            }
        }
        #expect(broken.contains { $0.contains(fault.rule) }, "\(broken)")
    }
}
