import YAMLSyntax

extension SpecReading {
    func readSteps(_ workflow: Fields) -> [StepSpec] {
        guard let node = workflow.value("steps"), case .sequence(let items) = node.content, !items.isEmpty else {
            if !workflow.isRefused("steps") {
                let place = workflow.key("steps")?.range ?? SourceRange(start: root.range.start, end: root.range.start)
                findings.add(.noSteps, place, "the workflow has no steps; write at least one under 'steps'")
            }
            return []
        }
        var steps: [StepSpec] = []
        steps.reserveCapacity(items.count)
        var known: [String: SourceRange] = [:]
        known.reserveCapacity(items.count)
        for item in items {
            guard let step = readStep(item) else {
                hasUnnamedStep = true
                graphIsCertain = false
                continue
            }
            if let first = known[step.name.value] {
                findings.add(
                    .duplicateStep, step.name.range, "the workflow already has a step \(quoted(step.name.value))",
                    note: "first declared here", at: first)
                graphIsCertain = false
                continue
            }
            known[step.name.value] = step.name.range
            steps.append(step)
        }
        for step in steps { stepNames.append(step.name.value) }
        checkDependencyNames(&steps, known)
        return steps
    }

    /// Nil for a step that has no usable name; what else is wrong with it has been reported all the same.
    private func readStep(_ node: YAMLNode) -> StepSpec? {
        guard let fields = Fields(node, SpecFormat.step, findings) else { return nil }
        if fields.isRefused("type") || fields.isRefused("depends_on") { graphIsCertain = false }
        let name = fields.located("name") ?? Located("", at: node.range)
        var step = StepSpec(name: name, callable: Located("", at: node.range))
        if let text = fields.text("type") { step.kind = StepKind(rawValue: text) ?? .standard }
        step.description = fields.text("description")
        step.swiftName = fields.located("x-swift-name")
        readHandler(fields, &step)
        step.dependencies = readDependencies(fields)
        if let node = fields.value("inputs") { step.inputs = readInputs(node) }
        if let node = fields.value("retry") { step.retry = readRetry(node) }
        step.timeoutSeconds = readTimeout(fields)
        step.events = readEvents(fields)
        if let node = fields.value("batch_config") {
            step.batch = readBatch(node, fields, step.kind)
        } else if step.kind == .batchWorker, !fields.isRefused("batch_config") {
            findings.add(.missingBatchConfig, name.range, "the batch worker \(quoted(name.value)) has no 'batch_config'")
        }
        if let node = fields.value("api") { step.api = readAPI(node) }
        if let node = fields.value("result_schema") {
            step.resultSchema = schemas.readRoot(node)
        } else {
            findings.add(.noResultSchema, name.range, "the step has no 'result_schema', so its result is untyped JSON")
        }
        checkLabels(step)
        checkBatchConstants(step)
        return fields.value("name") == nil ? nil : step
    }

    private func readHandler(_ step: Fields, _ spec: inout StepSpec) {
        guard let node = step.value("handler"), let handler = Fields(node, SpecFormat.handler, findings) else { return }
        spec.initialization = handler.value("initialization")
        if let node = spec.initialization { schemas.checkDepth(node) }
        guard let callable = handler.located("callable") else { return }
        spec.callable = callable
        if Names.problem(callable.value, max: 500) == "is empty" {
            findings.add(.emptyCallable, callable.range, "'callable' is blank; write the handler's name")
        } else if let problem = Names.problem(callable.value, max: 500) {
            findings.add(.badName, callable.range, "'callable' \(problem)")
        }
    }

    private func readDependencies(_ step: Fields) -> [DependencySpec] {
        guard let node = step.value("depends_on") else { return [] }
        var dependencies: [DependencySpec] = []
        switch node.content {
        case .sequence(let items):
            for item in items {
                if let text = item.text { dependencies.append(DependencySpec(step: Located(text, at: item.range))) }
            }
        case .mapping(let entries):
            for entry in entries {
                guard let text = entry.value.text else { continue }
                let step = Located(text, at: entry.value.range)
                dependencies.append(DependencySpec(label: readLabel(entry.key), step: step))
            }
        case .scalar: break
        }
        return dependencies
    }

    private func readInputs(_ node: YAMLNode) -> [InputProjection] {
        var inputs: [InputProjection] = []
        switch node.content {
        case .sequence(let items):
            var listed: Set<ExactText> = []
            for item in items {
                guard let text = item.text else { continue }
                let field = Located(text, at: item.range)
                if listed.insert(ExactText(text)).inserted {
                    inputs.append(InputProjection(label: field, field: field))
                } else {
                    findings.add(.duplicateEntry, item.range, "\(quoted(text)) is listed twice")
                }
            }
        case .mapping(let entries):
            for entry in entries {
                guard let label = readLabel(entry.key), let text = entry.value.text else { continue }
                inputs.append(InputProjection(label: label, field: Located(text, at: entry.value.range)))
            }
        case .scalar: break
        }
        return inputs
    }

    /// The name of an argument.
    private func readLabel(_ key: YAMLNode) -> Located<String>? {
        guard let text = key.text else { return nil }
        if let problem = Names.problem(text, max: 255) {
            findings.add(.badName, key.range, "the argument's name \(problem)")
            return nil
        }
        return Located(text, at: key.range)
    }

    private func readBatch(_ node: YAMLNode, _ step: Fields, _ kind: StepKind) -> BatchSpec? {
        if kind != .batchWorker && kind != .batchable && !step.isRefused("type") {
            let place = step.key("batch_config")?.range ?? node.range
            findings.add(
                .misplacedBatchConfig, place, "a \(kind.rawValue) step takes no 'batch_config'; write it in the batch_worker")
        }
        guard let fields = Fields(node, SpecFormat.batch, findings), let size = fields.integer("batch_size"),
            let parallelism = fields.integer("parallelism"), let cursor = fields.text("cursor_field"),
            let worker = fields.located("worker_template"), let strategy = fields.text("failure_strategy")
        else { return nil }
        return BatchSpec(
            batchSize: max(1, size), parallelism: max(1, parallelism), cursorField: cursor, workerTemplate: worker,
            failureStrategy: BatchSpec.FailureStrategy(rawValue: strategy) ?? .failFast)
    }
}
