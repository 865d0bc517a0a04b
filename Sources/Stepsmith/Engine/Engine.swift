public import Logging
public import ServiceLifecycle
internal import Synchronization

/// Runs workflows on a store: starts runs, claims their steps, calls handlers, and records what they give back.
///
/// An engine is a `Service`: put it into a `ServiceGroup`, or use `whileRunning` in tests and small programs. `start` works at any
/// time; steps run only while `run()` does, here or in another process on the same store. Safe to use from any task.
public final class Engine: Service {
    public let store: any WorkflowStore
    public let worker: WorkerID
    let configuration: EngineConfiguration
    let clock: any EngineClock
    let random: RandomSource
    let logger: Logger
    let metrics = EngineMetrics()

    /// What the engine can run.
    struct Registered: Sendable {
        var graph: WorkflowGraph
        /// By position.
        var handlers: [StepHandler]
        var registration: Registration
    }
    let registered: [WorkflowIdentity: Registered]
    let identities: [WorkflowIdentity]

    let slots: StepSlots
    private let hasRegistered = Mutex(false)

    /// Throws `EngineError` for a workflow registered twice or without a handler, `DefinitionError` for one that cannot run.
    public init(
        store: any WorkflowStore, workflows: [any WorkflowRegistration],
        configuration: EngineConfiguration = EngineConfiguration(), clock: any EngineClock = SystemClock(),
        random: RandomSource = RandomSource(), logger: Logger = Logger(label: "stepsmith")
    ) throws {
        var registered: [WorkflowIdentity: Registered] = [:]
        var identities: [WorkflowIdentity] = []
        for workflow in workflows {
            let registration = workflow.registration
            let definition = registration.definition.applying(environment: configuration.environment)
            let identity = definition.identity
            if registered[identity] != nil { throw EngineError.duplicateWorkflow(identity) }
            let handlers = try definition.steps.map { step throws(EngineError) -> StepHandler in
                guard let handler = registration.handlers[step.name] else {
                    throw EngineError.missingHandler(identity, step: step.name)
                }
                return handler
            }
            registered[identity] = Registered(
                graph: try WorkflowGraph(definition), handlers: handlers, registration: registration)
            identities.append(identity)
        }
        self.store = store
        self.configuration = configuration
        self.clock = clock
        self.random = random
        self.registered = registered
        self.identities = identities
        worker = configuration.worker ?? WorkerID("worker-" + String(random.next(), radix: 36))
        slots = StepSlots(capacity: configuration.maxConcurrentSteps)
        var logger = logger
        logger[metadataKey: "worker"] = "\(worker)"
        self.logger = logger
    }

    /// Makes the engine's workflows known to the store, once.
    func register() async throws {
        if hasRegistered.withLock({ $0 }) { return }
        try await store.register(identities.compactMap { registered[$0]?.graph })
        hasRegistered.withLock { $0 = true }
    }

    /// Claims and runs steps until the task is cancelled or the service is shut down gracefully: then nothing more is claimed, running
    /// handlers get `shutdownGrace` to finish, and what is left is given back to the store at once.
    ///
    /// Once it has returned it may be called again. Throws `EngineError.alreadyRunning` when called twice at once, and what the store
    /// throws when it refuses the engine's workflows. A store that fails later is logged and tried again.
    public func run() async throws {
        guard slots.begin() else { throw EngineError.alreadyRunning }
        try await runBegun()
    }

    private func runBegun() async throws {
        defer { slots.end() }
        try await register()
        let work = store.workSignals()
        let cancellations = store.cancellations()
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    group.addTask { for await _ in work { self.slots.wake() } }
                    group.addTask { for await run in cancellations { self.slots.revoke(run: run) } }
                    group.addTask { await self.renewLeases() }
                    // A task of its own, since this one's cancellation must not reach the store's answers.
                    await Task { await self.dispatch() }.value
                    group.cancelAll()
                }
            } onCancel: {
                self.slots.releaseAttempts()
            }
        } onGracefulShutdown: {
            self.slots.stop()
        }
    }

    /// Runs the engine while `body` does, and shuts it down gracefully after: for tests and small programs. When `body` throws, running
    /// steps are given back at once. Throws what `run` and `body` throw.
    public func whileRunning<Result: Sendable>(
        _ body: @Sendable (Engine) async throws -> Result
    ) async throws -> Result {
        try await register()
        // Begun here, so that a body that returns at once stops a run that has not got far.
        guard slots.begin() else { throw EngineError.alreadyRunning }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.runBegun() }
            let result = try await body(self)
            slots.stop()
            try await group.waitForAll()
            return result
        }
    }

    var claimRequest: ClaimRequest {
        ClaimRequest(worker: worker, workflows: identities, limit: 0, lease: configuration.lease)
    }
}
