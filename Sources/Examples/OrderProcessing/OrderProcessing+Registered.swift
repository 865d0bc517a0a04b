import Stepsmith

extension OrderProcessing {
    /// The workflow with its handlers, all working on one shop.
    static func registered(shop: Shop) -> RegisteredWorkflow<OrderProcessing> {
        registered(
            validateCart: ValidateCartHandler(), processPayment: ProcessPaymentHandler(shop: shop),
            updateInventory: UpdateInventoryHandler(shop: shop), createOrder: CreateOrderHandler(),
            sendConfirmation: SendConfirmationHandler())
    }
}
