internal import ArgumentParser
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Stepsmith
internal import Synchronization

struct Start<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "start", abstract: "Starts a run and prints its id.",
            discussion: """
                With --wait, this process works on the run too, so that it needs no worker, and reports how it ended: exit status 0 \
                when it succeeded, else 1. A store in memory ends with the process, so there --wait goes without saying. When it is \
                interrupted, the run stays, for a worker to go on with.
                """)
    }

    @OptionGroup var store: StoreOption<App>

    @Argument(help: "Its workflow: name, namespace/name or namespace/name@version.")
    var workflow: String

    @Option(help: ArgumentHelp("A JSON file with the run's input, - for standard input; {} without.", valueName: "file"))
    var input: String?

    @Option(help: ArgumentHelp("An idempotency key: a second start with it gives back the first run.", valueName: "key"))
    var key: String?

    @Flag(help: "Run it and wait for its end.")
    var wait = false

    @OptionGroup var options: EngineOptions

    @Option(help: "With --wait: what is logged to standard error.")
    var logLevel: LogLevel = .critical

    func run() async throws {
        let console = Console.current
        let address = try store.address
        let registration = try WorkflowName.find(workflow, in: try await App.workflows())
        let input = try input.map { try JSONFile.read($0, console) } ?? [UInt8]("{}".utf8)
        let store = try await address.open()
        let logger = App.logger(logLevel.level)
        // Of this workflow alone: what else waits in the store is not this command's affair.
        let engine = try await options.engine(of: App.self, on: store, [registration], logger)
        let created = try await engine.create(registration.definition.identity, json: input, idempotencyKey: key)
        let id = created.id
        if !created.isNew, let key {
            console.note("note: The key \(key) is that of an earlier run, which is given back; nothing was started.")
        }
        guard wait || !address.scheme.isDurable else {
            console.print(id.rawValue)
            if created.isNew { console.hint("A worker runs it. Look on with: \(App.commandName) watch \(id)") }
            return
        }
        guard let run = try await finish(id, engine, logger, console) else {
            let fate = address.scheme.isDurable ? " It stays in the store, for a worker." : ""
            throw CommandFailure("Stopped before run \(id) was finished.\(fate)")
        }
        RunReport(run).print(on: console)
        if run.state != .succeeded { throw ExitCode.failure }
    }

    /// Nil when a signal came first.
    private func finish(
        _ id: RunID, _ engine: Engine, _ logger: Logger, _ console: Console
    ) async throws -> RunSnapshot? {
        let waiter = Waiter(id: id, store: engine.store, console: console)
        let group = ServiceGroup(
            configuration: .stoppedBySignals(
                [
                    .init(service: engine),
                    .init(service: waiter, successTerminationBehavior: .gracefullyShutdownGroup),
                ], logger))
        try await group.run()
        return waiter.finished
    }
}

/// Waits for a run beside the engine that works on it; then it is time to stop both.
private final class Waiter: Service {
    private let id: RunID
    private let store: any WorkflowStore
    private let console: Console
    private let result = Mutex<RunSnapshot?>(nil)

    init(id: RunID, store: any WorkflowStore, console: Console) {
        self.id = id
        self.store = store
        self.console = console
    }

    /// Nil when it was stopped before.
    var finished: RunSnapshot? { result.withLock { $0 } }

    func run() async throws {
        let follower = RunFollower(store: store, id: id, clock: console.clock)
        do {
            let run = try await cancelWhenGracefulShutdown { [console] in
                let view = console.isTerminal ? LiveView(console) : nil
                defer { view?.erase() }
                return try await follower.follow { view?.show($0) }
            }
            result.withLock { $0 = run }
        } catch is CancellationError {
            return
        }
    }
}
