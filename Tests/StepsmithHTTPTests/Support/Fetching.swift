import Logging
import Stepsmith
import StepsmithTesting

@testable import StepsmithHTTP

/// A workflow of one step that has `api:`, written by hand in the shape of generated code.
enum Fetching: Workflow {
    typealias Input = JSONObject
    typealias Output = JSONValue

    enum Fetch: WorkflowStep {
        typealias Flow = Fetching
        typealias Result = JSONValue
        static let name = "fetch"
        static func validate(result: JSONValue, _ validation: inout Validation) {}
    }

    static let baseURL = "https://api.example.com/v1"

    static var definition: WorkflowDefinition {
        WorkflowDefinition(
            namespace: "tests", name: "fetching", version: "1.0.0", fingerprint: "f0",
            steps: [StepDefinition("fetch", retry: RetryPolicy(maxAttempts: 3, base: .seconds(1), maximum: .seconds(60)))])
    }

    static func validate(input: JSONValue, _ validation: inout Validation) {}
    static func output(from results: StepResults) throws -> JSONValue { try results.result(of: Fetch.self) }

    /// - Parameters:
    ///   - endpoint: What stands in for the base URL.
    ///   - http: In the place of `SharedHTTPClient.shared`, which other tests use.
    static func engine(
        endpoint: String, http: SharedHTTPClient = SharedHTTPClient(), clock: any EngineClock = SystemClock(),
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ handler: @escaping @Sendable (APIClient, StepContext) async throws -> JSONValue
    ) throws -> Engine {
        var table = HandlerTable<Fetching>()
        table.add(Fetch.self) { call in
            try await handler(
                APIClient(
                    baseURL: baseURL, timeout: .seconds(10), headers: [("Accept", "application/json")], context: call.context,
                    http: http),
                call.context)
        }
        table.use(http)
        return try Engine(
            store: InMemoryStore(clock: clock), workflows: [RegisteredWorkflow(table)],
            configuration: EngineConfiguration(environment: nil, endpoints: [baseURL: endpoint]), clock: clock, logger: logger)
    }
}
