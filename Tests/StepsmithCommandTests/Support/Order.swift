import Stepsmith
import Synchronization

/// A workflow of three steps written by hand in the shape of generated code. The input says which step fails.
enum Order: Workflow {
    typealias Input = JSONObject
    typealias Output = JSONObject

    enum Price: OrderStep { static let name = "price" }
    enum Pack: OrderStep { static let name = "pack" }
    enum Ship: OrderStep { static let name = "ship" }

    static let definition = makeDefinition(version: "1.0.0")

    static func makeDefinition(namespace: String = "shop", version: String) -> WorkflowDefinition {
        let retry = RetryPolicy(maxAttempts: 2, backoff: .none)
        return WorkflowDefinition(
            namespace: namespace, name: "order", version: version, fingerprint: "o0",
            steps: [
                StepDefinition("price", retry: retry), StepDefinition("pack", dependsOn: ["price"], retry: retry),
                StepDefinition("ship", dependsOn: ["pack"], retry: retry),
            ])
    }

    static func validate(input: JSONValue, _ v: inout Validation) {
        guard let object = v.object(input) else { return }
        if let sku = v.member(object, "sku"), let text = v.string(sku) { v.minLength(text, 1) }
        if let quantity = v.member(object, "quantity"), let number = v.integer(quantity) { v.minimum(number, 1) }
    }

    static func output(from results: StepResults) throws -> JSONObject { try results.result(of: Ship.self) }

    static let registered: any WorkflowRegistration = {
        var table = HandlerTable<Order>()
        table.add(Price.self) { try work($0, "price") }
        table.add(Pack.self) { try work($0, "pack") }
        table.add(Ship.self) { try work($0, "ship") }
        return RegisteredWorkflow(table)
    }()

    /// Runs whose failing step fails no more.
    static let repaired = Mutex<Set<RunID>>([])

    private static func work(_ call: StepCall, _ step: String) throws -> JSONObject {
        let input = try call.input(of: Order.self)
        if input["fails"]?.stringValue == step, !repaired.withLock({ $0.contains(call.context.runID) }) {
            throw PermanentError(code: "NO_STOCK", message: input["message"]?.stringValue ?? "There is none left.")
        }
        if input["stumbles"]?.stringValue == step, call.context.attempt == 1 {
            throw RetryableError(code: "BUSY", message: "The line is engaged.")
        }
        return ["step": .string(step)]
    }
}

/// A step whose result says which step it is of.
protocol OrderStep: WorkflowStep where Flow == Order, Result == JSONObject {}

extension OrderStep {
    static func validate(result: JSONValue, _ v: inout Validation) {
        guard let object = v.object(result) else { return }
        v.required(object, "step")
        if let step = v.member(object, "step"), let text = v.string(step) { v.minLength(text, 1) }
        if let weight = v.member(object, "weight"), let number = v.integer(weight) { v.minimum(number, 0) }
    }
}

/// The same workflow elsewhere.
struct Renamed: WorkflowRegistration {
    let definition: WorkflowDefinition
    var registration: Registration { Order.registered.registration }
}
