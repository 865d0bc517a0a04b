internal import Synchronization

/// One attempt in flight: whichever of the handler, its timeout, a cancellation, a lost lease or a shutdown comes first
/// decides how it ended, and the others find it settled.
final class Attempt: Sendable {
    let step: ClaimedStep
    let workflow: HostedWorkflow
    /// The task that the handler runs in.
    let task: StepTask
    /// In the clock's uptime.
    let startedAt: Duration
    /// Nil without a timeout.
    let deadline: Duration?
    /// What records a timeout: the handler's own task is cancelled by then, and may go on.
    private let recorder = Mutex<StepTask?>(nil)
    private let isSettled = Atomic(false)

    init(_ step: ClaimedStep, of workflow: HostedWorkflow, in task: StepTask, startedAt: Duration) {
        self.step = step
        self.workflow = workflow
        self.task = task
        self.startedAt = startedAt
        deadline = workflow.steps[step.definition].timeout.map { startedAt + $0 }
    }

    var lease: Lease { step.lease }
    /// 1 for the first.
    var number: Int { step.failures + 1 }
    var definition: StepDefinition { workflow.steps[step.definition] }

    /// Told before the attempt is settled, so that `cancel` cannot miss it; only the first counts.
    func record(in task: StepTask) { recorder.withLock { if $0 == nil { $0 = task } } }

    /// Cancels the handler, and what records the attempt's end: that stops trying when the store does not answer.
    func cancel() {
        task.cancel()
        recorder.withLock { $0 }?.cancel()
    }

    /// True for the first caller only, who then has to see to what follows.
    func settle() -> Bool {
        isSettled.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }
}

/// A task that runs handlers one after another, and can be cancelled from outside. A handler that ignores that goes on
/// alone.
final class StepTask: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    private let state = Mutex(State())

    func start(_ body: @escaping @Sendable (StepTask) async -> Void) {
        let task = Task { await body(self) }
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }
}
