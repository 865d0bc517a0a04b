import Stepsmith
import StepsmithTesting
import Testing

@testable import stepsmith_examples

@Suite("Example: order processing")
struct OrderProcessingTests {
    private typealias Item = OrderProcessing.CartItem

    private func input(
        _ items: [OrderProcessing.CartItem], token: String = "tok_4242", method: OrderProcessing.Input.Payment.Method = .card,
        country: String = "DE"
    ) -> OrderProcessing.Input {
        OrderProcessing.Input(
            cartItems: items, customerEmail: "ada@example.com",
            payment: OrderProcessing.Input.Payment(token: token, method: method), country: country)
    }

    private func run(_ input: OrderProcessing.Input, shop: Shop = Shop()) async throws -> RunSnapshot {
        let engine = try Engine(store: InMemoryStore(), workflows: [OrderProcessing.registered(shop: shop)])
        return try await engine.whileRunning { try await $0.start(OrderProcessing.self, input: input).finished() }
    }

    @Test("Prices, tax, shipping and stock come out of the cart")
    func order() async throws {
        let shop = Shop()
        let engine = try Engine(store: InMemoryStore(), workflows: [OrderProcessing.registered(shop: shop)])
        let input = input([Item(sku: "MU-001", quantity: 2), Item(sku: "TS-010", quantity: 1)])
        let (cart, order, mail) = try await engine.whileRunning { engine in
            let run = try await engine.start(OrderProcessing.self, input: input)
            return (
                try await run.result(of: OrderProcessing.ValidateCart.self),
                try await run.result(of: OrderProcessing.CreateOrder.self), try await run.output()
            )
        }
        // 2 × 12.90 + 24.90 = 50.70, free shipping from 50.00, 19 % of it is 9.633.
        #expect(cart.subtotalCents == 5070 && cart.shippingCents == 0 && cart.taxCents == 963 && cart.totalCents == 6033)
        #expect(order.itemCount == 3 && order.totalCents == 6033 && order.customerEmail == "ada@example.com")
        #expect(mail.recipient == "ada@example.com" && mail.body.contains("Total: 60.33 €"))
        #expect(shop.chargedCents == 6033)
        #expect(shop.stock(of: "MU-001") == 38 && shop.stock(of: "TS-010") == 99)
    }

    @Test("A small order pays shipping, and its country's tax")
    func smallOrder() async throws {
        let snapshot = try await run(input([Item(sku: "BK-100", quantity: 1)], country: "CH"))
        let result = try #require(snapshot.step("validate_cart")?.result)
        let cart = try OrderProcessing.ValidateCart.Result(json: JSONValue(parsing: result))
        // 8.90 and 4.90 shipping, 8.1 % of 13.80 is 1.1178.
        #expect(cart.subtotalCents == 890 && cart.shippingCents == 490 && cart.taxCents == 112)
    }

    @Test("What cannot be mended fails at once, with its code")
    func failures() async throws {
        let cases: [(OrderProcessing.Input, String, ErrorCode)] = [
            (input([Item(sku: "BK-100", quantity: 500)]), "update_inventory", "OUT_OF_STOCK"),
            (input([Item(sku: "ZZ-999", quantity: 1)]), "validate_cart", "UNKNOWN_PRODUCT"),
            (input([Item(sku: "MU-001", quantity: 1)], country: "XX"), "validate_cart", "UNSUPPORTED_COUNTRY"),
            (input([Item(sku: "MU-001", quantity: 1)], token: "declined"), "process_payment", "CARD_DECLINED"),
        ]
        for (input, step, code) in cases {
            let snapshot = try await run(input)
            #expect(snapshot.state == .failed)
            #expect(snapshot.step(step)?.failure?.code == code)
            #expect(snapshot.step(step)?.attempts == 1)
            #expect(snapshot.step("create_order")?.state == .waiting)
        }
    }

    @Test("An order that breaks the schema is refused whole, and nothing is stored")
    func invalid() async throws {
        let store = InMemoryStore()
        let engine = try Engine(store: store, workflows: [OrderProcessing.registered(shop: Shop())])
        let text = #"{"cart_items": [], "customer_email": "nobody", "payment": {"token": "abcd", "method": "cash"}}"#
        let error = await #expect(throws: EngineError.self) {
            try await engine.start(OrderProcessing.self, json: Array(text.utf8))
        }
        guard case .invalidInput(_, let validation)? = error else {
            Issue.record("expected invalidInput")
            return
        }
        #expect(validation.failures.map(\.pointer) == ["/cart_items", "/customer_email", "/payment/method"])
        #expect(validation.failures.map(\.keyword) == ["minItems", "format", "enum"])
        #expect(try await store.runs(RunQuery()).isEmpty)
    }

    @Test("An invoice charges nothing yet")
    func invoice() async throws {
        let shop = Shop()
        let snapshot = try await run(input([Item(sku: "MU-002", quantity: 1)], method: .invoice), shop: shop)
        #expect(snapshot.state == .succeeded && shop.chargedCents == 0)
    }
}
