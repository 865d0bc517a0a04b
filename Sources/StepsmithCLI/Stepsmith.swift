import ArgumentParser
import Foundation
import SpecFiles

@main
struct StepsmithCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepsmith",
        abstract: "Checks workflow specs, writes Swift from them, and starts new handlers and packages.",
        discussion: "Exit status: 0 when all is well, 1 when a spec or a file is not, 2 when the command was not understood.",
        subcommands: [
            Validate.self, Generate.self, Scaffolding.self, Check.self, Diff.self, Graph.self, PrintSchema.self, Init.self,
            Explain.self,
        ])

    /// The parser's own exit status for misuse is 64; here, as in the build plugin's tool, it is 2.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code.isSuccess {
                print(message)
                Foundation.exit(0)
            }
            if !message.isEmpty { StandardError.write(message + "\n") }
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }
}
