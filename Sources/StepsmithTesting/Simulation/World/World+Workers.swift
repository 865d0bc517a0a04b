import Stepsmith

extension World {
    /// One worker does one thing.
    func work() {
        let index = dice.below(workers.count)
        if !workers[index].isAlive {
            if !isStormy || dice.chance(15) { revive(index) }
            return
        }
        let worker = workers[index]
        let idle = worker.attempts.indices.filter { !worker.attempts[$0].isWaiting }
        let roll = dice.below(100)
        if !idle.isEmpty, roll < 50 { return goOn(index, dice.pick(idle)) }
        if roll < 75 { return look(index) }
        if roll < 83 { return renew(index) }
        if roll < 95 { return handleEvents(index) }
        if isStormy, roll < 97 { shutDown(index) }
    }

    private func revive(_ index: Int) {
        workers[index].isAlive = true
        // A process that is started again may or may not call itself the same.
        if dice.chance(60) { workers[index].id = WorkerID("w\(index).\(workers[index].incarnation)") }
        workers[index].nextLook = clock.uptime
        note("\(workers[index].id) starts")
    }

    func crash(_ index: Int) {
        guard workers[index].isAlive else { return }
        note("\(workers[index].id) crashes")
        workers[index].crash()
        // What it had sent may have left it, or not.
        let isSent = dice.chance(50)
        messages.removeAll { message in
            guard case .worker(index, _) = message.sender else { return false }
            return !isSent
        }
    }

    private func call(_ index: Int, _ purpose: SimulatedWorker.Purpose, _ request: Request) {
        let call = send(request, from: workers[index].sender)
        workers[index].calls[call] = purpose
    }

    private func request(_ index: Int, limit: Int) -> ClaimRequest {
        lastRequest += 1
        return ClaimRequest(
            worker: workers[index].id, workflows: workers[index].workflows, limit: limit, lease: World.lease, number: lastRequest)
    }

    private func look(_ index: Int) {
        let slots = workers[index].free
        guard slots > 0, !workers[index].isClaiming else { return }
        // In calm weather it asks when the store has told it to, or when it may have had a signal.
        if !isStormy, clock.uptime < workers[index].nextLook, dice.chance(70) { return }
        let limit = dice.among(1...slots)
        workers[index].reserved += limit
        call(index, .claiming(slots: limit), .claim(request(index, limit: limit)))
    }

    private func renew(_ index: Int) {
        guard !workers[index].attempts.isEmpty, !workers[index].isAbout(.renewing) else { return }
        var leases: [Lease: String] = [:]
        for attempt in workers[index].attempts { leases[attempt.step.lease] = attempt.step.name }
        call(index, .renewing, .renew(leases))
    }

    /// Gives everything back.
    private func shutDown(_ index: Int) {
        note("\(workers[index].id) shuts down")
        for position in workers[index].attempts.indices where !workers[index].attempts[position].isWaiting {
            end(index, position, .released, extra: 0)
        }
    }

    // MARK: Handlers

    private func goOn(_ index: Int, _ position: Int) {
        let attempt = workers[index].attempts[position]
        let step = attempt.step
        guard let model = runs[step.lease.run], let place = model.place(of: step.name) else { return }
        let script = model.workflow.script(of: place.definition, range: place.worker)
        if script.killsWorker { return crash(index) }
        if attempt.checkpoints > 0 {
            let number = attempt.saved + 1
            workers[index].attempts[position].checkpoints -= 1
            workers[index].attempts[position].saved = number
            workers[index].attempts[position].isWaiting = true
            let text = Array("{\"cursor\":\"\(step.name).\(step.lease.token).\(number)\"}".utf8)
            return call(index, .saving(step.lease), .checkpoint(step.lease, step: step.name, text, number: number))
        }
        end(index, position, script.outcome(after: model[place].failuresEver), extra: dice.below(workers[index].free + 1))
    }

    private func end(_ index: Int, _ position: Int, _ scripted: ScriptedOutcome, extra: Int) {
        let step = workers[index].attempts[position].step
        guard let model = runs[step.lease.run] else { return }
        let outcome: AttemptOutcome
        switch scripted {
        case .released: outcome = .released
        case .succeeds(let directive):
            // Each attempt has a result of its own, so that a late one shows.
            outcome = .succeeded(Array("\"\(step.name).\(step.lease.token)\"".utf8), directive)
        case .fails(let failure):
            outcome = .failed(
                StepFailure(code: failure.code, message: "no", isRetryable: failure.isRetryable), retryAfter: failure.retryAfter)
        }
        let subject = Planner.Subject(position: step.definition, failures: step.failures, leaseLosses: step.leaseLosses)
        var transition = Planner.plan(outcome, of: subject, in: model.workflow.graph, variation: dice.variation())
        transition.position = step.lease.position
        var isRelease = false
        if case .released = scripted { isRelease = true }
        let events = isRelease ? [] : publications(step, model)
        let completion = Completion(
            lease: step.lease, transition: transition, duration: clock.uptime - workers[index].attempts[position].startedAt,
            events: events)
        workers[index].attempts[position].isWaiting = true
        workers[index].reserved += extra
        let limit = isRelease ? 0 : extra + 1
        call(
            index, .ending(step.lease, slots: extra),
            .apply(AttemptEnd(completion: completion, step: step.name, outcome: scripted), request(index, limit: limit)))
    }

    private func publications(_ step: ClaimedStep, _ model: RunModel) -> [EventRecord] {
        guard model.workflow.script(of: step.definition, range: step.batch?.index).publishes else { return [] }
        lastEvent += 1
        return [
            EventRecord(
                id: EventID("e\(lastEvent)"), key: key(model.workflow, step.definition), run: model.id,
                workflow: step.workflow, step: step.name, attempt: step.failures + 1, payload: Array("{\"e\":\(lastEvent)}".utf8),
                publishedAt: clock.now)
        ]
    }

    private func key(_ workflow: ScriptedWorkflow, _ definition: Int) -> EventKey {
        let identity = workflow.graph.identity
        return EventKey(
            namespace: identity.namespace, workflow: identity.name, step: workflow.graph.definition.steps[definition].name,
            name: "done")
    }

    // MARK: Events

    private func handleEvents(_ index: Int) {
        let worker = workers[index]
        if worker.isAbout(.takingEvents) || worker.isAbout(.settlingEvents) { return }
        guard worker.events.isEmpty else {
            var deliveries: [EventID: EventDelivery] = [:]
            for event in worker.events {
                let isDelivered = !isStormy || dice.chance(70)
                deliveries[event.id] = isDelivered ? .delivered : .failed(retryAfter: .milliseconds(dice.pick([0, 1000, 5000])))
            }
            workers[index].events = []
            return call(index, .settlingEvents, .settleEvents(deliveries))
        }
        if lastEvent == 0 { return }
        var keys: [EventKey] = []
        for workflow in workflows { for step in workflow.graph.definition.steps.indices { keys.append(key(workflow, step)) } }
        call(
            index, .takingEvents,
            .claimEvents(EventClaim(worker: worker.id, keys: keys, limit: dice.among(1...3), lease: World.lease)))
    }

    // MARK: Answers

    /// Nobody may be there any more to take it.
    func take(_ answer: Answer, to message: Message) {
        guard case .worker(let index, let incarnation) = message.sender else {
            clientCalls.remove(message.call)
            return
        }
        guard workers[index].incarnation == incarnation, let purpose = workers[index].calls.removeValue(forKey: message.call)
        else { return }
        switch (purpose, answer) {
        case (.claiming(let slots), .steps(let steps, let due)):
            workers[index].reserved -= slots
            workers[index].nextLook = clock.uptime + min(due ?? World.lease, World.lease)
            start(steps, index)
        case (.ending(let lease, let slots), .steps(let steps, let due)):
            workers[index].reserved -= slots
            workers[index].attempts.removeAll { $0.step.lease == lease }
            if let due { workers[index].nextLook = min(workers[index].nextLook, clock.uptime + due) }
            start(steps, index)
        case (.saving(let lease), .saved(let isSaved)):
            guard let position = workers[index].attempts.firstIndex(where: { $0.step.lease == lease }) else { return }
            // The handler is cancelled. Some do not care.
            if !isSaved, dice.chance(60) {
                workers[index].attempts.remove(at: position)
            } else {
                workers[index].attempts[position].isWaiting = false
            }
        case (.renewing, .lost(let leases)):
            for lease in leases where dice.chance(60) {
                workers[index].attempts.removeAll { $0.step.lease == lease && !$0.isWaiting }
            }
        case (.takingEvents, .events(let events)): workers[index].events = events
        default: break
        }
    }

    private func start(_ steps: [ClaimedStep], _ index: Int) {
        for step in steps where !workers[index].attempts.contains(where: { $0.step.lease == step.lease }) {
            let script = runs[step.lease.run]?.workflow.script(of: step.definition, range: step.batch?.index)
            let checkpoints = script.map { $0.checkpoints > 0 ? dice.below($0.checkpoints + 1) : 0 } ?? 0
            workers[index].attempts.append(RunningAttempt(step: step, startedAt: clock.uptime, checkpoints: checkpoints))
        }
    }
}
