import Stepsmith

@main
struct App {
    static func main() async throws {
        let engine = try Engine(
            store: InMemoryStore(),
            workflows: Workflows.all(
                greeting: Greeting.registered(Greeting.GreetHandler()),
                priceCheck: PriceCheck.registered(
                    lookUpPrice: PriceCheck.LookUpPriceHandler(), printLabel: PriceCheck.PrintLabelHandler()),
                shipOrder: ShipOrder.registered(Shipping())))
        var booked = engine.events(of: ShipOrder.Book.CarrierBooked.self).makeAsyncIterator()
        var wanted = engine.events(of: ShipOrder.Book.LabelWanted.self).makeAsyncIterator()
        try await engine.whileRunning { engine in
            let label = try await engine.start(PriceCheck.self, input: PriceCheck.Input(sku: "MU-001")).output()
            let greeting = try await engine.start(Greeting.self, input: ["name": "Ada"]).output()
            print("\(label.label) \(greeting.text)")
            let shipped = try await engine.start(ShipOrder.self, input: ShipOrder.Input(items: 5)).output()
            print(shipped?.summary ?? "nobody ships")
        }
        print("booked", await booked.next()?.payload.carrier ?? "nobody", await wanted.next()?.payload.text ?? "")
    }
}
