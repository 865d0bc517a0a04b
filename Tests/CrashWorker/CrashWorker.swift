import Foundation
import Logging
import Stepsmith
import StepsmithSQLite

/// A worker to be killed: `stepsmith-crash-worker STORE LOG RUNS` starts so many runs, unless an earlier life has, and ends when all have.
/// Each call of a handler is a line `RUN STEP NONCE` of the log, and of the output; the nonce is the step's result.
@main
struct CrashWorker {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int(arguments[3]) else {
            fatalError("usage: stepsmith-crash-worker STORE LOG RUNS")
        }
        let log = open(arguments[2], O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let store = try SQLiteStore(path: arguments[1])
        let chain = Chain.registered { input, context in
            let nonce = UUID().uuidString
            let line = "\(input) \(context.step) \(nonce)\n"
            write(line, to: log)
            write(line, to: STDOUT_FILENO)
            return nonce
        }
        let engine = try Engine(
            store: store, workflows: [chain], configuration: EngineConfiguration(maxConcurrentSteps: 16, environment: nil))
        try await engine.whileRunning { engine in
            let runs = try await withThrowingTaskGroup(of: Run<Chain>.self) { group in
                for number in 0..<count {
                    group.addTask { try await engine.start(Chain.self, input: "run-\(number)", idempotencyKey: "run-\(number)") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            write("started\n", to: STDOUT_FILENO)
            for run in runs { _ = try await run.outcome() }
        }
        try store.close()
        write("finished\n", to: STDOUT_FILENO)
    }

    /// In one call, so that lines do not mix.
    private static func write(_ line: String, to file: Int32) {
        let bytes = Array(line.utf8)
        _ = Foundation.write(file, bytes, bytes.count)
    }
}
