import Stepsmith

extension RunModel {
    /// Where the step of a lease is, by the tokens that were handed out.
    func place(of lease: Lease, named name: String) -> Place? {
        guard let place = place(of: name), self[place].tokens.contains(lease.token) else { return nil }
        return place
    }

    /// An attempt's end was brought to the store, and accepted or not. True when it took effect with this call.
    func apply(
        _ end: AttemptEnd, accepted: Bool, by worker: WorkerID, at now: Duration
    ) throws -> Bool {
        let lease = end.completion.lease
        guard let place = place(of: lease, named: end.step) else {
            throw Violation("\(end.step) was ended under a lease that was never given")
        }
        let known = self[place]
        if known.completed.contains(lease.token) {
            try require(accepted, "\(end.step)'s end was refused when it was repeated, although it had been recorded")
            return false
        }
        guard let hold = known.hold, hold.lease == lease, hold.worker == worker else {
            try require(!accepted, "\(end.step)'s end was accepted from \(worker), who had lost the step")
            return false
        }
        if !accepted {
            try require(hold.mayEnd <= now, "\(end.step)'s end was refused although \(worker) holds the step")
            lose(place)
            return false
        }
        self[place].hold = nil
        self[place].completed.insert(lease.token)
        try finish(end, place, worker, at: now)
        settle()
        return true
    }

    private func finish(_ end: AttemptEnd, _ place: Place, _ worker: WorkerID, at now: Duration) throws {
        let change = end.completion.transition.change
        let attempt = self[place].failures + 1
        func record(_ event: HistoryEntry.Event) {
            self[place].log.append(LoggedEvent(event: event, attempt: attempt, worker: worker))
        }
        switch end.outcome {
        case .released:
            guard case .ready = change else { throw Violation("\(end.step) was released, and planned as \(change)") }
            record(.released)
        case .succeeds(let directive):
            guard case .succeeded(let result) = change, isPossible(directive, place.definition) else {
                guard case .failed = change, !isPossible(directive, place.definition) else {
                    throw Violation("\(end.step) succeeded with \(directive), and was planned as \(change)")
                }
                record(.failed)
                return fail(place, .invalidResult)
            }
            self[place].result = result
            self[place].fact = .succeeded
            self[place].directive = directive
            self[place].failure = nil
            record(.succeeded)
            noteEnd(of: place)
        case .fails(let failure):
            let policy = definition(place.definition).retry
            let failures = attempt
            let total = policy.isRetryable ? max(1, policy.maxAttempts) : 1
            guard failure.isRetryable, failures < total else {
                guard case .failed = change else { throw Violation("\(end.step) failed for good, and was planned as \(change)") }
                record(.failed)
                return fail(place, failure.code)
            }
            guard case .retrying(_, let delay) = change else {
                throw Violation("\(end.step) may be tried again after \(failures) failures, and was planned as \(change)")
            }
            try checkDelay(delay, failures, failure.retryAfter, policy)
            self[place].failures = failures
            self[place].failuresEver += 1
            self[place].failure = failure.code
            // In a batch that has stopped it waits for an operator, not for a time.
            self[place].due = batches[place.definition]?.isStopped == true ? nil : now + delay
            self[place].isAside = batches[place.definition]?.policy.failureStrategy == .isolate && place.worker != nil
            record(.retrying)
        }
    }

    private func fail(_ place: Place, _ code: ErrorCode) {
        self[place].fact = .failed
        self[place].failures += 1
        self[place].failuresEver += 1
        self[place].failure = code
        noteFailure(of: place)
    }

    /// Whether a step can do what it decided.
    func isPossible(_ directive: Directive, _ position: Int) -> Bool {
        switch directive {
        case .none, .skip: return true
        case .route(let chosen):
            return chosen.allSatisfy { name in
                guard let child = steps.indices.first(where: { steps[$0].name == name }) else { return false }
                return parents[child].contains(position)
            }
        case .batches:
            let before = steps[position].directive
            steps[position].directive = directive
            defer { steps[position].directive = before }
            return ranges(of: position) != nil
        }
    }

    /// The curve of the policy, up to its maximum, give or take 15 %; a time that the error names is kept, up to the same.
    private func checkDelay(_ delay: Duration, _ n: Int, _ retryAfter: Duration?, _ policy: RetryPolicy) throws {
        var curve = Duration.zero
        switch policy.backoff {
        case .none: break
        case .linear: curve = policy.base * n
        case .exponential: curve = policy.base * (1 << (n - 1))
        case .fibonacci:
            var (previous, current) = (0, 1)
            for _ in 1..<max(1, n) { (previous, current) = (current, previous + current) }
            curve = policy.base * current
        }
        let nominal = min(retryAfter ?? curve, policy.maximum)
        let spread = retryAfter == nil ? nominal * 15 / 100 + .microseconds(1) : .zero
        try require(
            delay >= nominal - spread && delay <= nominal + spread,
            "a retry was planned in \(delay) after \(n) failures, not in \(nominal) give or take 15 %")
    }

    // MARK: Leases

    /// - Parameter isLost: as the store said.
    func renew(
        _ lease: Lease, named name: String, isLost: Bool, by worker: WorkerID, process: Int, until end: Duration, at now: Duration
    )
        throws
    {
        guard let place = place(of: lease, named: name), let hold = self[place].hold, hold.lease == lease, hold.worker == worker
        else { return try require(isLost, "\(worker) was told that it holds \(name), which it has lost or ended") }
        if isLost {
            try require(hold.mayEnd <= now, "\(worker) was told that it has lost \(name), which it holds")
            lose(place)
        } else {
            self[place].hold?.end = end
            self[place].hold?.mayEnd = end
            self[place].hold?.process = process
        }
    }

    func save(
        _ checkpoint: [UInt8], _ lease: Lease, named name: String, isSaved: Bool, by worker: WorkerID, at now: Duration
    ) throws {
        guard let place = place(of: lease, named: name), let hold = self[place].hold, hold.lease == lease, hold.worker == worker
        else { return try require(!isSaved, "\(worker) saved a checkpoint of \(name), which it has lost or ended") }
        if isSaved {
            self[place].checkpoint = checkpoint
        } else {
            try require(hold.mayEnd <= now, "a checkpoint of \(name) was refused although \(worker) holds it")
            lose(place)
        }
    }
}

/// An attempt's end on its way to the store, and what the handler really did.
struct AttemptEnd {
    var completion: Completion
    var step: String
    var outcome: ScriptedOutcome
}
