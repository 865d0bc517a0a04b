import Foundation
import PublicTypes
import Stepsmith

nonisolated struct CountHandler: Tick.Count.Handler {
    func count(inputs: JSONObject, context: StepContext) async throws -> Tick.Count.Result { Tick.Count.Result(count: 1) }
}

let engine = try Engine(
    store: InMemoryStore(), workflows: [Tick.registered(CountHandler()), Survey.registered(SummarizeHandler())])
let line = try await engine.whileRunning { engine in
    let count = try await engine.start(Tick.self, input: [:]).output()
    let survey = try await engine.start(Survey.self, input: Survey.Input(id: UUID(), answers: ["q1": 5, "q2": 4])).output()
    return "tick \(count.count), mood \(survey.mood.rawValue)"
}
print(line)
