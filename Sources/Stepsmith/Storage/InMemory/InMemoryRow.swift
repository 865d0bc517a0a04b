/// One step of a run in memory. Small, because a store may hold millions: what few steps have is behind `note`.
package struct InMemoryRow: Sendable {
    package var state: StepState
    /// Dependencies that are not settled yet.
    package var waitingOn: Int32
    /// Dependencies that ran.
    package var liveParents: Int32 = 0
    package var failures: Int32 = 0
    package var leaseLosses: Int32 = 0
    /// Counts claims; the current one is the lease's token.
    package var token: Int32 = 0
    /// The token of the last completion that took effect, so that repeating it or an earlier one is recognised. 0 for
    /// none.
    package var completedToken: Int32 = 0
    /// The tokens of leases that were lost; all others up to `completedToken` were completed. Nil for none.
    package var lostTokens: [Int32]?
    /// Where the store's `LeaseTable` has the current lease; -1 for none.
    package var lease: Int32 = -1
    /// When a retry is due, in nanoseconds of the store's uptime.
    package var due: Int64 = 0
    package var startedAt: Timestamp?
    package var finishedAt: Timestamp?
    package var worker: WorkerID?
    package var result: [UInt8]?
    package var checkpoint: [UInt8]?
    package var note: InMemoryNote?
    /// For a batch worker: its retry waits until the other ranges are done.
    package var isAside = false
    /// Noted in the run's list of changes.
    var isNoted = false

    package init(parents: Int) {
        state = parents == 0 ? .ready : .waiting
        waitingOn = Int32(parents)
    }
}

/// Why a step failed or was skipped. Immutable, so that a row and the history share it.
package final class InMemoryNote: Sendable {
    package let failure: StepFailure?
    package let reason: String?

    package init(failure: StepFailure) {
        self.failure = failure
        reason = nil
    }

    package init(reason: String) {
        failure = nil
        self.reason = reason
    }
}

/// A history entry as it is kept: names are looked up when someone reads it.
package struct InMemoryEvent: Sendable {
    package var at: Timestamp
    package var event: HistoryEntry.Event
    /// -1 for the run itself.
    package var position: Int32 = -1
    /// 0 for none.
    package var attempt: Int32 = 0
    package var duration: Duration?
    package var worker: WorkerID?
    package var note: InMemoryNote?

    package init(
        at: Timestamp, event: HistoryEntry.Event, position: Int32 = -1, attempt: Int32 = 0, duration: Duration? = nil,
        worker: WorkerID? = nil, note: InMemoryNote? = nil
    ) {
        self.at = at
        self.event = event
        self.position = position
        self.attempt = attempt
        self.duration = duration
        self.worker = worker
        self.note = note
    }
}
