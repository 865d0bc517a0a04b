import Stepsmith

/// One simulated world: a store, workers, a client, and whatever goes wrong between them. Nothing in it happens by itself or
/// at the same time: each tick is one thing that one of them does, chosen by the seed.
final class World {
    let machine: any SimulatedMachine
    /// Each with the store open; a worker belongs to one of them.
    var processes: [any WorkflowStore] = []
    let clock: VirtualClock
    var dice: Dice
    let workflows: [ScriptedWorkflow]
    var workers: [SimulatedWorker] = []
    /// On their way to the store, oldest first.
    var messages: [Message] = []
    /// What the client waits for.
    var clientCalls: Set<Int> = []
    var runs: [RunID: RunModel] = [:]
    /// In the order of creation.
    var order: [RunID] = []
    var keys: [String: RunID] = [:]
    var outbox = OutboxModel()
    /// The last checkpoint of each lease that has reached the store.
    var lastCheckpoints: [Lease: Int] = [:]
    var toCreate: [NewRun] = []
    var lastCall = 0
    var lastRequest = 0
    var lastEvent = 0
    /// Whether the clock was set.
    var hasJumped = false
    /// Whether things go wrong.
    var isStormy = true
    private(set) var operations = 0
    private let trace: ((String) -> Void)?

    static let lease = Duration.seconds(10)

    init(seed: UInt64, stores: SimulatedStores, trace: ((String) -> Void)?) async throws {
        self.trace = trace
        clock = VirtualClock()
        dice = Dice(seed: seed)
        var workflows: [ScriptedWorkflow] = []
        for number in 0..<(dice.chance(30) ? 2 : 1) { workflows.append(try RandomWorkflow.make(number, &dice)) }
        self.workflows = workflows
        machine = try await stores.machine(clock)
        for _ in 0..<(machine.processLimit > 1 ? dice.among(1...machine.processLimit) : 1) {
            processes.append(try await machine.start())
        }
        for store in processes { try await store.register(workflows.map(\.graph)) }
        let identities = workflows.map(\.graph.identity)
        for index in 0..<dice.among(1...3) {
            // The first can do everything, so that every run ends.
            let known = index > 0 && dice.chance(30) ? Array(identities.prefix(1)) : identities
            workers.append(
                SimulatedWorker(index: index, id: WorkerID("w\(index)"), workflows: known, capacity: dice.among(1...3)))
        }
        for number in 0..<dice.pick([1, 1, 2, 3, 4]) {
            let key = dice.chance(40) ? "key\(dice.below(2))" : nil
            toCreate.append(
                NewRun(
                    id: RunID("run\(number)"), workflow: dice.pick(identities), fingerprint: "f",
                    input: Array("{\"n\":\(number)}".utf8),
                    idempotencyKey: key))
        }
        if isTracing { for workflow in workflows { describe(workflow) } }
    }

    var isTracing: Bool { trace != nil }

    func note(_ line: @autoclosure () -> String) {
        guard let trace else { return }
        let milliseconds = Int(clock.uptime / .milliseconds(1))
        trace("\(milliseconds) ms  \(line())")
    }

    func countOperation() { operations += 1 }

    func workflow(of identity: WorkflowIdentity) throws -> ScriptedWorkflow {
        guard let workflow = workflows.first(where: { $0.graph.identity == identity }) else {
            throw Violation("a step of \(identity) was claimed, which nobody has asked for")
        }
        return workflow
    }

    /// Where a worker asks.
    func process(of worker: Int) -> Int { worker % processes.count }

    /// Anyone's: they all have to show the same.
    var store: any WorkflowStore { processes.count == 1 ? processes[0] : processes[dice.below(processes.count)] }

    /// In the order of creation.
    var models: [RunModel] { order.compactMap { runs[$0] } }

    func model(_ run: RunID) throws -> RunModel {
        guard let model = runs[run] else { throw Violation("run \(run) was never created") }
        return model
    }

    func send(_ request: Request, from sender: Message.Sender) -> Int {
        lastCall += 1
        var worker: WorkerID?
        if case .worker(let index, _) = sender { worker = workers[index].id }
        messages.append(Message(call: lastCall, sender: sender, worker: worker, request: request))
        return lastCall
    }

    // MARK: From beginning to end

    /// Until everything is over. Throws `Violation`, and what the store throws.
    func run() async throws {
        for _ in 0..<dice.pick([50, 150, 300, 600]) where !isOver { try await tick() }
        try await calmDown()
        if dice.chance(30), runs.values.contains(where: { $0.state == .failed }) {
            note("── the operator mends what has failed ──")
            isStormy = dice.chance(50)
            for _ in 0..<dice.among(1...3) { operate() }
            if isStormy { for _ in 0..<dice.among(10...60) { try await tick() } }
            try await calmDown()
        }
    }

    /// Nothing goes wrong any more, and every run ends.
    private func calmDown() async throws {
        isStormy = false
        note("── calm ──")
        for _ in 0..<6000 {
            if isOver { return try await checkEnd() }
            try await tick()
        }
        let open = order.filter { runs[$0]?.state == .running }
        throw Violation(
            "not over after 6000 calm ticks: runs \(open), \(outbox.waiting) events, \(messages.count) messages")
    }

    private var isOver: Bool {
        toCreate.isEmpty && messages.isEmpty && outbox.waiting == 0 && runs.values.allSatisfy { $0.state.isFinished }
    }

    private func tick() async throws {
        let roll = dice.below(100)
        if !messages.isEmpty, roll < 45 { return try await deliver() }
        if roll < 85 { return work() }
        if roll < 88, !toCreate.isEmpty {
            clientCalls.insert(send(.create(toCreate.removeLast()), from: .client))
            return
        }
        if isStormy, roll < 89 { return operate() }
        if isStormy, roll < 91 { return try await breakSomething() }
        passTime()
    }

    private func passTime() {
        // In calm weather nothing waits for so long that its lease ends.
        if !isStormy, !messages.isEmpty || workers.contains(where: { $0.isAlive && !$0.attempts.isEmpty }) { return }
        let milliseconds =
            isStormy ? dice.pick([1, 50, 200, 500, 900, 1500, 2500, 4000, 9999, 10_001]) : dice.pick([500, 2000, 5000])
        clock.advance(by: .milliseconds(milliseconds))
        if isStormy, dice.chance(5) {
            let hours = dice.among(-30...30)
            note("the time of day jumps by \(hours) h")
            hasJumped = true
            clock.adjustTimeOfDay(by: .seconds(hours * 3600))
        }
    }

    private func describe(_ workflow: ScriptedWorkflow) {
        note("\(workflow.graph.identity), on failure: \(workflow.graph.definition.failurePolicy)")
        for (position, step) in workflow.graph.definition.steps.enumerated() {
            let waits = workflow.graph.parents[position].map { workflow.graph.definition.steps[$0].name }
            var line = "  \(step.name): \(step.kind.rawValue) after \(waits), \(step.retry.totalAttempts) attempts"
            if let batch = step.batch { line += ", \(batch.failureStrategy.rawValue), \(batch.parallelism) at once" }
            for script in workflow.scripts[position] {
                let failures = script.failures.map { $0.isRetryable ? "may pass" : "final" }
                line += "\n      \(script.directive), failures \(failures)\(script.killsWorker ? ", kills its worker" : "")"
            }
            note(line)
        }
    }
}
