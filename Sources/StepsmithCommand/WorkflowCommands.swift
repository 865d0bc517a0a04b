public import ArgumentParser

/// The commands of a workflow application as one, for programs whose root command is another:
/// `subcommands: [WorkflowCommands<Shop>.self, …]`.
public struct WorkflowCommands<App: WorkflowApplication>: AsyncParsableCommand {
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: App.commandName, abstract: App.abstract,
            discussion: "Exit status: 0 when all is well, 1 when a run or the command failed, 2 when the command line was not "
                + "understood.",
            subcommands: [
                Start<App>.self, Worker<App>.self, Runs<App>.self, Show<App>.self, Watch<App>.self, Retry<App>.self,
                Resolve<App>.self, Cancel<App>.self, Prune<App>.self, Check<App>.self,
            ] + App.commands)
    }

    public init() {}

    /// Gives back the exit status. The parser's own for misuse is 64; here, as in `stepsmith`, it is 2.
    static func run(_ arguments: [String], on console: Console) async -> Int32 {
        await Console.$current.withValue(console) {
            do {
                var command = try parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                return 0
            } catch {
                return report(error, on: console)
            }
        }
    }

    private static func report(_ error: any Error, on console: Console) -> Int32 {
        let code = exitCode(for: error)
        if code.isSuccess {
            console.print(fullMessage(for: error))
            return 0
        }
        if code == .validationFailure {
            console.note(fullMessage(for: error))
            return 2
        }
        if !(error is ExitCode) { console.note("error: " + explanation(of: error)) }
        return code.rawValue
    }
}
