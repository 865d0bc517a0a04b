import Stepsmith

extension RunModel {
    /// A step was handed to a worker. Says what is wrong with that, and takes note of it.
    func claim(_ step: ClaimedStep, _ request: ClaimRequest, process: Int, at now: Duration) throws {
        guard let place = place(of: step.name) else { throw Violation("\(id) has no step \(step.name), but it was claimed") }
        let held = self[place].hold
        if let held {
            if request.isRepeated, held.worker == request.worker, held.request == request.number {
                return try require(held.lease == step.lease, "\(step.name) was claimed again under another lease")
            }
            try require(held.mayEnd <= now, "\(step.name) was claimed while \(held.worker) held it")
            lose(place)
        }
        let known = self[place]
        let (definition, name) = (place.definition, step.name)
        try require(state == .running, "\(name) was claimed although the run is \(state)")
        try require(!isHalted, "\(name) was claimed after a failure that stops the run")
        try require(known.isOpen, "\(name) was claimed although it has \(known.fact)")
        try require(statuses[definition] == .started, "\(name) was claimed although it is \(statuses[definition])")
        try require(known.due.map { $0 <= now } ?? true, "\(name) was claimed before its retry is due")
        try require(!known.tokens.contains(step.lease.token), "\(name) was claimed twice under one token")
        try require(
            step.failures == known.failures && step.leaseLosses == known.leaseLosses,
            "\(name) was claimed with \(step.failures) failures and \(step.leaseLosses) losses, not "
                + "\(known.failures) and \(known.leaseLosses)")
        try require(step.checkpoint == known.checkpoint, "\(name) was claimed without its last checkpoint")
        try require(step.definition == definition && step.batch == known.range && step.input == input, "\(name) is another step")
        if place.worker != nil { try checkBatch(of: place) }
        try checkResults(step)
        self[place].tokens.insert(step.lease.token)
        self[place].hold = Hold(
            lease: step.lease, worker: request.worker, request: request.number, process: process, end: now + request.lease,
            mayEnd: now + request.lease)
        self[place].due = nil
        self[place].isAside = false
        self[place].hasStarted = true
        self[place].log.append(LoggedEvent(event: .started, attempt: known.failures + 1, worker: request.worker))
    }

    private func checkBatch(of place: Place) throws {
        guard let batch = batches[place.definition] else { return }
        let name = self[place].name
        try require(!batch.isStopped, "\(name) was claimed after a failure in a batch that fails fast")
        try require(batch.running < batch.policy.parallelism, "\(name) was claimed beside \(batch.running) others")
        if self[place].isAside {
            let isAlone = batch.workers.allSatisfy { !$0.isOpen || $0.isAside }
            try require(isAlone, "\(name), set aside, was claimed before the others were done")
        }
    }

    /// What is recorded of its dependencies comes with a step, and nothing else.
    private func checkResults(_ step: ClaimedStep) throws {
        let parents = parents[step.definition]
        try require(step.results.count == parents.count, "\(step.name) got \(step.results.count) results")
        for (index, parent) in parents.enumerated() {
            try require(
                step.results[index] == result(of: parent),
                "\(step.name) got another result of \(steps[parent].name) than was recorded: "
                    + "\(RunModel.text(step.results[index])), not \(RunModel.text(result(of: parent)))")
            guard let batch = batches[parent] else { continue }
            let failed = batch.workers.filter { $0.fact == .failed }.map(\.name)
            let got = (step.batchFailures[parent] ?? []).map(\.step)
            try require(got == failed, "\(step.name) was told that \(got) failed, not \(failed)")
        }
    }

    static func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "none" }

    /// A lease has ended and the step was taken back.
    func lose(_ place: Place) {
        guard let hold = self[place].hold else { return }
        let attempt = self[place].failures + 1
        self[place].hold = nil
        self[place].leaseLosses += 1
        let isGivenUp = self[place].leaseLosses >= 10
        self[place].log.append(
            LoggedEvent(event: isGivenUp ? .failed : .leaseLost, attempt: attempt, worker: hold.worker))
        if isGivenUp {
            self[place].fact = .failed
            self[place].failure = .leaseLost
            noteFailure(of: place)
        }
        settle()
    }

    /// Takes back what has lost its lease by now, as a claim does.
    func loseExpired(at now: Duration) {
        if !isRunning { return }
        for place in places {
            if let hold = self[place].hold, hold.end <= now { lose(place) }
        }
    }

    /// Whether someone's lease has ended, or may have.
    func mayLose(at now: Duration) -> Bool {
        isRunning && places.contains { self[$0].hold.map { $0.mayEnd <= now } ?? false }
    }

    func loseExpired(asShownIn snapshot: RunSnapshot, at now: Duration) {
        for place in places {
            guard let hold = self[place].hold, hold.mayEnd <= now, let shown = snapshot.step(self[place].name) else { continue }
            if shown.leaseLosses > self[place].leaseLosses { lose(place) }
        }
    }

    /// After a claim with room to spare: nothing that could start was left.
    func checkNothingLeft(at now: Duration) throws {
        guard state == .running, !isHalted else { return }
        for position in steps.indices where statuses[position] == .started {
            let step = steps[position]
            if let batch = batches[position] {
                try checkNothingLeft(of: batch, step.name, at: now)
            } else if step.hold == nil {
                try require(step.latestDue.map { $0 > now } ?? false, "\(id) \(step.name) could start, and nobody gets it")
            }
        }
    }

    private func checkNothingLeft(of batch: BatchModel, _ name: String, at now: Duration) throws {
        let open = batch.workers.filter { $0.isOpen }
        if batch.isStopped || open.isEmpty { return }
        let retrying = open.count { !$0.isAside && ($0.latestDue ?? now) > now }
        let fresh = open.count { !$0.isAside }
        let occupied = batch.running + retrying
        if fresh > 0 {
            // After an operator's hand, the batch may go on with less at once.
            let wanted = isTouched ? 1 : min(fresh, batch.policy.parallelism)
            try require(occupied >= wanted, "\(id) \(name) has \(occupied) workers at work and could have \(wanted)")
        } else if batch.running == 0 {
            let isWaiting = open.contains { $0.latestDue.map { $0 > now } ?? false }
            try require(isWaiting, "\(id) \(name) has workers set aside that nobody gets")
        }
    }

    /// When something of this run happens by itself: a lease ends or a retry is due.
    var nextDue: Duration? {
        var due: Duration?
        for place in places {
            let step = self[place]
            if let end = step.hold?.end { due = min(due ?? end, end) }
            // Which of those set aside comes first is the store's affair.
            if let retry = step.latestDue, !step.isAside, state == .running, !isHalted { due = min(due ?? retry, retry) }
        }
        return due
    }
}
