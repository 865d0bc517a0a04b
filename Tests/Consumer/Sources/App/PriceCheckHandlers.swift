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
            return PrintLabel.Result(label: "\(inputs.sku): \(price.cents + again.cents - price.cents) cents")
        }
    }
}
