/// The workflow of a new package.
enum StarterWorkflow {
    static let spec = """
        name: place_order
        namespace_name: orders
        version: 1.0.0
        description: Prices an order and confirms it.
        input_schema:
          type: object
          required: [customer_email, items]
          properties:
            customer_email: { type: string, format: email, description: Where the confirmation goes. }
            items: { type: array, minItems: 1, items: { $ref: "#/definitions/Item" } }

        definitions:
          Item:
            type: object
            required: [name, quantity, unit_price_cents]
            properties:
              name: { type: string, minLength: 1 }
              quantity: { type: integer, minimum: 1 }
              unit_price_cents: { type: integer, minimum: 0 }

        steps:
          - name: price_order
            description: Adds up what the items cost.
            handler: { callable: orders.price_order }
            inputs: [items]
            timeout_seconds: 5
            result_schema:
              type: object
              required: [total_cents]
              properties:
                total_cents: { type: integer, minimum: 0 }

          - name: confirm_order
            description: Writes the confirmation.
            handler: { callable: orders.confirm_order }
            depends_on: { price: price_order }
            inputs: [customer_email]
            retry: { max_attempts: 3, backoff: exponential, backoff_base_ms: 200, max_backoff_ms: 5000 }
            timeout_seconds: 5
            result_schema:
              type: object
              required: [recipient, message]
              properties:
                recipient: { type: string, format: email }
                message: { type: string }

        """

    static let priceOrder = """
        import Stepsmith

        extension PlaceOrder {
            /// Adds up what the items cost.
            struct PriceOrderHandler: PriceOrder.Handler {
                func priceOrder(items: [Item], context: StepContext) async throws -> PriceOrder.Result {
                    var total = 0
                    for item in items {
                        let (cost, overflows) = item.quantity.multipliedReportingOverflow(by: item.unitPriceCents)
                        let (sum, exceeds) = total.addingReportingOverflow(cost)
                        if overflows || exceeds {
                            throw PermanentError(code: "TOTAL_TOO_LARGE", message: "The order costs more than can be counted.")
                        }
                        total = sum
                    }
                    return PriceOrder.Result(totalCents: total)
                }
            }
        }

        """

    static let confirmOrder = #"""
        import Stepsmith

        extension PlaceOrder {
            /// Writes the confirmation.
            struct ConfirmOrderHandler: ConfirmOrder.Handler {
                func confirmOrder(
                    price: PriceOrder.Result, customerEmail: String, context: StepContext
                ) async throws -> ConfirmOrder.Result {
                    let cents = price.totalCents % 100
                    let total = "\(price.totalCents / 100).\(cents < 10 ? "0" : "")\(cents)"
                    return ConfirmOrder.Result(
                        recipient: customerEmail, message: "Thank you! Your order costs \(total).")
                }
            }
        }

        """#

    static let main = #"""
        import Stepsmith
        import StepsmithCommand
        import StepsmithSQLite

        /// Starts orders, works on them and looks after them; `--help` lists the commands.
        @main
        struct Program: WorkflowApplication {
            /// Where runs are kept, so that they survive this process, however it ends.
            static let stores: [StoreScheme] = [.sqlite, .memory]
            static let defaultStore = "sqlite:runs.sqlite"

            static func workflows() -> [any WorkflowRegistration] {
                Workflows.all(
                    placeOrder: PlaceOrder.registered(
                        priceOrder: PlaceOrder.PriceOrderHandler(), confirmOrder: PlaceOrder.ConfirmOrderHandler()))
            }
        }

        """#

    static let input = """
        {
          "customer_email": "ada@example.com",
          "items": [
            { "name": "Notebook", "quantity": 2, "unit_price_cents": 450 },
            { "name": "Pencil", "quantity": 10, "unit_price_cents": 95 }
          ]
        }

        """
}
