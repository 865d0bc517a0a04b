import Stepsmith

/// What a run must look like after what has happened to it: the rules of runs once more, written from their description and
/// not from the planner.
final class RunModel {
    let id: RunID
    let workflow: ScriptedWorkflow
    let input: [UInt8]
    let parents: [[Int]]
    /// One for each step of the definition; a mould's stands for its batch until that is cut.
    var steps: [StepModel]
    var batches: [Int: BatchModel] = [:]
    /// Kept up to date by `settle`.
    var statuses: [Status]
    var state = RunState.running
    var isHalted = false
    /// An operator had a hand in it.
    var isTouched = false
    var log: [HistoryEntry.Event] = [.runCreated]
    /// As the last snapshot showed it.
    var seenHistory: [HistoryEntry] = []

    enum Status {
        case waiting
        /// Ready, running or retrying. A mould: its batch is open, or ended badly.
        case started
        case skipped, succeeded, failed, resolved, cancelled
    }

    init(_ new: NewRun, of workflow: ScriptedWorkflow) {
        id = new.id
        self.workflow = workflow
        input = new.input
        let definitions = workflow.graph.definition.steps
        var positions: [String: Int] = [:]
        for (position, step) in definitions.enumerated() { positions[step.name] = position }
        var parents = definitions.map { $0.dependencies.compactMap { positions[$0] } }
        for (position, step) in definitions.enumerated() {
            guard let mould = step.worker.flatMap({ positions[$0] }), !parents[mould].contains(position) else { continue }
            parents[mould].append(position)
        }
        self.parents = parents
        steps = definitions.enumerated().map { StepModel($1.name, definition: $0) }
        statuses = Array(repeating: .waiting, count: definitions.count)
        settle()
    }

    func definition(_ position: Int) -> StepDefinition { workflow.graph.definition.steps[position] }
    var policy: FailurePolicy { workflow.graph.definition.failurePolicy }

    // MARK: Places

    /// Where a step of the run is kept.
    struct Place: Hashable {
        var definition: Int
        var worker: Int?
    }

    func place(of name: String) -> Place? {
        for (position, step) in steps.enumerated() {
            if let batch = batches[position], !batch.workers.isEmpty {
                for (index, worker) in batch.workers.enumerated() where worker.name == name {
                    return Place(definition: position, worker: index)
                }
            } else if step.name == name {
                return Place(definition: position)
            }
        }
        return nil
    }

    subscript(place: Place) -> StepModel {
        get {
            if let worker = place.worker, let batch = batches[place.definition] { return batch.workers[worker] }
            return steps[place.definition]
        }
        set {
            if let worker = place.worker {
                batches[place.definition]?.workers[worker] = newValue
            } else {
                steps[place.definition] = newValue
            }
        }
    }

    /// Every step that a snapshot shows, in its order.
    var places: [Place] {
        var places: [Place] = []
        for position in steps.indices {
            let count = batches[position]?.workers.count ?? 0
            if count == 0 { places.append(Place(definition: position)) }
            for worker in 0..<count { places.append(Place(definition: position, worker: worker)) }
        }
        return places
    }

    // MARK: The rules

    private enum Edge { case open, taken, notTaken, passedOver }

    /// What a parent says to a step that waits for it.
    private func edge(_ parent: Int, _ child: Int) -> Edge {
        switch statuses[parent] {
        case .resolved: return .taken
        case .failed, .waiting, .cancelled: return .open
        case .started: return batches[parent]?.hasPassed == true ? .taken : .open
        case .skipped:
            // A batch of no items has run, in a way.
            if batches[parent] != nil { return .taken }
            // Of a decision that was skipped no branch was chosen, and an analyzer's workers go with it.
            let isBranch = definition(parent).kind == .decision && definition(child).kind != .deferredConvergence
            let isMould = definition(parent).kind == .batchable && definition(parent).worker == steps[child].name
            return isBranch || isMould ? .passedOver : .notTaken
        case .succeeded:
            guard definition(parent).kind == .decision else { return .taken }
            guard case .route(let chosen) = steps[parent].directive, !chosen.isEmpty else {
                return definition(child).kind == .deferredConvergence ? .notTaken : .passedOver
            }
            if chosen.contains(steps[child].name) || definition(child).kind == .deferredConvergence { return .taken }
            return .passedOver
        }
    }

    /// Works out where every step stands, and whether the run is over. Steps come after those they wait for, except for a
    /// mould's analyzer, which comes before its mould.
    func settle() {
        for position in steps.indices {
            statuses[position] = status(of: position)
            if statuses[position] == .started, definition(position).kind == .batchWorker { openBatch(position) }
        }
        guard state == .running, !isRunning, isHalted || !isStartable else { return }
        let hasFailed = steps.contains { $0.fact == .failed } || batches.values.contains { $0.hasFailures }
        state = hasFailed ? .failed : .succeeded
        log.append(hasFailed ? .runFailed : .runSucceeded)
    }

    private func status(of position: Int) -> Status {
        switch steps[position].fact {
        case .succeeded: return .succeeded
        case .failed: return .failed
        case .resolved: return .resolved
        case .cancelled: return .cancelled
        case .open: break
        }
        if let batch = batches[position] { return batch.workers.isEmpty ? .skipped : .started }
        var (isOpen, isLive) = (false, parents[position].isEmpty)
        for parent in parents[position] {
            switch edge(parent, position) {
            case .passedOver: return .skipped
            case .open: isOpen = true
            case .taken: isLive = true
            case .notTaken: break
            }
        }
        if isOpen { return .waiting }
        return isLive ? .started : .skipped
    }

    private func openBatch(_ mould: Int) {
        guard batches[mould] == nil, let policy = definition(mould).batch else { return closeBatch(mould) }
        var ranges: [BatchRange] = []
        for (position, step) in steps.enumerated()
        where definition(position).worker == steps[mould].name && step.fact == .succeeded {
            ranges = self.ranges(of: position) ?? []
        }
        let workers = ranges.map { range in
            let number = String(range.index + 1)
            let name = steps[mould].name + "_" + String(repeating: "0", count: 3 - number.count) + number
            return StepModel(name, definition: mould, range: range)
        }
        batches[mould] = BatchModel(ranges: ranges, policy: policy, workers: workers)
        if workers.isEmpty { statuses[mould] = .skipped }
        closeBatch(mould)
    }

    private func closeBatch(_ mould: Int) {
        guard let batch = batches[mould], !batch.workers.isEmpty, batch.unended == 0 else { return }
        if !batch.hasFailures || batch.policy.failureStrategy == .continueOnFailure { batches[mould]?.hasPassed = true }
    }

    /// Whether a step that waits for the batch has gone on with what it had.
    func isInUse(_ mould: Int) -> Bool {
        steps.indices.contains { child in parents[child].contains(mould) && statuses[child] != .waiting }
    }

    /// The ranges that an analyzer asks for; nil when it asks for what cannot be.
    func ranges(of analyzer: Int) -> [BatchRange]? {
        let step = definition(analyzer)
        guard case .batches(let items, let own) = steps[analyzer].directive else { return [] }
        guard let mould = steps.indices.first(where: { steps[$0].name == step.worker }) else { return items == 0 ? [] : nil }
        let size = own ?? step.batchSize ?? definition(mould).batch?.batchSize ?? 1
        return items < 0 || size < 1 ? nil : BatchModel.cut(items, by: size, atMost: step.maxWorkers)
    }

    // MARK: What the rules say

    /// A step is with a worker.
    var isRunning: Bool {
        steps.contains { $0.hold != nil } || batches.values.contains { $0.running > 0 }
    }

    /// Something could start, now or when its retry is due.
    private var isStartable: Bool {
        for position in steps.indices where statuses[position] == .started {
            guard let batch = batches[position] else { return true }
            if batch.unended > 0, !batch.isStopped { return true }
        }
        return false
    }

    /// After the failure of a step: whether nothing new starts, in its batch or in the run.
    func noteFailure(of place: Place) {
        guard place.worker != nil, let batch = batches[place.definition] else {
            if policy == .stop { isHalted = true }
            return
        }
        if batch.policy.failureStrategy == .failFast {
            batches[place.definition]?.isStopped = true
            // When an operator has them go on, they go on at once.
            for worker in batch.workers.indices { batches[place.definition]?.workers[worker].due = nil }
            if policy == .stop { isHalted = true }
        }
        noteEnd(of: place)
    }

    /// The last worker of a batch with failures ends it, however itself ends.
    func noteEnd(of place: Place) {
        guard place.worker != nil, policy == .stop, let batch = batches[place.definition], !batch.isStopped else { return }
        if batch.unended == 0, batch.hasFailures, batch.policy.failureStrategy != .continueOnFailure { isHalted = true }
    }

    /// The result of a step of the definition, as those that wait for it get it.
    func result(of position: Int) -> [UInt8]? {
        guard definition(position).kind == .batchWorker, steps[position].fact != .resolved else { return steps[position].result }
        guard let batch = batches[position] else { return nil }
        var text: [UInt8] = Array("[".utf8)
        for worker in batch.workers {
            guard let result = worker.result else { continue }
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += result
        }
        return text + Array("]".utf8)
    }
}
