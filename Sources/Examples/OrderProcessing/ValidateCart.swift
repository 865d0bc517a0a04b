import Stepsmith

extension OrderProcessing {
    struct ValidateCartHandler: ValidateCart.Handler {
        func validateCart(cartItems: [CartItem], country: String, context: StepContext) async throws -> ValidateCart.Result {
            var lines: [PricedLine] = []
            for item in cartItems {
                guard let product = Shop.catalogue[item.sku] else {
                    throw PermanentError(code: "UNKNOWN_PRODUCT", message: "There is no product \(item.sku).")
                }
                lines.append(
                    PricedLine(
                        sku: item.sku, name: product.name, quantity: item.quantity, unitPriceCents: product.priceCents,
                        lineTotalCents: product.priceCents * item.quantity))
            }
            guard let perMille = Shop.taxPerMille[country] else {
                throw PermanentError(code: "UNSUPPORTED_COUNTRY", message: "The shop does not deliver to \(country).")
            }
            let subtotal = lines.reduce(0) { $0 + $1.lineTotalCents }
            let shipping = subtotal >= 5000 ? 0 : 490
            let tax = ((subtotal + shipping) * perMille + 500) / 1000
            return ValidateCart.Result(
                lines: lines, subtotalCents: subtotal, taxCents: tax, shippingCents: shipping,
                totalCents: subtotal + shipping + tax)
        }
    }
}
