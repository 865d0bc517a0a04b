import Stepsmith

extension OrderProcessing {
    struct UpdateInventoryHandler: UpdateInventory.Handler {
        let shop: Shop

        func updateInventory(cartResult: ValidateCart.Result, context: StepContext) async throws -> UpdateInventory.Result {
            let wanted = cartResult.lines.map { (sku: $0.sku, quantity: $0.quantity) }
            do {
                let reserved = try shop.reserve(wanted, key: context.idempotencyKey)
                return UpdateInventory.Result(
                    reservationId: Shop.id("res", for: context.idempotencyKey),
                    reserved: reserved.map {
                        UpdateInventory.Result.ReservedItem(sku: $0.sku, quantity: $0.quantity, remaining: $0.remaining)
                    })
            } catch let shortage as Shop.OutOfStock {
                throw PermanentError(
                    code: "OUT_OF_STOCK",
                    message: "\(shortage.wanted) of \(shortage.sku) were ordered and \(shortage.left) are left.")
            }
        }
    }
}
