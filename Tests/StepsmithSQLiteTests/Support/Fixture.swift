import Logging
import Stepsmith
import StepsmithTesting
import Synchronization
import stepsmith_crash_worker

@testable import StepsmithSQLite

/// A file, a clock that stands still, and engines on them.
struct Fixture {
    let folder: TemporaryFolder
    let clock = VirtualClock()
    var path: String { folder.file("runs.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    func open() throws -> SQLiteStore { try SQLiteStore(path: path, clock: clock) }

    func engine(
        _ store: any WorkflowStore, worker: String = "w", workflows: [any WorkflowRegistration]? = nil,
        subscriptions: [EventSubscription] = [], logger: Logger = Logger(label: "tests"),
        _ handler: @escaping Chain.Handler = { input, context in "\(input)-\(context.step)" }
    ) throws -> Engine {
        try Engine(
            store: store, workflows: workflows ?? [Chain.registered(handler)], subscriptions: subscriptions,
            configuration: EngineConfiguration(maxConcurrentSteps: 16, environment: nil, worker: WorkerID(worker)), clock: clock,
            random: RandomSource(SeededGenerator(seed: 7)), logger: logger)
    }

    func request(_ worker: String, limit: Int, number: Int = 0) -> ClaimRequest {
        ClaimRequest(
            worker: WorkerID(worker), workflows: [Chain.definition.identity], limit: limit, lease: .seconds(30),
            number: number)
    }
}

/// Opens once; everyone who waits goes on.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}
