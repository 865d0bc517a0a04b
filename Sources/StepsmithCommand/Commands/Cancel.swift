internal import ArgumentParser
internal import Stepsmith

struct Cancel<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "cancel", abstract: "Cancels a run: what waits at once, running handlers by cancelling their tasks.")
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var run: RunArgument

    func run() async throws {
        let store = try await store.open()
        let id = try await RunLookup(store: store).find(run.run).id
        if try await store.cancel(id) {
            Console.current.print("Run \(id) is cancelled.")
            return
        }
        let state = try await store.summary(of: id)?.state ?? .cancelled
        // Asked for twice, it is as it should be.
        if state != .cancelled { throw CommandFailure("Run \(id) has \(state.rawValue) and cannot be cancelled.") }
        Console.current.print("Run \(id) was cancelled before.")
    }
}
