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

    static var names: [String] { registered().map(\.definition.identity.name) }

    /// Starts a run of the workflow of this name, waits for it and prints what happened. True when it succeeded.
    static func run(
        _ name: String, input json: [UInt8], _ workflows: [any WorkflowRegistration] = registered()
    ) async throws -> Bool {
        guard let workflow = workflows.first(where: { $0.definition.identity.name == name }) else { return false }
        let engine = try Engine(store: InMemoryStore(), workflows: workflows)
        let snapshot = try await engine.whileRunning { engine in
            try await engine.finished(try await engine.start(workflow.definition.identity, json: json))
        }
        print(RunReport(snapshot).text)
        return snapshot.state == .succeeded
    }
}
