import ArgumentParser
import Foundation
import Logging
import Stepsmith

struct RunExample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Starts one run and waits for it. Exit status 1 when the run fails.")

    @Argument(help: "\(ExampleWorkflows.names.joined(separator: ", ")).")
    var workflow: String

    @Option(help: "A JSON file with the run's input.")
    var input: String

    func validate() throws {
        guard ExampleWorkflows.names.contains(workflow) else {
            throw ValidationError(
                "there is no workflow \(workflow); there are \(ExampleWorkflows.names.joined(separator: ", "))")
        }
    }

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: input) else {
            throw ValidationError(
                "\(input) cannot be read; --input names a JSON file, such as Sources/Examples/Inputs/order.json")
        }
        LoggingSystem.bootstrapQuietly(.critical)
        do {
            if try await !ExampleWorkflows.run(workflow, input: [UInt8](data)) { throw ExitCode.failure }
        } catch let error as EngineError {
            throw ValidationError(error.description)
        }
    }
}

extension LoggingSystem {
    /// To standard error, from this level on: what the examples have to say is on standard output.
    static func bootstrapQuietly(_ level: Logger.Level) {
        bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
