internal import ArgumentParser
internal import Stepsmith

struct Watch<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "watch", abstract: "Looks on while a run goes on, until it ends.",
            discussion: """
                On a terminal, a progress bar and the steps as they stand; elsewhere a line for each change, from the beginning. Exit \
                status 0 when the run succeeded, else 1.
                """)
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var run: RunArgument

    func run() async throws {
        let console = Console.current
        let store = try await store.open()
        let id = try await RunLookup(store: store).find(run.run).id
        let view = LiveView(console)
        let run = try await RunFollower(store: store, id: id, clock: console.clock).follow { view.show($0) }
        if run.state != .succeeded { throw ExitCode.failure }
    }
}
