internal import ArgumentParser
internal import Logging
internal import ServiceLifecycle
internal import Stepsmith
internal import UnixSignals

enum LogLevel: String, CaseIterable, ExpressibleByArgument {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}

/// How a command that runs handlers does it.
struct EngineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How many steps run at once.", valueName: "number"))
    var concurrency: Int?

    func validate() throws {
        if let concurrency, concurrency < 1 { throw misuse("--concurrency takes a number from 1 on.") }
    }

    func engine<App: WorkflowApplication>(
        of app: App.Type, on store: any WorkflowStore, _ workflows: [any WorkflowRegistration], _ logger: Logger
    ) async throws -> Engine {
        var configuration = App.engineConfiguration
        if let concurrency { configuration.maxConcurrentSteps = concurrency }
        return try Engine(
            store: store, workflows: workflows, subscriptions: try await App.subscriptions(), configuration: configuration,
            logger: logger)
    }
}

extension ServiceGroupConfiguration {
    /// Services that a signal to the process shuts down in good order.
    static func stoppedBySignals(_ services: [ServiceConfiguration], _ logger: Logger) -> ServiceGroupConfiguration {
        ServiceGroupConfiguration(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    }
}
