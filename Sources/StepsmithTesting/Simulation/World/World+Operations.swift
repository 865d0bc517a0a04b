import Stepsmith

extension World {
    /// Has the store do what a message asks for, and compares what it answers with what it should. Nil for a message that
    /// another has overtaken.
    func perform(_ message: Message) async throws -> Answer? {
        note(describe(message))
        countOperation()
        switch message.request {
        case .claim(let request): return try await claim(request, process(of: message))
        case .apply(let end, let request): return try await apply(end, request, process(of: message))
        case .renew(let leases): return try await renew(leases, by: worker(of: message), process(of: message))
        case .checkpoint(let lease, let step, let text, let number):
            guard number >= lastCheckpoints[lease] ?? 0 else { return nil }
            lastCheckpoints[lease] = number
            let worker = try worker(of: message)
            let isSaved = try await processes[process(of: message)].checkpoint(lease, by: worker, text)
            try model(lease.run).save(text, lease, named: step, isSaved: isSaved, by: worker, at: clock.uptime)
            note("  → \(isSaved ? "saved" : "refused")")
            return .saved(isSaved)
        case .claimEvents(let claim):
            let events = try await processes[process(of: message)].claimEvents(claim).events
            try outbox.claim(claim, events, at: clock.uptime)
            note("  → \(events.map(\.id))")
            return .events(events)
        case .settleEvents(let deliveries):
            try await processes[process(of: message)].settleEvents(deliveries, by: worker(of: message))
            outbox.settle(deliveries, by: try worker(of: message), at: clock.uptime)
            return .done
        case .create(let new): try await create(new)
        case .cancel, .retry, .resolve: try await operate(message.request)
        }
        return .done
    }

    private func worker(of message: Message) throws -> WorkerID {
        guard let worker = message.worker else { throw Violation("only workers work") }
        return worker
    }

    private func process(of message: Message) -> Int {
        guard case .worker(let index, _) = message.sender else { return 0 }
        return process(of: index)
    }

    // MARK: Runs

    private func create(_ new: NewRun) async throws {
        let created = try await store.createRun(new)
        let earlier = new.idempotencyKey.flatMap { keys[new.workflow.name + $0] } ?? (runs[new.id] == nil ? nil : new.id)
        if let earlier {
            return try require(
                created == CreatedRun(id: earlier, isNew: false), "\(new.id) was created although there is \(earlier)")
        }
        try require(created == CreatedRun(id: new.id, isNew: true), "\(new.id) is new, and \(created.id) was given")
        runs[new.id] = RunModel(new, of: try workflow(of: new.workflow))
        order.append(new.id)
        if let key = new.idempotencyKey { keys[new.workflow.name + key] = new.id }
    }

    private func operate(_ request: Request) async throws {
        switch request {
        case .cancel(let run):
            try model(run).cancel(isCancelled: try await store.cancel(run))
            try await look(at: run)
        case .retry(let run, let step):
            let isResumed = try await answer { try await store.retry(run, step: step) }
            try model(run).retry(step, isResumed: isResumed)
            try await look(at: run)
        case .resolve(let run, let step, let result):
            let isResolved = try await answer { try await store.resolve(run, step: step, result: result) }
            try model(run).resolve(step, result, isResolved: isResolved)
            try await look(at: run)
        default: return
        }
    }

    /// Nil for a step that the run has not (a mould whose batch was cut, for one), or that cannot be settled by hand.
    private func answer(_ body: () async throws -> Bool) async throws -> Bool? {
        var answer: Bool?
        do {
            answer = try await body()
        } catch StoreError.unresolvable {
        } catch StoreError.unretryable {
        } catch StoreError.unknownStep {}
        note("  → \(answer.map { "\($0)" } ?? "refused")")
        return answer
    }

    // MARK: Steps

    private func claim(_ request: ClaimRequest, _ process: Int) async throws -> Answer {
        let now = clock.uptime
        let claim = try await processes[process].claim(request)
        // A claim takes back what has lost its lease first.
        if processes.count == 1 { for run in models { run.loseExpired(at: now) } } else { try await seeExpired(at: now) }
        let known = held(request, at: now)
        try note(claim.steps, request, process, repeating: known)
        if known.isEmpty, claim.steps.count < request.limit {
            var due: Duration?
            for run in models where request.workflows.contains(run.workflow.graph.identity) {
                run.loseExpired(at: now)
                try run.checkNothingLeft(at: now)
                if let next = run.nextDue { due = min(due ?? next, next) }
            }
            if let due {
                try require(
                    claim.nextDue.map { now + $0 <= due } ?? false,
                    "the next look at \(claim.nextDue.map { "\($0)" } ?? "no time") is late")
            }
        }
        if dice.chance(20), let run = claim.steps.first?.lease.run { try await look(at: run) }
        return .steps(claim.steps, nextDue: claim.nextDue)
    }

    private func apply(_ end: AttemptEnd, _ request: ClaimRequest, _ process: Int) async throws -> Answer {
        let now = clock.uptime
        let run = try model(end.completion.lease.run)
        let applied = try await processes[process].apply([end.completion], claiming: request)
        try require(applied.accepted.count == 1, "apply answers for each completion")
        let isNew = try run.apply(end, accepted: applied.accepted[0], by: request.worker, at: now)
        if isNew { outbox.publish(end.completion.events) }
        note("  → \(applied.accepted[0] ? isNew ? "accepted" : "accepted before" : "refused")")
        let isFinished = applied.finished.contains { $0.id == run.id }
        try require(
            isFinished == (isNew && run.state.isFinished), "\(run.id) is \(run.state), and apply said \(applied.finished)")
        if processes.count > 1 { try await seeExpired(at: now) }
        try note(applied.claimed, request, process, repeating: held(request, at: now))
        if run.state.isFinished || dice.chance(15) { try await look(at: run.id) }
        return .steps(applied.claimed, nextDue: applied.nextDue)
    }

    /// One process of several need not know of all that others hold, until it has looked for more than there is. What it has taken
    /// back is seen in the store.
    private func seeExpired(at now: Duration) async throws {
        for run in models where run.mayLose(at: now) {
            guard let snapshot = try await store.snapshot(of: run.id) else { throw Violation("run \(run.id) is gone") }
            run.loseExpired(asShownIn: snapshot, at: now)
        }
    }

    private func note(_ steps: [ClaimedStep], _ request: ClaimRequest, _ process: Int, repeating known: Set<Lease>) throws {
        note("  → \(steps.map { "\($0.lease.run) \($0.name)/\($0.lease.token)" })")
        if known.isEmpty {
            try require(steps.count <= request.limit, "\(steps.count) steps were claimed, not \(request.limit)")
        } else {
            try require(Set(steps.map(\.lease)) == known, "a repeated claim gave other steps than the first time")
        }
        for step in steps {
            try require(
                request.workflows.contains(step.workflow), "a step of \(step.workflow) was claimed, which was not asked for")
            let run = try model(step.lease.run)
            try run.claim(step, request, process: process, at: clock.uptime)
            try require(step.workflow == run.workflow.graph.identity, "\(step.name) was claimed as a step of \(step.workflow)")
        }
    }

    /// What a request that is repeated has claimed and still holds.
    private func held(_ request: ClaimRequest, at now: Duration) -> Set<Lease> {
        if !request.isRepeated { return [] }
        var held: Set<Lease> = []
        for run in models where run.isRunning {
            for place in run.places {
                guard let hold = run[place].hold, hold.worker == request.worker, hold.request == request.number else { continue }
                held.insert(hold.lease)
            }
        }
        return held
    }

    private func renew(_ leases: [Lease: String], by worker: WorkerID, _ process: Int) async throws -> Answer {
        let now = clock.uptime
        let asked = leases.keys.sorted { ($0.run.rawValue, $0.position, $0.token) < ($1.run.rawValue, $1.position, $1.token) }
        let lost = try await processes[process].renew(asked, by: worker, for: World.lease)
        for lease in asked {
            try model(lease.run).renew(
                lease, named: leases[lease] ?? "", isLost: lost.contains(lease), by: worker, process: process,
                until: now + World.lease, at: now)
        }
        note("  → \(lost.count) lost")
        return .lost(lost)
    }

    // MARK: Looking

    /// Compares what the store shows of a run with what it should.
    func look(at id: RunID) async throws {
        guard let snapshot = try await store.snapshot(of: id) else { throw Violation("run \(id) is gone") }
        try model(id).check(snapshot, at: clock.uptime)
    }

    func checkEnd() async throws {
        for id in order {
            try await look(at: id)
            let model = try model(id)
            try model.checkHistory(model.seenHistory)
            try model.checkForecast()
            let definitions = model.workflow.graph.definition.steps
            let results = try await store.results(of: definitions.map(\.name), in: id)
            let snapshot = try await store.snapshot(of: id)
            for (position, step) in definitions.enumerated() {
                let expected = model.result(of: position)
                let text = { RunModel.text(results[step.name]) + ", not " + RunModel.text(expected) }
                try require(results[step.name] == expected, "\(id) gives another result of \(step.name): \(text())")
                try require(
                    try store.recordedResult(of: step.name, in: id) == expected, "\(id) gives another result of \(step.name)")
                try require(snapshot?.result(of: step.name) == expected, "\(id) shows another result of \(step.name)")
            }
        }
        let listed = try await store.runs(RunQuery()).map(\.id)
        try require(listed == order.reversed(), "the store lists \(listed), not \(order.reversed())")
    }
}
