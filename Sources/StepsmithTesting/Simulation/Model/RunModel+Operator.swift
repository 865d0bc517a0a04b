import Stepsmith

extension RunModel {
    func cancel(isCancelled: Bool) throws {
        try require(isCancelled == (state == .running), "cancelling a run that is \(state) gave \(isCancelled)")
        if !isCancelled { return }
        for place in places {
            let isSkipped = place.worker == nil && statuses[place.definition] == .skipped
            guard self[place].isOpen, !isSkipped else { continue }
            self[place].log.append(LoggedEvent(event: .cancelled, attempt: nil, worker: nil))
            self[place].fact = .cancelled
            self[place].hold = nil
            self[place].due = nil
        }
        state = .cancelled
        log.append(.runCancelled)
        settle()
    }

    /// - Parameter isResumed: nil when the store knows no such step, or none whose failure is not in use.
    func retry(_ step: String?, isResumed: Bool?) throws {
        let isThere = step.map { place(of: $0) != nil } ?? true
        let all = places.filter { self[$0].fact == .failed && (step == nil || self[$0].name == step) }
        let failed = all.filter { $0.worker == nil || !isInUse($0.definition) }
        let isRefused = state == .failed && failed.isEmpty && !all.isEmpty
        guard let isResumed else {
            return try require(!isThere || isRefused, "the store refuses to retry \(step ?? "the run")")
        }
        try require(isThere, "the store knows a step \(step ?? "") that is not there")
        let isExpected = state == .failed && !failed.isEmpty
        try require(isResumed == isExpected, "retrying \(step ?? "all") of a run that is \(state) gave \(isResumed)")
        if !isResumed { return }
        resume()
        for place in failed {
            self[place].fact = .open
            self[place].failures = 0
            self[place].leaseLosses = 0
            self[place].failure = nil
            batches[place.definition]?.isStopped = false
        }
        settle()
    }

    private func resume() {
        isTouched = true
        isHalted = false
        guard state == .failed else { return }
        state = .running
        log.append(.runResumed)
    }

    /// - Parameter isResolved: nil when the store said that it cannot be.
    func resolve(_ step: String, _ result: [UInt8]?, isResolved: Bool?) throws {
        guard let place = place(of: step) else {
            return try require(isResolved == nil, "\(step) was resolved, which is not there")
        }
        let kind = definition(place.definition).kind
        if kind == .decision || kind == .batchable {
            return try require(isResolved != true, "\(step), a \(kind.rawValue) step, was resolved by hand")
        }
        let known = self[place]
        let isOver = place.worker == nil && statuses[place.definition] == .skipped
        let isAllowed = (state == .running || state == .failed) && !isOver && (known.isOpen || known.fact == .failed)
        guard isResolved == true else {
            // A worker that its batch has not started yet may be left alone.
            let mayWait = place.worker != nil && known.isOpen && known.hold == nil
            return try require(isResolved == false && (!isAllowed || mayWait), "resolving \(step) was refused")
        }
        try require(isAllowed, "\(step) was resolved although it has \(known.fact) in a run that is \(state)")
        isTouched = true
        if state == .failed || known.fact == .failed { resume() }
        if known.fact == .failed, place.worker != nil { batches[place.definition]?.isStopped = false }
        self[place].fact = .resolved
        self[place].result = result
        self[place].hold = nil
        self[place].due = nil
        self[place].isAside = false
        self[place].failure = nil
        self[place].log.append(LoggedEvent(event: .resolved, attempt: nil, worker: nil))
        noteEnd(of: place)
        settle()
    }
}
