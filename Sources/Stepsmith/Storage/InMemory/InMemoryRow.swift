/// One step of a run in memory. Small, because a store may hold millions: what few steps have is behind `note`.
struct InMemoryRow {
    var state: StepState
    /// Dependencies that are not settled yet.
    var waitingOn: Int32
    /// Dependencies that ran.
    var liveParents: Int32 = 0
    var failures: Int32 = 0
    var leaseLosses: Int32 = 0
    /// Counts claims; the current one is the lease's token.
    var token: Int32 = 0
    /// The token of the last completion that took effect, so that repeating it or an earlier one is recognised. 0 for
    /// none.
    var completedToken: Int32 = 0
    /// Where the store's `LeaseTable` has the current lease; -1 for none.
    var lease: Int32 = -1
    /// When a retry is due, in nanoseconds of the store's uptime.
    var due: Int64 = 0
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    var worker: WorkerID?
    var result: [UInt8]?
    var checkpoint: [UInt8]?
    var note: InMemoryNote?
    /// For a batch worker: its retry waits until the other ranges are done.
    var isAside = false

    init(parents: Int) {
        state = parents == 0 ? .ready : .waiting
        waitingOn = Int32(parents)
    }
}

/// Why a step failed or was skipped. Immutable, so that a row and the history share it.
final class InMemoryNote: Sendable {
    let failure: StepFailure?
    let reason: String?

    init(failure: StepFailure) {
        self.failure = failure
        reason = nil
    }

    init(reason: String) {
        failure = nil
        self.reason = reason
    }
}

/// A history entry as it is kept: names are looked up when someone reads it.
struct InMemoryEvent {
    var at: Timestamp
    var event: HistoryEntry.Event
    /// -1 for the run itself.
    var position: Int32 = -1
    /// 0 for none.
    var attempt: Int32 = 0
    var duration: Duration?
    var worker: WorkerID?
    var note: InMemoryNote?
}
