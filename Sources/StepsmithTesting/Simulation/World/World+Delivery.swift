import Stepsmith

extension World {
    /// A message arrives, or goes astray.
    func deliver() async throws {
        // Messages overtake each other, but none is left behind for ever.
        let index = isStormy ? dice.below(min(messages.count, 4)) : 0
        let message = messages.remove(at: index)
        guard isStormy else { return try await arrive(message) }
        switch dice.below(100) {
        case ..<5:
            note("lost: \(describe(message))")
            giveUpOrRepeat(message)
        case ..<11:
            _ = try await perform(message)
            note("its answer is lost")
            giveUpOrRepeat(message)
        case ..<16:
            // Its sender grows impatient, and the first is still on its way.
            if isAwaited(message) { messages.append(message.repeated) }
            messages.insert(message, at: messages.count - (messages.isEmpty ? 0 : dice.below(min(messages.count, 3))))
        case ..<19:
            // A network may bring a message twice.
            messages.append(message)
            try await arrive(message)
        case ..<22:
            if case .worker(let index, let incarnation) = message.sender, workers[index].incarnation == incarnation {
                crash(index)
            }
            try await arrive(message)
        default: try await arrive(message)
        }
    }

    private func arrive(_ message: Message) async throws {
        if let answer = try await perform(message) { take(answer, to: message) }
    }

    private func isAwaited(_ message: Message) -> Bool {
        guard case .worker(let index, let incarnation) = message.sender else { return clientCalls.contains(message.call) }
        return workers[index].incarnation == incarnation && workers[index].calls[message.call] != nil
    }

    private func giveUpOrRepeat(_ message: Message) {
        guard isAwaited(message) else { return }
        if case .claim = message.request, dice.chance(50) {
            // Asks anew; what it got, if anything, waits for its lease to end.
            return take(.steps([], nextDue: nil), to: message)
        }
        messages.append(message.repeated)
    }

    /// Something bigger goes wrong.
    func breakSomething() async throws {
        if dice.chance(40) {
            let isAlone = processes.count == 1 || dice.chance(30)
            return try await restart(isAlone ? Array(processes.indices) : [dice.below(processes.count)])
        }
        crash(dice.below(workers.count))
    }

    /// Processes die with all that is in them, and others start in their place.
    private func restart(_ dead: [Int]) async throws {
        note("── processes \(dead) are killed, and start again ──")
        for index in workers.indices where dead.contains(process(of: index)) {
            crash(index)
            messages.removeAll { if case .worker(index, _) = $0.sender { true } else { false } }
        }
        if dead.count == processes.count {
            messages = []
            clientCalls = []
        }
        for run in models { run.loseLeases(of: dead, at: clock.uptime, isNoticed: machine.noticesDeath) }
        outbox.lose(at: clock.uptime)
        if dead.count == processes.count, hasJumped, !machine.keepsUptime {
            for run in models { run.loseDeadlines() }
        }
        for index in dead { try await machine.kill(processes[index]) }
        for index in dead {
            processes[index] = try await machine.start()
            try await processes[index].register(workflows.map(\.graph))
        }
        for run in order { try await look(at: run) }
    }

    // MARK: The client

    /// Someone looks after a run.
    func operate() {
        guard !order.isEmpty, let model = runs[dice.pick(order)] else { return }
        if model.state == .succeeded || model.state == .cancelled, dice.chance(90) { return }
        let names = model.places.map { model[$0].name }
        let request: Request
        switch dice.below(100) {
        case ..<10 where isStormy: request = .cancel(model.id)
        case ..<60 where model.state == .failed: request = .retry(model.id, step: dice.chance(60) ? nil : dice.pick(names))
        default:
            let failed = model.places.filter { model[$0].fact == .failed }.map { model[$0].name }
            let name = !failed.isEmpty && dice.chance(70) ? dice.pick(failed) : dice.pick(names)
            request = .resolve(model.id, step: name, dice.chance(50) ? Array("\"by hand\"".utf8) : nil)
        }
        clientCalls.insert(send(request, from: .client))
    }

    func describe(_ message: Message) -> String {
        let sender: String
        switch message.sender {
        case .client: sender = "client"
        case .worker(let index, let incarnation): sender = "w\(index).\(incarnation)"
        }
        let what: String
        switch message.request {
        case .claim(let claim): what = "claim \(claim.limit), number \(claim.number)\(claim.isRepeated ? ", repeated" : "")"
        case .apply(let end, let claim):
            what =
                "apply \(end.step)/\(end.completion.lease.token) \(end.outcome), claiming \(claim.limit), "
                + "number \(claim.number)\(claim.isRepeated ? ", repeated" : "")"
        case .renew(let leases): what = "renew \(leases.map { "\($1)/\($0.token)" }.sorted())"
        case .checkpoint(let lease, let step, _, let number): what = "checkpoint \(number) of \(step)/\(lease.token)"
        case .claimEvents(let claim): what = "claim \(claim.limit) events"
        case .settleEvents(let deliveries): what = "settle events \(deliveries.map { "\($0): \($1)" }.sorted())"
        case .create(let run): what = "create \(run.id), key \(run.idempotencyKey ?? "none")"
        case .cancel(let run): what = "cancel \(run)"
        case .retry(let run, let step): what = "retry \(step ?? "all") of \(run)"
        case .resolve(let run, let step, _): what = "resolve \(step) of \(run)"
        }
        return "\(sender): \(what)"
    }
}

extension RunModel {
    /// The clock was set, and nobody knows by how much: a retry may come early, and late, but it comes.
    func loseDeadlines() {
        for place in places where self[place].due != nil {
            self[place].due = .zero
            self[place].latestDue = .seconds(Int64.max / 4)
        }
    }

    /// A store may know, or has to, that the workers of these processes are gone.
    func loseLeases(of processes: [Int], at now: Duration, isNoticed: Bool) {
        for place in places {
            guard let hold = self[place].hold, processes.contains(hold.process) else { continue }
            self[place].hold?.mayEnd = min(hold.mayEnd, now)
            if isNoticed { self[place].hold?.end = min(hold.end, now) }
        }
    }
}
