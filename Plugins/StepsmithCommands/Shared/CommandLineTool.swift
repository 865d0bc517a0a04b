import Foundation
import PackagePlugin

/// The `stepsmith` command, run with this process's own output streams.
struct CommandLineTool {
    let url: URL
    let folder: URL

    /// Throws `SpecTarget.Failure` when the command says that something is wrong; it has told what.
    func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        if process.terminationReason != .exit || process.terminationStatus != 0 {
            throw SpecTarget.Failure(description: "stepsmith \(arguments.first ?? "") found problems")
        }
    }
}

extension PluginContext {
    func stepsmith() throws -> CommandLineTool {
        CommandLineTool(url: try tool(named: "StepsmithCLI").url, folder: package.directoryURL)
    }
}

extension ArgumentExtractor {
    /// Throws `SpecTarget.Failure` for what a command does not know.
    func finish(usage: String) throws {
        guard let first = remainingArguments.first else { return }
        throw SpecTarget.Failure(description: "unknown argument \(first); usage: swift package \(usage)")
    }
}
