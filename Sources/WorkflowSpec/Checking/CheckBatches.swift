import YAMLSyntax

/// What is special about batches in the graph.
extension SpecReading {
    func checkBatchable(_ index: Int, _ steps: [StepSpec], _ graph: StepGraph) {
        if let name = steps[index].workerName {
            checkWorkerName(name, steps, graph)
        } else if graph.worker(of: index) == nil {
            findings.add(
                .batchableWithoutWorker, steps[index].name.range,
                "no batch_worker step depends on \(quoted(steps[index].name.value)) to take its ranges")
        }
    }

    func checkWorker(_ step: StepSpec, isFed: Bool) {
        if !isFed {
            findings.add(
                .unreachableWorker, step.name.range,
                "no batchable step leads to the batch worker \(quoted(step.name.value)), so it never runs")
        }
        if let batch = step.batch, batch.workerTemplate.value != step.name.value {
            findings.add(
                .unknownWorker, batch.workerTemplate.range,
                "\(quoted(batch.workerTemplate.value)) is not this batch worker; write \(quoted(step.name.value))")
        }
    }

    private func checkWorkerName(_ name: Located<String>, _ steps: [StepSpec], _ graph: StepGraph) {
        if let index = graph.index(of: name.value), steps[index].kind == .batchWorker { return }
        var workers: [String] = []
        for step in steps where step.kind == .batchWorker { workers.append(step.name.value) }
        let hint = findings.suggestion(for: name.value, among: workers)
        findings.add(.unknownWorker, name.range, "the workflow has no batch_worker step \(quoted(name.value))\(hint)")
    }

    /// A worker's ranges are those of one batchable step.
    func checkSharedWorkers(_ steps: [StepSpec], _ graph: StepGraph) {
        var analyzers: [Int: Int] = [:]
        var index = 0
        while index < steps.count {
            if let worker = graph.worker(of: index) {
                if let first = analyzers[worker] {
                    findings.add(
                        .sharedWorker, steps[index].name.range,
                        "the batch worker \(quoted(steps[worker].name.value)) already works on the ranges of "
                            + "\(quoted(steps[first].name.value)); write another one for \(quoted(steps[index].name.value))",
                        note: "the other batchable step is here", at: steps[first].name.range)
                } else {
                    analyzers[worker] = index
                }
            }
            index += 1
        }
    }

    func checkIsNoWorkerOfABatch(_ name: Located<String>, _ steps: [StepSpec], _ graph: StepGraph) {
        guard let mould = SpecReading.mouldName(of: name.value), let index = graph.index(of: mould),
            steps[index].kind == .batchWorker
        else { return }
        findings.add(
            .workerName, name.range,
            "\(quoted(name.value)) is what a run calls one of the ranges of the batch worker \(quoted(mould)); rename the step",
            note: "the batch worker is here", at: steps[index].name.range)
    }

    /// All but a number of three digits or more, as the runtime has it.
    private static func mouldName(of step: String) -> String? {
        let bytes = step.utf8
        var end = bytes.endIndex
        var digits = 0
        while end > bytes.startIndex {
            let before = bytes.index(before: end)
            let byte = bytes[before]
            if byte == UInt8(ascii: "_") { return digits >= 3 ? String(step[..<before]) : nil }
            if byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") { return nil }
            digits += 1
            end = before
        }
        return nil
    }

    /// `batch_size` and `max_workers` among a batchable step's constants, which the runtime takes when they are at least 1.
    func checkBatchConstants(_ step: StepSpec) {
        guard step.kind == .batchable, let constants = step.initialization else { return }
        checkCount(
            "batch_size", constants,
            "so the ranges are as large as the handler says, or else 'batch_config' of the batch worker")
        checkCount("max_workers", constants, "so there is no limit to the number of ranges")
    }

    /// The same where an environment gives them.
    func checkBatchConstants(_ environments: [EnvironmentSpec], _ steps: [StepSpec]) {
        var batchables: Set<String> = []
        for step in steps where step.kind == .batchable { batchables.insert(step.name.value) }
        if batchables.isEmpty { return }
        for environment in environments {
            for override in environment.overrides {
                guard let constants = override.initialization else { continue }
                if override.step.value != "ALL", !batchables.contains(override.step.value) { continue }
                checkCount("batch_size", constants, "so the step's own stays")
                checkCount("max_workers", constants, "so the step's own stays")
            }
        }
    }

    private func checkCount(_ key: String, _ constants: YAMLNode, _ effect: String) {
        guard let node = constants.entry(key)?.value, !node.isNull else { return }
        if let count = node.integerValue, count >= 1 { return }
        findings.add(
            .unusableCount, node.range,
            "\(quoted(key)) is \(node.shape), and ranges need a whole number of at least 1; it is a constant of the handler's and "
                + "no more, \(effect)")
    }

    /// The batch workers that some batchable step leads to or names.
    func fedWorkers(_ steps: [StepSpec], _ graph: StepGraph) -> [Bool] {
        var isFed = [Bool](repeating: false, count: steps.count)
        for step in graph.order {
            if steps[step].kind == .batchable {
                isFed[step] = true
                if let worker = graph.worker(of: step) { isFed[worker] = true }
            }
            if isFed[step] {
                for child in graph.children[step] { isFed[child] = true }
            }
        }
        return isFed
    }
}
