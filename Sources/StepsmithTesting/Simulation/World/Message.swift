import Stepsmith

/// A call to the store on its way.
struct Message {
    /// The same for every copy.
    let call: Int
    let sender: Sender
    /// Of the sender, if it is a worker.
    let worker: WorkerID?
    var request: Request

    enum Sender: Hashable {
        case worker(Int, incarnation: Int)
        /// Who starts runs and looks after them.
        case client
    }

    /// Asks for the same as a call whose answer has not come.
    var repeated: Message {
        var copy = self
        switch request {
        case .claim(var claim):
            claim.isRepeated = true
            copy.request = .claim(claim)
        case .apply(let end, var claim):
            claim.isRepeated = true
            copy.request = .apply(end, claim)
        default: break
        }
        return copy
    }
}

enum Request {
    case claim(ClaimRequest)
    case apply(AttemptEnd, ClaimRequest)
    /// With the steps' names.
    case renew([Lease: String])
    /// Checkpoints of one lease take one way, so that none arrives after a later one.
    case checkpoint(Lease, step: String, [UInt8], number: Int)
    case claimEvents(EventClaim)
    case settleEvents([EventID: EventDelivery])
    case create(NewRun)
    case cancel(RunID)
    case retry(RunID, step: String?)
    case resolve(RunID, step: String, [UInt8]?)
}

enum Answer {
    case steps([ClaimedStep], nextDue: Duration?)
    case lost([Lease])
    case saved(Bool)
    case events([EventRecord])
    case done
}
