public import ArgumentParser
internal import Foundation
public import Logging
public import Stepsmith

/// A program that runs workflows and looks after their runs:
///
/// ```swift
/// @main
/// struct Shop: WorkflowApplication {
///     static func workflows() -> [any WorkflowRegistration] { [OrderProcessing.registered(handlers)] }
/// }
/// ```
///
/// That makes the commands `start`, `worker`, `runs`, `show`, `watch`, `retry`, `resolve`, `cancel`, `check` and `prune`. Only
/// `workflows()` has to be written; the rest says what there is beyond the defaults.
public protocol WorkflowApplication {
    /// The workflows of this program, each with its handlers. Called once by each command that needs them.
    static func workflows() async throws -> [any WorkflowRegistration]

    /// Who takes durable events, while `worker` or `start --wait` runs.
    static func subscriptions() async throws -> [EventSubscription]

    /// The kinds of stores that `--store` and `STEPSMITH_STORE` may name. The default is `memory:` alone: a program
    /// lists those whose modules it has.
    static var stores: [StoreScheme] { get }

    /// The store when neither names one. The default is `memory:`.
    static var defaultStore: String { get }

    /// How this program's engines work.
    static var engineConfiguration: EngineConfiguration { get }

    /// Where the engine logs from this level on. The default is standard error. Called at most once in a process, which
    /// makes it the place to bootstrap a logging system of the program's own.
    static func logger(_ level: Logger.Level) -> Logger

    /// The program as it is called; the default is the name of its file.
    static var commandName: String { get }

    /// What the program is for, in a sentence.
    static var abstract: String { get }

    /// Commands of the program's own, beside those that it gets.
    static var commands: [any ParsableCommand.Type] { get }
}

extension WorkflowApplication {
    public static func subscriptions() async throws -> [EventSubscription] { [] }
    public static var stores: [StoreScheme] { [.memory] }
    public static var defaultStore: String { "memory:" }
    public static var engineConfiguration: EngineConfiguration { EngineConfiguration() }
    public static var abstract: String { "Runs workflows, and looks after their runs." }
    public static var commands: [any ParsableCommand.Type] { [] }

    public static var commandName: String {
        let file = URL(fileURLWithPath: CommandLine.arguments.first ?? "").lastPathComponent
        return file.isEmpty ? "\(Self.self)".lowercased() : file
    }

    public static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "stepsmith") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    /// Runs the command that the process was started with, and ends the process: with 0 when all went well, 1 when a
    /// run or the command failed, 2 when the command line was not understood.
    public static func main() async {
        exit(await WorkflowCommands<Self>.run(Array(CommandLine.arguments.dropFirst()), on: .standard))
    }
}
