internal import Foundation
internal import Stepsmith

/// What commands read from and write to. The process's own, but in tests.
struct Console: Sendable {
    /// Of the command that runs in this task.
    @TaskLocal static var current = Console.standard

    var environment: [String: String]
    /// The size of the terminal that standard output is; nil when it is none.
    var size: @Sendable () -> TerminalSize?
    var output: @Sendable (String) -> Void
    var errors: @Sendable (String) -> Void
    /// All of standard input.
    var input: @Sendable () throws -> [UInt8]
    var clock: any EngineClock

    static let standard = Console(
        environment: ProcessInfo.processInfo.environment, size: { TerminalSize.ofStandardOutput() },
        output: { FileHandle.standardOutput.write(Data($0.utf8)) }, errors: { FileHandle.standardError.write(Data($0.utf8)) },
        input: { [UInt8](try FileHandle.standardInput.readToEnd() ?? Data()) }, clock: SystemClock())

    var isTerminal: Bool { size() != nil }

    /// https://no-color.org: set to anything, it forbids colours.
    var painter: Painter {
        let isForbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return Painter(isColored: isTerminal && !isForbidden && environment["TERM"] != "dumb")
    }

    func print(_ text: String) { output(text + "\n") }

    /// On standard error, so that what is piped stays plain.
    func note(_ text: String) { errors(text + "\n") }

    /// The same, for a person who looks on alone.
    func hint(_ text: String) { if isTerminal { note(text) } }
}
