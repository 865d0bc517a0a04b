import Stepsmith

extension Greeting {
    struct GreetHandler: Greet.Handler {
        func greet(inputs: JSONObject, context: StepContext) async throws -> Greet.Result {
            Greet.Result(text: "Hello, \(inputs["name"]?.stringValue ?? "world")!")
        }
    }
}
