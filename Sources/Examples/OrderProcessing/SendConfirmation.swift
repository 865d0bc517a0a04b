import Stepsmith

extension OrderProcessing {
    struct SendConfirmationHandler: SendConfirmation.Handler {
        func sendConfirmation(
            order: CreateOrder.Result, cart: ValidateCart.Result, context: StepContext
        ) async throws -> SendConfirmation.Result {
            var body = ""
            for line in cart.lines { body += "\(line.quantity) × \(line.name): \(euros(line.lineTotalCents))\n" }
            body += "Shipping: \(euros(cart.shippingCents))\nTax: \(euros(cart.taxCents))\nTotal: \(euros(cart.totalCents))\n"
            return SendConfirmation.Result(
                recipient: order.customerEmail, subject: "Your order \(order.orderId)", body: body)
        }

        private func euros(_ cents: Int) -> String {
            let rest = cents % 100
            return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest) €"
        }
    }
}
