internal import Foundation

/// How an engine works. Every duration must be positive.
public struct EngineConfiguration: Sendable {
    /// How many steps run at once in this engine.
    public var maxConcurrentSteps: Int
    /// How long a step stays this worker's without a sign of life; renewed at a third of it.
    public var lease: Duration
    /// At a graceful shutdown, how long running handlers may take to finish before they are cancelled and their steps given back.
    public var shutdownGrace: Duration
    /// Picks an entry of each workflow's `environments`; nil applies none. The default is `STEPSMITH_ENV`.
    public var environment: String?
    /// Base URLs to use in place of those that specs have under `api`, by what the spec says: for tests and staging.
    public var endpoints: [String: String]
    /// Names this worker in leases and history; made unique if not given.
    public var worker: WorkerID?

    /// `STEPSMITH_ENV`, nil when it is not set or empty.
    public static var processEnvironment: String? {
        guard let name = ProcessInfo.processInfo.environment["STEPSMITH_ENV"], !name.isEmpty else { return nil }
        return name
    }

    public init(
        maxConcurrentSteps: Int = 64, lease: Duration = .seconds(30), shutdownGrace: Duration = .seconds(10),
        environment: String? = EngineConfiguration.processEnvironment, endpoints: [String: String] = [:],
        worker: WorkerID? = nil
    ) {
        self.maxConcurrentSteps = max(1, maxConcurrentSteps)
        self.lease = lease
        self.shutdownGrace = shutdownGrace
        self.environment = environment
        self.endpoints = endpoints
        self.worker = worker
    }
}
