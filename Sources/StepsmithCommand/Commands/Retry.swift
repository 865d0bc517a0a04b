internal import ArgumentParser
internal import Stepsmith

struct Retry<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "retry", abstract: "Has a failed run go on: its failed steps get all their attempts anew.",
            discussion: "A worker runs them.")
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var run: RunArgument

    @Option(help: "This failed step alone.")
    var step: String?

    func run() async throws {
        let console = Console.current
        let store = try await store.open()
        let run = try await RunLookup(store: store).snapshot(run.run)
        guard try await store.retry(run.id, step: step) else {
            if run.state != .failed {
                throw CommandFailure("Run \(run.id) is \(run.state.rawValue); only a failed one can be retried.")
            }
            guard let step else { throw CommandFailure("Run \(run.id) has no step that failed.") }
            let failed = run.steps.filter { $0.state == .failed }.prefix(10).map(\.name.printable).joined(separator: ", ")
            throw CommandFailure("Step \(step.printable) of run \(run.id) has not failed. Failed: \(failed).")
        }
        let count = step == nil ? run.steps.count { $0.state == .failed } : 1
        console.print("Run \(run.id) goes on: \(counted(count, "step")) will be tried again.")
    }
}
