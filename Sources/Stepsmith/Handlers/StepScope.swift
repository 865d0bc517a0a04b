package import Logging
import Synchronization

/// What is behind a `StepContext`: one attempt, with its input and its ancestors' results, parsed when first asked for
/// and then kept, so that no text is parsed twice in one attempt.
package final class StepScope: Sendable {
    let runID: RunID
    let workflow: WorkflowIdentity
    let step: String
    let attempt: Int
    let maxAttempts: Int

    let batch: BatchRange?
    /// The step's `handler.initialization` as its type.
    let configuration: (any Sendable)?
    let lastCheckpoint: Checkpoint?
    /// Base URLs that take the place of those in specs.
    let endpoints: [String: String]

    private let inputText: [UInt8]
    private let results: any StepResultSource
    private let saveCheckpoint: @Sendable (Checkpoint) async throws -> Void
    private let baseLogger: Logger
    private let parsed = Mutex(Parsed())

    private struct Parsed {
        var input: JSONValue?
        /// Nil inside for a step without a result.
        var results: [String: JSONValue?] = [:]
    }

    package init(
        runID: RunID, workflow: WorkflowIdentity, step: String, attempt: Int, maxAttempts: Int, input: [UInt8],
        results: any StepResultSource, logger: Logger, batch: BatchRange? = nil, configuration: (any Sendable)? = nil,
        lastCheckpoint: Checkpoint? = nil, endpoints: [String: String] = [:],
        saveCheckpoint: @escaping @Sendable (Checkpoint) async throws -> Void = { _ in }
    ) {
        self.runID = runID
        self.workflow = workflow
        self.step = step
        self.attempt = attempt
        self.maxAttempts = maxAttempts
        inputText = input
        self.results = results
        self.batch = batch
        self.configuration = configuration
        self.lastCheckpoint = lastCheckpoint
        self.endpoints = endpoints
        self.saveCheckpoint = saveCheckpoint
        baseLogger = logger
    }

    func save(_ checkpoint: Checkpoint) async throws { try await saveCheckpoint(checkpoint) }

    /// Dependencies that are batch workers and failed for good.
    func failures(of step: String) throws -> [BatchFailure] { try results.failures(of: step) }

    func input() throws -> JSONValue {
        if let value = parsed.withLock({ $0.input }) { return value }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: inputText)
        } catch {
            throw PermanentError(code: .invalidInput, message: "The run's stored input is not JSON: \(error)")
        }
        parsed.withLock { $0.input = value }
        return value
    }

    /// Throws `PermanentError` when the step is no ancestor. Two tasks asking at once may both parse; they get the
    /// same.
    func result(of step: String) throws -> JSONValue? {
        if let value = parsed.withLock({ $0.results[step] }) { return value }
        let value: JSONValue?
        do {
            value = try results.result(of: step).map { try JSONValue(parsing: $0) }
        } catch let error as JSONError {
            throw PermanentError(code: .invalidDependency, message: "The recorded result of \(step) is not JSON: \(error)")
        }
        parsed.withLock { $0.results[step] = .some(value) }
        return value
    }

    func logger() -> Logger {
        var logger = baseLogger
        logger[metadataKey: "run"] = .string(runID.rawValue)
        logger[metadataKey: "workflow"] = .string(workflow.description)
        logger[metadataKey: "step"] = .string(step)
        logger[metadataKey: "attempt"] = .stringConvertible(attempt)
        return logger
    }
}

/// Where an attempt finds the recorded results of ancestors, as JSON text. Throws when the step is no ancestor; nil
/// when it has no result.
package protocol StepResultSource: Sendable {
    func result(of step: String) throws -> [UInt8]?
    /// The batch workers of this mould that failed for good. Throws when it is no direct dependency.
    func failures(of step: String) throws -> [BatchFailure]
}
