/// Finds what changed between two versions of a workflow.
struct WorkflowComparison {
    let old: CanonicalWorkflow
    let new: CanonicalWorkflow
    private(set) var changes: [Change] = []

    static func changes(_ old: CanonicalWorkflow, _ new: CanonicalWorkflow) -> [Change] {
        var comparison = WorkflowComparison(old: old, new: new)
        comparison.compare()
        return Change.merged(comparison.changes)
    }

    private init(old: CanonicalWorkflow, new: CanonicalWorkflow) {
        self.old = old
        self.new = new
    }

    private mutating func add(
        _ rule: DriftRule, _ at: Pointer, breaking breaks: Set<Break> = [], isGone: Bool = false, _ message: String
    ) {
        changes.append(
            Change(
                workflow: new.identity, at: at.text, isGone: isGone, rule: rule, breaks: breaks.sorted(), message: message))
    }

    private mutating func schema(
        _ a: CanonicalSchema?, _ b: CanonicalSchema?, _ at: Pointer, _ use: SchemaComparison.Use, added: DriftRule,
        removed: DriftRule
    ) {
        if a == nil, b == nil { return }
        if a == nil { add(added, at, breaking: [.handlers], "there was no schema before") }
        if b == nil { add(removed, at, breaking: [.handlers], isGone: true, "there is no schema any more") }
        var comparison = SchemaComparison(new.identity, old: old.definitions, new: new.definitions, use: use)
        comparison.compare(a ?? .object, b ?? .object, at)
        changes += comparison.changes
    }

    // MARK: The workflow

    private mutating func compare() {
        if old.version != new.version { add(.versionChanged, Pointer("version"), "was \(old.version), is \(new.version)") }
        if old.failurePolicy != new.failurePolicy {
            add(.failurePolicyChanged, Pointer("failure_policy"), "was \(old.failurePolicy), is \(new.failurePolicy)")
        }
        schema(old.input, new.input, Pointer("input_schema"), .input, added: .inputAdded, removed: .inputRemoved)
        compareSteps()
        for name in Set(old.environments.keys).union(new.environments.keys).sorted()
        where old.environments[name] != new.environments[name] {
            add(
                .environmentChanged, Pointer("environments", name), isGone: new.environments[name] == nil,
                "was \(SpecComparison.list(old.environments[name])), is \(SpecComparison.list(new.environments[name]))")
        }
    }

    // MARK: Steps

    private mutating func compareSteps() {
        let renamed = renamedSteps()
        for (index, step) in old.steps.enumerated() where new.step(step.name) == nil && renamed[step.name] == nil {
            add(
                .stepRemoved, Pointer("steps").then(index), breaking: [.handlers, .storedRuns], isGone: true,
                "step \(step.name) is gone")
        }
        for (index, step) in new.steps.enumerated() {
            let place = Pointer("steps").then(index)
            if let before = old.step(step.name) {
                compareStep(before, step, place, renamed)
            } else if let name = renamed.first(where: { $0.value == step.name })?.key, let before = old.step(name) {
                add(
                    .stepRenamed, place.then("name"), breaking: [.handlers, .storedRuns],
                    "step \(name) is now called \(step.name)")
                compareStep(before, step, place, renamed)
            } else {
                add(.stepAdded, place, breaking: [.handlers, .storedRuns], "step \(step.name) is new")
            }
        }
    }

    /// By the old name, where exactly one step that is gone and one that is new have the same handler.
    private func renamedSteps() -> [String: String] {
        let gone = old.steps.filter { new.step($0.name) == nil }
        let added = new.steps.filter { old.step($0.name) == nil }
        var renamed: [String: String] = [:]
        for step in gone {
            let twins = added.filter { $0.callable == step.callable && $0.kind == step.kind }
            if twins.count == 1, gone.filter({ $0.callable == step.callable }).count == 1 { renamed[step.name] = twins[0].name }
        }
        return renamed
    }

    private mutating func compareStep(
        _ a: CanonicalWorkflow.Step, _ b: CanonicalWorkflow.Step, _ at: Pointer, _ renamed: [String: String]
    ) {
        if a.kind != b.kind {
            add(.stepKindChanged, at.then("type"), breaking: [.handlers, .storedRuns], "was \(a.kind), is \(b.kind)")
        }
        compareArguments(a, b, at, renamed)
        schema(a.result, b.result, at.then("result_schema"), .output, added: .resultAdded, removed: .resultRemoved)
        compareSettings(a, b, at, renamed)
        compareEvents(a, b, at)
    }

    private mutating func compareArguments(
        _ a: CanonicalWorkflow.Step, _ b: CanonicalWorkflow.Step, _ at: Pointer, _ renamed: [String: String]
    ) {
        let before = a.dependencies.map { renamed[$0.name] ?? $0.name }
        let after = b.dependencies.map(\.name)
        let place = b.dependencies.isEmpty ? at : at.then("depends_on")
        for name in after where !before.contains(name) {
            add(.dependencyAdded, place, breaking: [.handlers, .storedRuns], "it waits for \(name) now")
        }
        for name in before where !after.contains(name) {
            add(.dependencyRemoved, place, breaking: [.handlers, .storedRuns], "it no longer waits for \(name)")
        }
        if Set(before) == Set(after), before != after || a.dependencies.map(\.label) != b.dependencies.map(\.label) {
            add(
                .argumentsChanged, place, breaking: [.handlers],
                "was \(SpecComparison.list(a.dependencies)), is \(SpecComparison.list(b.dependencies))")
        }
        if a.inputs != b.inputs {
            add(
                .argumentsChanged, b.inputs == nil ? at : at.then("inputs"), breaking: [.handlers],
                "of the input the handler took \(SpecComparison.list(a.inputs)), and takes \(SpecComparison.list(b.inputs))")
        }
        if a.swiftName != b.swiftName {
            add(
                .swiftNameChanged, b.swiftName == nil ? at : at.then("x-swift-name"), breaking: [.handlers],
                "was \(a.swiftName ?? "the plain one"), is \(b.swiftName ?? "the plain one")")
        }
    }

    private mutating func compareSettings(
        _ a: CanonicalWorkflow.Step, _ b: CanonicalWorkflow.Step, _ at: Pointer, _ renamed: [String: String]
    ) {
        func changed(_ was: String?, _ isNow: String?) -> String { "was \(was ?? "none"), is \(isNow ?? "none")" }
        if a.retry != b.retry { add(.retryChanged, at.then("retry"), changed(a.retry, b.retry)) }
        if a.timeoutSeconds != b.timeoutSeconds {
            let texts = (a.timeoutSeconds.map { "\($0) s" }, b.timeoutSeconds.map { "\($0) s" })
            add(.timeoutChanged, at.then("timeout_seconds"), isGone: b.timeoutSeconds == nil, changed(texts.0, texts.1))
        }
        if a.batch != b.batch, a.kind == b.kind {
            add(.batchChanged, at.then("batch_config"), isGone: b.batch == nil, changed(a.batch, b.batch))
        }
        if a.worker.map({ renamed[$0] ?? $0 }) != b.worker {
            add(.workerChanged, at, breaking: [.storedRuns], changed(a.worker, b.worker))
        }
        if a.api != b.api {
            let breaks: Set<Break> = (a.api == nil) != (b.api == nil) ? [.handlers] : []
            add(.apiChanged, at.then("api"), breaking: breaks, isGone: b.api == nil, changed(a.api, b.api))
        }
        if a.configuration != b.configuration {
            add(
                .configurationChanged, at.then("handler", "initialization"), breaking: [.handlers],
                isGone: b.configuration == nil,
                "the keys or the types of their values are others")
        }
    }

    // MARK: Events

    private mutating func compareEvents(_ a: CanonicalWorkflow.Step, _ b: CanonicalWorkflow.Step, _ at: Pointer) {
        for (index, event) in a.events.enumerated() where !b.events.contains(where: { $0.name == event.name }) {
            let place = at.then("publishes_events").then(index)
            // What is in the outbox stays there: nobody's type takes it.
            let breaks: Set<Break> = event.delivery == "fast" ? [.handlers] : [.handlers, .storedRuns]
            add(.eventRemoved, place, breaking: breaks, isGone: true, "event \(event.name) is gone")
        }
        for (index, event) in b.events.enumerated() {
            let place = at.then("publishes_events").then(index)
            guard let before = a.events.first(where: { $0.name == event.name }) else {
                // A handler may have to say what the payload is.
                add(.eventAdded, place, breaking: [.handlers], "event \(event.name) is new")
                continue
            }
            if before.condition != event.condition || before.delivery != event.delivery {
                // The handler's method for the payload takes what the condition promises.
                add(
                    .eventChanged, place, breaking: before.condition != event.condition ? [.handlers] : [],
                    "was \(before.condition), \(before.delivery); is \(event.condition), \(event.delivery)")
            }
            schema(
                before.payload, event.payload, place.then("schema"), .output, added: .eventChanged, removed: .eventChanged)
        }
    }
}
