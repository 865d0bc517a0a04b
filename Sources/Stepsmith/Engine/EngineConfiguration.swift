internal import Foundation

/// How an engine works. An engine refuses a limit or lease that is not positive, and a negative grace.
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

    func check() throws(EngineError) {
        if maxConcurrentSteps < 1 {
            throw .unusableSetting("maxConcurrentSteps must be at least 1, and is \(maxConcurrentSteps)")
        }
        // Renewal takes a third of a lease, and a few round trips to the store have to fit into that.
        if lease < .milliseconds(10) { throw .unusableSetting("lease must be at least 10 ms, and is \(lease)") }
        if shutdownGrace < .zero { throw .unusableSetting("shutdownGrace must not be negative, and is \(shutdownGrace)") }
    }

    public init(
        maxConcurrentSteps: Int = 64, lease: Duration = .seconds(30), shutdownGrace: Duration = .seconds(10),
        environment: String? = EngineConfiguration.processEnvironment, endpoints: [String: String] = [:],
        worker: WorkerID? = nil
    ) {
        self.maxConcurrentSteps = maxConcurrentSteps
        self.lease = lease
        self.shutdownGrace = shutdownGrace
        self.environment = environment
        self.endpoints = endpoints
        self.worker = worker
    }
}
