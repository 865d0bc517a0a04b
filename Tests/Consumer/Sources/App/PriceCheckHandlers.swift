import Stepsmith

extension PriceCheck {
    struct LookUpPriceHandler: LookUpPrice.Handler {
        func lookUpPrice(sku: String, context: StepContext) async throws -> LookUpPrice.Result {
            LookUpPrice.Result(cents: sku.utf8.count * 100)
        }
    }

    struct PrintLabelHandler: PrintLabel.Handler {
        func printLabel(price: LookUpPrice.Result, inputs: Input, context: StepContext) async throws -> PrintLabel.Result {
            let again = try context.result(of: LookUpPrice.self)
            let money = Amounts.Money(cents: price.cents + again.cents - price.cents)
            return PrintLabel.Result(label: "\(inputs.sku): \(money.cents) cents", price: money)
        }
    }
}
