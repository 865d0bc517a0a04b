import YAMLSyntax

/// The dependencies of a workflow's steps as indices into `WorkflowSpec.steps`, resolved once.
///
/// Every member takes or gives indices. Built in time linear in steps and edges; nothing recurses, so a chain may be as long
/// as a file allows. An immutable value.
public struct StepGraph: Sendable {
    /// The steps each step depends on, in the order written, each once.
    public let parents: [[Int]]
    /// The steps that depend on each step, in the order of the spec.
    public let children: [[Int]]
    /// Every step after its parents. Steps in a cycle, and those behind it, are left out.
    public let order: [Int]
    /// Whether each step may be skipped because of a decision, as the runtime's planner has it: a decision that it depends on may
    /// not choose it, or everything it depends on may be skipped. A convergence is no branch: one that also depends on a step
    /// that always runs does so itself. (A decision may choose nothing, so all its branches may be skipped together.)
    public let conditional: [Bool]
    /// For each step, the step at which the branch it lies on begins: -1 when it always runs. Steps with the same origin run
    /// together or are skipped together; two with different origins need not both run.
    public let origins: [Int]
    private let kinds: [StepKind]
    private let indices: [String: Int]
    private let workers: [Int: Int]

    public init(_ steps: [StepSpec]) {
        var indices: [String: Int] = [:]
        indices.reserveCapacity(steps.count)
        var index = 0
        while index < steps.count {
            if indices[steps[index].name.value] == nil { indices[steps[index].name.value] = index }
            index += 1
        }
        var parents: [[Int]] = []
        parents.reserveCapacity(steps.count)
        var children = [[Int]](repeating: [], count: steps.count)
        var kinds: [StepKind] = []
        kinds.reserveCapacity(steps.count)
        index = 0
        while index < steps.count {
            var own: [Int] = []
            for dependency in steps[index].dependencies {
                guard let parent = indices[dependency.step.value], parent != index else { continue }
                // A new edge of this step is always the last one of the parent's list, so this needs no search.
                if children[parent].last == index { continue }
                own.append(parent)
                children[parent].append(index)
            }
            parents.append(own)
            kinds.append(steps[index].kind)
            index += 1
        }
        self.parents = parents
        self.children = children
        self.kinds = kinds
        self.indices = indices
        order = StepGraph.order(parents: parents, children: children)
        conditional = StepGraph.conditional(order: order, parents: parents, kinds: kinds)
        origins = StepGraph.origins(order: order, parents: parents, kinds: kinds, conditional: conditional)
        workers = StepGraph.workers(steps, children: children, indices: indices)
    }

    public func index(of name: String) -> Int? { indices[name] }

    /// The steps that nothing depends on, in the order of the spec.
    public var sinks: [Int] {
        var found: [Int] = []
        var index = 0
        while index < children.count {
            if children[index].isEmpty { found.append(index) }
            index += 1
        }
        return found
    }

    /// All steps that must end before this one starts, in the order of the spec. Takes time linear in the whole graph.
    public func ancestors(of step: Int) -> [Int] {
        var seen = [Bool](repeating: false, count: parents.count)
        var stack: [Int] = parents[step]
        while let next = stack.popLast() {
            if seen[next] { continue }
            seen[next] = true
            stack.append(contentsOf: parents[next])
        }
        var found: [Int] = []
        var index = 0
        while index < seen.count {
            if seen[index], index != step { found.append(index) }
            index += 1
        }
        return found
    }

    /// The steps that a decision can activate: its direct children, decisions among them, but no convergence, which waits for
    /// what was activated. Empty for any other kind of step.
    public func decisionRoutes(of step: Int) -> [Int] {
        if kinds[step] != .decision { return [] }
        var routes: [Int] = []
        for child in children[step] where kinds[child] != .deferredConvergence { routes.append(child) }
        return routes
    }

    /// For each parent of a step, whether it may have been skipped although the step runs. A step starts once one of its parents
    /// ran and none is open, and the branch of a decision only if that decision chose it.
    public func mayBeMissing(for step: Int) -> [Bool] {
        let parents = parents[step]
        // The origins of what surely ran.
        var surelyRan: Set<Int> = [-1]
        var isOneBranch = true
        for parent in parents {
            if kinds[parent] == .decision, kinds[step] != .deferredConvergence { surelyRan.insert(origins[parent]) }
            if origins[parent] != origins[parents[0]] { isOneBranch = false }
        }
        var missing: [Bool] = []
        for parent in parents { missing.append(!isOneBranch && !surelyRan.contains(origins[parent])) }
        return missing
    }

    /// The batch worker step that a batchable step's ranges run on: the one it names in
    /// `handler.initialization.worker_template_name` or `batch_config.worker_template`, else the first one that depends on it.
    public func worker(of step: Int) -> Int? { workers[step] }

    /// Kahn's algorithm; ties in the order of the spec.
    private static func order(parents: [[Int]], children: [[Int]]) -> [Int] {
        var waiting: [Int] = []
        waiting.reserveCapacity(parents.count)
        var order: [Int] = []
        order.reserveCapacity(parents.count)
        var index = 0
        while index < parents.count {
            waiting.append(parents[index].count)
            if parents[index].isEmpty { order.append(index) }
            index += 1
        }
        var next = 0
        while next < order.count {
            for child in children[order[next]] {
                waiting[child] -= 1
                if waiting[child] == 0 { order.append(child) }
            }
            next += 1
        }
        return order
    }

    private static func conditional(order: [Int], parents: [[Int]], kinds: [StepKind]) -> [Bool] {
        var conditional = [Bool](repeating: false, count: parents.count)
        for step in order where !parents[step].isEmpty {
            var mayBeSkipped = true
            for parent in parents[step] {
                if kinds[parent] == .decision {
                    if kinds[step] == .deferredConvergence { continue }
                    mayBeSkipped = true
                    break
                }
                if !conditional[parent] { mayBeSkipped = false }
            }
            conditional[step] = mayBeSkipped
        }
        return conditional
    }

    private static func origins(
        order: [Int], parents: [[Int]], kinds: [StepKind], conditional: [Bool]
    ) -> [Int] {
        var origins = [Int](repeating: -1, count: parents.count)
        for step in order where conditional[step] {
            var origin: Int?
            for parent in parents[step] {
                let own = kinds[parent] == .decision ? step : origins[parent]
                origin = origin == nil || origin == own ? own : step
            }
            origins[step] = origin ?? -1
        }
        return origins
    }

    private static func workers(_ steps: [StepSpec], children: [[Int]], indices: [String: Int]) -> [Int: Int] {
        var workers: [Int: Int] = [:]
        var index = 0
        while index < steps.count {
            if steps[index].kind == .batchable {
                var worker: Int?
                if let name = steps[index].workerName, let named = indices[name.value], steps[named].kind == .batchWorker {
                    worker = named
                } else {
                    worker = children[index].first { (child: Int) -> Bool in steps[child].kind == .batchWorker }
                }
                workers[index] = worker
            }
            index += 1
        }
        return workers
    }
}

extension WorkflowSpec {
    /// Resolves the dependencies of all steps; keep it rather than ask for it again.
    public var graph: StepGraph { StepGraph(steps) }
}

extension StepSpec {
    /// The name of the worker step that a batchable step gives, if it gives one.
    public var workerName: Located<String>? {
        if let entry = initialization?.entry("worker_template_name"), let name = entry.value.string {
            return Located(name, at: entry.value.range)
        }
        return batch?.workerTemplate
    }
}
