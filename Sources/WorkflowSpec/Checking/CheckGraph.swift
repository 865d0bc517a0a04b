import YAMLSyntax

extension SpecReading {
    /// What only the graph as a whole shows. The names in it are known to be right.
    func checkGraph(_ steps: [StepSpec]) {
        let graph = StepGraph(steps)
        if graph.order.count < steps.count {
            reportCycles(steps, graph)
            return
        }
        let fed = fedWorkers(steps, graph)
        checkSharedWorkers(steps, graph)
        var index = 0
        while index < steps.count {
            let step = steps[index]
            let parents = graph.parents[index]
            switch step.kind {
            case .standard: checkJoin(index, steps, graph)
            case .decision:
                if parents.isEmpty {
                    findings.add(
                        .decisionWithoutDependency, step.name.range,
                        "the decision \(quoted(step.name.value)) needs a step that it depends on")
                }
                if graph.decisionRoutes(of: index).isEmpty {
                    let what = graph.children[index].isEmpty ? "no step depends" : "only convergences depend"
                    findings.add(
                        .decisionWithoutBranches, step.name.range, "\(what) on the decision \(quoted(step.name.value))")
                }
            case .deferredConvergence: checkConvergence(index, steps, graph)
            case .batchable: checkBatchable(index, steps, graph)
            case .batchWorker: checkWorker(step, isFed: fed[index])
            }
            checkIsNoWorkerOfABatch(step.name, steps, graph)
            if steps.count > 1, parents.isEmpty, graph.children[index].isEmpty, step.kind == .standard {
                findings.add(.orphanStep, step.name.range, "\(quoted(step.name.value)) is connected to no other step")
            }
            index += 1
        }
    }

    private func checkJoin(_ index: Int, _ steps: [StepSpec], _ graph: StepGraph) {
        let parents = graph.parents[index]
        var joins = ""
        for parent in parents {
            if steps[parent].kind == .batchWorker {
                joins = "the batch worker " + quoted(steps[parent].name.value)
            } else if joins.isEmpty, graph.origins[parent] != graph.origins[parents[0]] {
                joins = "branches of a decision, which may be skipped"
            }
        }
        if joins.isEmpty { return }
        findings.add(
            .joinNotDeferred, steps[index].name.range,
            "\(quoted(steps[index].name.value)) joins \(joins); write 'type: deferred_convergence'")
    }

    private func checkConvergence(_ index: Int, _ steps: [StepSpec], _ graph: StepGraph) {
        for parent in graph.parents[index] where graph.conditional[parent] || steps[parent].kind != .standard { return }
        findings.add(
            .needlessConvergence, steps[index].name.range,
            "nothing that \(quoted(steps[index].name.value)) waits for can be skipped; 'type: standard' says the same")
    }
}
