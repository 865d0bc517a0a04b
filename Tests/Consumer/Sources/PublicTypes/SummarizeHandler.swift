public import Stepsmith

/// A handler that another module registers.
public struct SummarizeHandler: Survey.Summarize.Handler {
    public init() {}

    public func summarize(answers: [String: Int], context: StepContext) async throws -> Survey.Summarize.Result {
        if answers.isEmpty { throw PermanentError(code: "NO_ANSWERS", message: "There is nothing to summarize.") }
        let average = Double(answers.values.reduce(0, +)) / Double(answers.count)
        return Survey.Summarize.Result(average: average, mood: average < 2.5 ? .low : average < 4 ? .fair : .high)
    }
}
