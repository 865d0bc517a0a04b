import Stepsmith

/// Makes workflows of every kind of step, from a seed.
struct RandomWorkflow {
    private var steps: [StepDefinition] = []
    private var scripts: [[StepScript]] = []
    /// What later steps may depend on.
    private var names: [String] = []
    /// Whether steps fail for good now and then.
    private let isTroubled: Bool

    /// - Parameter number: part of the name.
    static func make(_ number: Int, _ dice: inout Dice) throws -> ScriptedWorkflow {
        var workflow = RandomWorkflow(isTroubled: dice.chance(55))
        let count = dice.among(1...7)
        while workflow.steps.count < count { workflow.addStep(&dice) }
        workflow.decide(&dice)
        let definition = WorkflowDefinition(
            namespace: "simulation", name: "flow\(number)", version: "1.0.0", fingerprint: "f",
            failurePolicy: dice.chance(50) ? .stop : .continue, steps: workflow.steps)
        return ScriptedWorkflow(graph: try WorkflowGraph(definition), scripts: workflow.scripts)
    }

    private init(isTroubled: Bool) { self.isTroubled = isTroubled }

    private mutating func addStep(_ dice: inout Dice) {
        let name = "s\(steps.count)"
        let parents = dependencies(&dice)
        switch dice.below(100) {
        case ..<22 where parents.count > 0:
            add(StepDefinition(name, .deferredConvergence, dependsOn: parents, retry: retry(&dice)), &dice)
        case ..<47: add(StepDefinition(name, .decision, dependsOn: parents, retry: retry(&dice)), &dice)
        case ..<62: addBatch(name, parents, &dice)
        case ..<64: add(StepDefinition(name, .batchable, dependsOn: parents, retry: retry(&dice)), &dice)
        default: add(StepDefinition(name, dependsOn: parents, retry: retry(&dice)), &dice)
        }
    }

    /// Most steps hang on one or two of the latest, so that graphs are deep and branches meet again.
    private func dependencies(_ dice: inout Dice) -> [String] {
        var chosen: [String] = []
        if names.isEmpty || dice.chance(10) { return chosen }
        for _ in 0..<dice.pick([1, 1, 1, 2, 2, 3]) {
            let name = names[names.count - 1 - dice.below(min(names.count, 4))]
            if !chosen.contains(name) { chosen.append(name) }
        }
        return chosen
    }

    private func retry(_ dice: inout Dice) -> RetryPolicy {
        RetryPolicy(
            isRetryable: !dice.chance(8), maxAttempts: dice.among(0...4),
            backoff: dice.pick([.none, .linear, .exponential, .fibonacci]), base: .milliseconds(dice.pick([0, 300, 1000, 2000])),
            maximum: .milliseconds(dice.pick([0, 1500, 5000, 20_000])))
    }

    private mutating func add(_ step: StepDefinition, _ dice: inout Dice) {
        steps.append(step)
        scripts.append([script(step.retry, &dice)])
        names.append(step.name)
    }

    /// An analyzer and its mould. What follows hangs on either; the mould may wait for more than its analyzer.
    private mutating func addBatch(_ name: String, _ parents: [String], _ dice: inout Dice) {
        let mould = name + "w"
        add(
            StepDefinition(
                name, .batchable, dependsOn: parents, retry: retry(&dice), worker: mould,
                maxWorkers: dice.chance(25) ? dice.among(1...3) : nil, batchSize: dice.chance(25) ? dice.among(1...3) : nil),
            &dice)
        var waitsFor = dice.chance(85) ? [name] : []
        if dice.chance(25), let other = names.dropLast().last { waitsFor.append(other) }
        let policy = BatchPolicy(
            batchSize: dice.among(1...3), parallelism: dice.among(1...3), cursorField: "row",
            failureStrategy: dice.pick([.failFast, .continueOnFailure, .isolate]))
        steps.append(StepDefinition(mould, .batchWorker, dependsOn: waitsFor, retry: retry(&dice), batch: policy))
        scripts.append((0..<5).map { _ in script(steps[steps.count - 1].retry, &dice) })
        names.append(mould)
    }

    private func script(_ retry: RetryPolicy, _ dice: inout Dice) -> StepScript {
        var script = StepScript()
        script.checkpoints = dice.chance(25) ? dice.among(1...3) : 0
        script.publishes = dice.chance(25)
        script.killsWorker = isTroubled && dice.chance(2)
        let kind = dice.below(100)
        if kind < 25 {
            // Passes in the end, unless one try is all there is.
            script.failures = [failure(isRetryable: true, &dice)]
        } else if isTroubled, kind < 32 {
            for _ in 0..<dice.among(2...5) { script.failures.append(failure(isRetryable: true, &dice)) }
        } else if isTroubled, kind < 42 {
            script.failures = [failure(isRetryable: false, &dice)]
        }
        return script
    }

    private func failure(isRetryable: Bool, _ dice: inout Dice) -> StepScript.Failure {
        StepScript.Failure(
            isRetryable: isRetryable, retryAfter: dice.chance(20) ? .milliseconds(dice.pick([0, 700, 30_000])) : nil,
            code: isRetryable && dice.chance(20) ? .timeout : .failed)
    }

    // MARK: What steps decide

    /// Once all children are known.
    private mutating func decide(_ dice: inout Dice) {
        for (position, step) in steps.enumerated() {
            switch step.kind {
            case .decision: scripts[position][0].directive = route(step, &dice)
            case .batchable: scripts[position][0].directive = batches(step, &dice)
            case .standard, .deferredConvergence, .batchWorker: break
            }
        }
    }

    private func route(_ step: StepDefinition, _ dice: inout Dice) -> Directive {
        if dice.chance(10) { return .skip(reason: "no need") }
        if isTroubled, dice.chance(3) { return .route(["stranger"]) }
        var children: [String] = []
        for child in steps where child.dependencies.contains(step.name) && dice.chance(55) { children.append(child.name) }
        return .route(children)
    }

    private func batches(_ step: StepDefinition, _ dice: inout Dice) -> Directive {
        let items = isTroubled && dice.chance(4) ? -1 : dice.pick([0, 1, 2, 3, 4, 5, 6])
        return .batches(totalItems: items, batchSize: dice.chance(15) ? dice.among(isTroubled ? 0...2 : 1...2) : nil)
    }
}
