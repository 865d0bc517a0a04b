import Stepsmith

@main
struct App {
    static func main() async throws {
        let engine = try Engine(
            store: InMemoryStore(),
            workflows: Workflows.all(
                greeting: Greeting.registered(Greeting.GreetHandler()),
                priceCheck: PriceCheck.registered(
                    lookUpPrice: PriceCheck.LookUpPriceHandler(), printLabel: PriceCheck.PrintLabelHandler())))
        try await engine.whileRunning { engine in
            let label = try await engine.start(PriceCheck.self, input: PriceCheck.Input(sku: "MU-001")).output()
            let greeting = try await engine.start(Greeting.self, input: ["name": "Ada"]).output()
            print("\(label.label) \(greeting.text)")
        }
    }
}
