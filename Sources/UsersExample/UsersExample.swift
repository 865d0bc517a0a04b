import ArgumentParser
import Foundation
import Logging
import Stepsmith

@main
struct UsersExample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepsmith-users-example",
        abstract: "Starts a web service on this machine and runs a workflow that calls it. Exit status 1 when the run fails.")

    @Argument(help: "The user to fetch: u-1, u-2, or one that is not there.")
    var user = "u-1"

    /// The parser's own exit status for misuse is 64; of Stepsmith's programs it is 2.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            let code = exitCode(for: error)
            if code != .validationFailure { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            Foundation.exit(2)
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .warning
            return handler
        }
        let snapshot = try await UsersExample.fetch(user, from: UserServer(busyFor: 2))
        for step in snapshot.steps { print("\(step.name): \(step.state.rawValue), attempts: \(step.attempts)") }
        for step in snapshot.steps { if let failure = step.failure, step.state == .failed { print("\n\(failure)") } }
        if let result = snapshot.step("describe_user")?.result { print("\n\(String(decoding: result, as: UTF8.self))") }
        if snapshot.state != .succeeded { throw ExitCode.failure }
    }

    /// The spec names a service that is not there: the engine puts the server's address in its place.
    static func fetch(_ user: String, from server: UserServer) async throws -> RunSnapshot {
        try await server.serving { baseURL in
            let engine = try Engine(
                store: InMemoryStore(), workflows: [FetchUser.registered(FetchUserHandlers())],
                configuration: EngineConfiguration(endpoints: ["https://users.example.com/v1": baseURL]))
            return try await engine.whileRunning { engine in
                try await engine.start(FetchUser.self, input: FetchUser.Input(userId: user)).finished()
            }
        }
    }
}
