import Stepsmith

extension OrderProcessing {
    struct ProcessPaymentHandler: ProcessPayment.Handler {
        let shop: Shop

        func processPayment(
            cartResult: ValidateCart.Result, payment: Input.Payment, context: StepContext
        ) async throws -> ProcessPayment.Result {
            if payment.token.hasPrefix("declined") {
                throw PermanentError(code: "CARD_DECLINED", message: "The payment provider declined the card.")
            }
            let paymentID = Shop.id("pay", for: context.idempotencyKey)
            if payment.method != .invoice { shop.charge(cartResult.totalCents, key: context.idempotencyKey) }
            return ProcessPayment.Result(
                paymentId: paymentID, amountCents: cartResult.totalCents, method: payment.method.rawValue,
                status: payment.method == .invoice ? .invoiced : .charged)
        }
    }
}
