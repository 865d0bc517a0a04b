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

    /// The rules can fail: a store that forgets one thing breaks one of them.
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
        #expect(!broken.isEmpty)
    }
}
