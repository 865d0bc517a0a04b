public import Logging
public import ServiceLifecycle
internal import Synchronization
internal import Tracing

/// Runs workflows on a store: starts runs, claims their steps, calls handlers, and records what they give back.
///
/// An engine is a `Service`: put it into a `ServiceGroup`, or use `whileRunning` in tests and small programs. `start`
/// works at any time; steps run only while `run()` does, here or in another process on the same store. Safe to use from
/// any task.
public final class Engine: Service {
    /// Where the runs are.
    public let store: any WorkflowStore
    /// The name of this engine in leases and in histories.
    public let worker: WorkerID
    let configuration: EngineConfiguration
    let clock: any EngineClock
    let random: RandomSource
    let logger: Logger

    /// What the engine can run, in the order that claim requests name it.
    let workflows: [HostedWorkflow]
    let identities: [WorkflowIdentity]
    private let indices: [WorkflowIdentity: Int]

    let slots: StepSlots
    let alarm: Alarm
    let bus = EventBus()
    let subscriptions: [EventKey: [EventSubscription]]
    let deliveries = EventDeliveries()
    private let isRegistered = Atomic(false)
    private let isRunning = Atomic(false)
    private let requests = Atomic(0)

    /// Throws `EngineError` for a workflow registered twice, without a handler, or with a configuration that does not fit, and
    /// for settings that cannot be used;
    /// `DefinitionError` for one that cannot run.
    ///
    /// - Parameter subscriptions: who takes durable events while the engine runs. One that takes longer than a lease is
    ///   cancelled, and gets the event again. When the engine stops, what is left in the outbox is delivered within the grace.
    public init(
        store: any WorkflowStore, workflows: [any WorkflowRegistration], subscriptions: [EventSubscription] = [],
        configuration: EngineConfiguration = EngineConfiguration(), clock: any EngineClock = SystemClock(),
        random: RandomSource = RandomSource(), logger: Logger = Logger(label: "stepsmith")
    ) throws {
        try configuration.check()
        var hosted: [HostedWorkflow] = []
        var indices: [WorkflowIdentity: Int] = [:]
        for workflow in workflows {
            let workflow = try HostedWorkflow(workflow.registration, environment: configuration.environment)
            if indices.updateValue(hosted.count, forKey: workflow.identity) != nil {
                throw EngineError.duplicateWorkflow(workflow.identity)
            }
            hosted.append(workflow)
        }
        self.store = store
        self.configuration = configuration
        self.clock = clock
        self.random = random
        self.workflows = hosted
        self.subscriptions = Dictionary(grouping: subscriptions, by: \.key)
        self.indices = indices
        identities = hosted.map(\.identity)
        worker = configuration.worker ?? WorkerID("worker-" + String(random.next(), radix: 36))
        slots = StepSlots(capacity: configuration.maxConcurrentSteps)
        alarm = Alarm(clock: clock)
        var logger = logger
        logger[metadataKey: "worker"] = .string(worker.rawValue)
        self.logger = logger
        warnOfUnknownEnvironment()
    }

    /// A name that no workflow knows is as good as none, which whoever mistyped it would not expect.
    private func warnOfUnknownEnvironment() {
        guard let environment = configuration.environment else { return }
        let known = Set(workflows.flatMap { $0.graph.definition.environments.map(\.environment) })
        if known.isEmpty || known.contains(environment) { return }
        logger.warning(
            "no workflow has this environment, so nothing is overridden; STEPSMITH_ENV or EngineConfiguration names it",
            metadata: ["environment": "\(environment)", "known": "\(known.sorted().joined(separator: ", "))"])
    }

    func hosted(_ identity: WorkflowIdentity) -> HostedWorkflow? { indices[identity].map { workflows[$0] } }

    /// Makes the engine's workflows known to the store, once.
    func register() async throws {
        if isRegistered.load(ordering: .acquiring) { return }
        try await store.register(workflows.map(\.graph))
        isRegistered.store(true, ordering: .releasing)
    }

    /// Claims and runs steps until the task is cancelled or the service is shut down gracefully: then nothing more is
    /// claimed, running handlers get `shutdownGrace` to finish, and what is left is given back to the store at once.
    /// Cancellation gives no grace.
    ///
    /// Throws what the store throws when it refuses the engine's workflows, and `EngineError.alreadyRunning`. A store
    /// that fails later is logged and tried again.
    public func run() async throws {
        if isRunning.exchange(true, ordering: .acquiringAndReleasing) { throw EngineError.alreadyRunning }
        defer { isRunning.store(false, ordering: .releasing) }
        try await register()
        let resources = try await startResources()
        let work = store.workSignals()
        let cancellations = store.cancellations()
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    group.addTask {
                        for await _ in work {
                            self.slots.wake()
                            self.deliveries.signal.set()
                        }
                    }
                    group.addTask { for await run in cancellations { self.revoke(run: run) } }
                    group.addTask { await self.alarm.run { self.fire($0) } }
                    self.deliveries.begin()
                    let delivering = Task { await self.deliverEvents() }
                    await self.dispatch()
                    self.deliveries.drain()
                    await delivering.value
                    group.cancelAll()
                }
            } onCancel: {
                self.releaseAttempts()
            }
        } onGracefulShutdown: {
            self.slots.stop()
        }
        alarm.clear()
        slots.restart()
        for resource in resources { await resource.shutdown() }
    }

    /// Starts what handlers share. If one does not start, those before it are shut down again.
    private func startResources() async throws -> [any HandlerResource] {
        var started: [any HandlerResource] = []
        for resource in workflows.flatMap(\.resources) where !started.contains(where: { $0 === resource }) {
            do {
                try await resource.start()
            } catch {
                for resource in started { await resource.shutdown() }
                throw error
            }
            started.append(resource)
        }
        return started
    }

    /// Runs the engine while `body` does, and shuts it down gracefully after: for tests and small programs.
    ///
    /// Throws what `body` throws, and what `run` throws.
    public func whileRunning<Result: Sendable>(
        _ body: @escaping @Sendable (Engine) async throws -> Result
    ) async throws -> Result {
        try await register()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await self.run()
                return nil
            }
            group.addTask {
                let result = try await body(self)
                self.slots.stop()
                return result
            }
            var result: Result?
            while let part = try await group.next() { result = part ?? result }
            guard let result else { throw CancellationError() }
            return result
        }
    }

    /// A request with a number of its own.
    func claimRequest(limit: Int) -> ClaimRequest {
        let number = requests.add(1, ordering: .relaxed).newValue
        return ClaimRequest(
            worker: worker, workflows: identities, limit: limit, lease: configuration.lease, number: number)
    }
}
