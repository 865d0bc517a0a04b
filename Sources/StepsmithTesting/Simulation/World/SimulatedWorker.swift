import Stepsmith

/// A worker as the engine is one: what it holds, and what it waits for. It does one thing at a time when the world says so.
struct SimulatedWorker {
    let index: Int
    var incarnation = 0
    var id: WorkerID
    var isAlive = true
    let workflows: [WorkflowIdentity]
    let capacity: Int
    var attempts: [RunningAttempt] = []
    /// Slots that a claim on its way may fill.
    var reserved = 0
    /// The calls it waits for, and what for.
    var calls: [Int: Purpose] = [:]
    var events: [EventRecord] = []
    /// When it asks for work again without a reason.
    var nextLook = Duration.zero

    enum Purpose: Equatable {
        case claiming(slots: Int)
        /// The attempt under this lease is to end.
        case ending(Lease, slots: Int)
        case saving(Lease)
        case renewing, takingEvents, settlingEvents
    }

    var sender: Message.Sender { .worker(index, incarnation: incarnation) }
    var free: Int { max(0, capacity - attempts.count - reserved) }
    func isAbout(_ purpose: Purpose) -> Bool { calls.values.contains(purpose) }
    var isClaiming: Bool { calls.values.contains { if case .claiming = $0 { true } else { false } } }

    mutating func crash() {
        isAlive = false
        incarnation += 1
        attempts = []
        calls = [:]
        events = []
        reserved = 0
    }
}

/// A handler at work.
struct RunningAttempt {
    let step: ClaimedStep
    let startedAt: Duration
    /// Checkpoints it will still save.
    var checkpoints: Int
    var saved = 0
    /// It waits for the store.
    var isWaiting = false
}
