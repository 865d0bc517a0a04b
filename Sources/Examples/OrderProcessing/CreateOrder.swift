import Stepsmith

extension OrderProcessing {
    struct CreateOrderHandler: CreateOrder.Handler {
        func createOrder(
            cartResult: ValidateCart.Result, paymentResult: ProcessPayment.Result, inventoryResult: UpdateInventory.Result,
            customerEmail: String, context: StepContext
        ) async throws -> CreateOrder.Result {
            guard paymentResult.amountCents == cartResult.totalCents else {
                throw PermanentError(
                    code: "AMOUNT_MISMATCH",
                    message: "\(paymentResult.amountCents) cents were charged for a cart of \(cartResult.totalCents).")
            }
            return CreateOrder.Result(
                orderId: Shop.id("ord", for: context.idempotencyKey), customerEmail: customerEmail,
                itemCount: inventoryResult.reserved.reduce(0) { $0 + $1.quantity }, totalCents: cartResult.totalCents,
                paymentId: paymentResult.paymentId, reservationId: inventoryResult.reservationId)
        }
    }
}
