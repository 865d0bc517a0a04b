import ArgumentParser
import Foundation
import Logging
import Stepsmith
import StepsmithCommand
import Synchronization

struct CSVExample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract:
            "Writes a product list and processes it in ranges of rows; one worker is interrupted and goes on from its checkpoint."
    )

    @Option(help: "How many rows the product list has.")
    var rows = 10_000

    @Option(help: "The row at which a worker is interrupted once.")
    var interruptAt = 2_600

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows takes a number that is not negative") }
    }

    func run() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("products-\(UUID()).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ProductGenerator(rows: rows).write(to: path)
        let interruption = Interruption(row: interruptAt)
        let input = ProcessCsv.Input(csvPath: path)
        let engine = try Engine(
            store: InMemoryStore(), workflows: ExampleWorkflows.registered { try interruption.check($0) },
            logger: Examples.logger(.notice))
        let run = try await engine.whileRunning { engine in
            try await engine.start(ProcessCsv.self, input: input).finished()
        }
        RunReport(run).print()
        if run.state != .succeeded { throw ExitCode.failure }
    }
}

/// Stops whoever comes to a row for the first time.
private final class Interruption: Sendable {
    private let row: Int
    private let isOver = Atomic(false)

    init(row: Int) { self.row = row }

    func check(_ row: Int) throws {
        if row != self.row || isOver.exchange(true, ordering: .relaxed) { return }
        throw RetryableError(code: "INTERRUPTED", message: "The worker was interrupted at row \(row).")
    }
}
