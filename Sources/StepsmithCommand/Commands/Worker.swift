internal import ArgumentParser
internal import Logging
internal import ServiceLifecycle
internal import Stepsmith

struct Worker<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "worker", abstract: "Runs the steps of this program's workflows until it is stopped.",
            discussion: """
                SIGTERM and SIGINT stop it in good order: it takes nothing more, lets running handlers finish for a time, and gives \
                back what is left. It logs to standard error.
                """)
    }

    @OptionGroup var store: StoreOption<App>
    @OptionGroup var options: EngineOptions

    @Option(help: "What is logged.")
    var logLevel: LogLevel = .info

    func run() async throws {
        let store = try await store.open()
        let workflows = try await App.workflows()
        let logger = App.logger(logLevel.level)
        let engine = try await options.engine(of: App.self, on: store, workflows, logger)
        let announcement = Announcement(
            logger: logger, worker: engine.worker, workflows: workflows.map(\.definition.identity.description))
        let services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: engine), .init(service: announcement, successTerminationBehavior: .ignore),
        ]
        try await ServiceGroup(configuration: .stoppedBySignals(services, logger)).run()
        logger.info("worker stopped", metadata: ["worker": "\(engine.worker)"])
    }
}

/// Says that the worker works: once signals are listened to.
private struct Announcement: Service {
    let logger: Logger
    let worker: WorkerID
    let workflows: [String]

    func run() async {
        logger.info(
            "worker started", metadata: ["worker": "\(worker)", "workflows": .array(workflows.map { .string($0) })])
    }
}
