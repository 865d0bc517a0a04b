import Stepsmith

extension RunModel {
    /// Whether the store shows the run as it must be by now. A lease that has ended counts as lost if the store took the
    /// step back.
    func check(_ snapshot: RunSnapshot, at now: Duration) throws {
        try require(snapshot.id == id && snapshot.input == input, "\(id) was created with another input")
        for place in places {
            if let hold = self[place].hold, hold.mayEnd <= now, snapshot.step(self[place].name)?.state != .running { lose(place) }
        }
        let places = places
        try require(
            snapshot.steps.count == places.count, "\(id) shows \(snapshot.steps.map(\.name)), not \(places.map { self[$0].name })"
        )
        for (place, shown) in zip(places, snapshot.steps) { try check(shown, place, at: now) }
        try require(snapshot.state == state, "\(id) is \(snapshot.state) and should be \(state)")
        try require((snapshot.finishedAt != nil) == state.isFinished, "\(id) is \(state) and has the end of another state")
        if state == .succeeded {
            let isDone = snapshot.steps.allSatisfy { $0.state == .succeeded || $0.state == .skipped || $0.state == .resolved }
            try require(isDone, "\(id) has succeeded with steps that have not")
        }
        try checkGrowth(snapshot.history)
    }

    private func check(_ shown: StepSnapshot, _ place: Place, at now: Duration) throws {
        let known = self[place]
        try require(shown.name == known.name && shown.batch == known.range, "\(id) shows \(shown.name) in place of \(known.name)")
        let expected = expectedStates(place, at: now)
        try require(expected.contains(shown.state), "\(id) \(known.name) is \(shown.state) and should be \(expected)")
        try require(shown.result == known.result, "\(id) \(known.name)'s result is not the one recorded")
        try require(shown.checkpoint == known.checkpoint, "\(id) \(known.name)'s checkpoint is not the one saved")
        try require(shown.leaseLosses == known.leaseLosses, "\(id) \(known.name) shows \(shown.leaseLosses) lost leases")
        let isTrying = shown.state == .running || shown.state == .succeeded
        try require(
            shown.attempts == known.failures + (isTrying ? 1 : 0), "\(id) \(known.name) shows \(shown.attempts) attempts")
        if shown.state == .failed || shown.state == .retrying {
            try require(shown.failure?.code == known.failure, "\(id) \(known.name) shows another failure")
        }
        if shown.state == .skipped { try require(shown.skipReason != nil, "\(id) \(known.name) was skipped for no reason") }
    }

    private func expectedStates(_ place: Place, at now: Duration) -> [StepState] {
        let known = self[place]
        switch known.fact {
        case .succeeded: return [.succeeded]
        case .failed: return [.failed]
        case .resolved: return [.resolved]
        case .cancelled: return [.cancelled]
        case .open: break
        }
        if known.hold != nil { return [.running] }
        // Which workers of a batch come next is the store's affair.
        if place.worker != nil { return [.waiting, .ready, .retrying] }
        switch statuses[place.definition] {
        case .waiting: return [.waiting]
        case .skipped: return [.skipped]
        default: break
        }
        guard let due = known.due else { return [.ready] }
        return due > now ? [.retrying] : [.retrying, .ready]
    }

    /// What was in the history stays there.
    private func checkGrowth(_ history: [HistoryEntry]) throws {
        try require(history.count >= seenHistory.count, "\(id) has lost history")
        if let last = seenHistory.last {
            try require(history[seenHistory.count - 1] == last, "\(id)'s history was changed")
        }
        seenHistory = history
    }

    /// Whether the history tells all that happened, step by step. Slow.
    func checkHistory(_ history: [HistoryEntry]) throws {
        var told: [String: [LoggedEvent]] = [:]
        var toldOfRun: [HistoryEntry.Event] = []
        for entry in history {
            guard let step = entry.step else {
                toldOfRun.append(entry.event)
                continue
            }
            // Who did it is recorded of attempts.
            let event =
                entry.attempt == nil
                ? LoggedEvent(event: entry.event, attempt: nil, worker: nil)
                : LoggedEvent(event: entry.event, attempt: entry.attempt, worker: entry.worker)
            if entry.event != .ready { told[step, default: []].append(event) }
        }
        try require(toldOfRun == log, "\(id)'s history tells \(toldOfRun) of the run, not \(log)")
        for place in places {
            var expected = self[place].log
            if place.worker == nil, statuses[place.definition] == .skipped {
                expected.append(LoggedEvent(event: .skipped, attempt: nil, worker: nil))
            }
            let found = told.removeValue(forKey: self[place].name) ?? []
            try require(
                found == expected,
                "\(id)'s history tells \(found.map(\.event)) of \(self[place].name), not \(expected.map(\.event)), or of others")
        }
        try require(told.isEmpty, "\(id)'s history tells of \(told.keys.sorted()), which are no steps")
    }
}
