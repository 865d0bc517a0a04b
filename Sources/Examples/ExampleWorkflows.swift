import Stepsmith

/// Every workflow of this program, with its handlers.
enum ExampleWorkflows {
    /// - Parameter interruption: called before each row of a product list.
    static func registered(
        interruption: @escaping @Sendable (_ row: Int) throws -> Void = { _ in }
    ) -> [any WorkflowRegistration] {
        [
            OrderProcessing.registered(shop: Shop()), UserRegistration.registered(UserRegistrationHandlers()),
            ValidateOrder.registered(ValidateOrder.CheckOrderHandler(fraudService: FlakyFraudService(failures: 2))),
            ApprovalRouting.registered(ApprovalRoutingHandlers(company: .example)),
            ProcessCsv.registered(interruption: interruption),
        ]
    }
}
