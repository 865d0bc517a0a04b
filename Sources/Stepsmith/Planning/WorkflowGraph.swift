/// A definition made ready for planning: steps by position, and for each the steps that wait for it. Built once per
/// registration.
public struct WorkflowGraph: Sendable {
    public let definition: WorkflowDefinition
    /// Positions of the steps that depend on the step at each position.
    public let dependents: [[Int]]
    /// Positions of the steps that each step depends on, in the order of the spec.
    public let parents: [[Int]]
    /// For each step, what its success passes on to the steps that wait for it; made once, since most transitions need
    /// no other.
    let successReleases: [[Release]]
    /// The same when it is skipped, and the steps that are skipped with it whatever else they wait for: a decision's
    /// branches and an analyzer's workers.
    let skipReleases: [[Release]]
    let skippedWith: [[Int]]
    private let positions: [String: Int]

    /// Throws `DefinitionError` for no steps, a step named twice, an unknown dependency or a cycle: not made by the
    /// generator.
    public init(_ definition: WorkflowDefinition) throws(DefinitionError) {
        if definition.steps.isEmpty { throw DefinitionError(workflow: definition.identity, message: "it has no steps") }
        var positions: [String: Int] = [:]
        for (position, step) in definition.steps.enumerated() {
            if positions.updateValue(position, forKey: step.name) != nil {
                throw DefinitionError(workflow: definition.identity, message: "step \(step.name) is defined twice")
            }
        }
        var dependents = [[Int]](repeating: [], count: definition.steps.count)
        var parents: [[Int]] = []
        for (position, step) in definition.steps.enumerated() {
            var own: [Int] = []
            for name in step.dependencies {
                guard let parent = positions[name] else {
                    throw DefinitionError(
                        workflow: definition.identity, message: "step \(step.name) depends on \(name), which is not defined")
                }
                // The same dependency named twice is one edge. Steps come in order, so it is the parent's latest if it
                // is there.
                if dependents[parent].last == position { continue }
                own.append(parent)
                dependents[parent].append(position)
            }
            parents.append(own)
        }
        // A mould waits for its analyzer, whether it says so or not.
        var analyzers: [Int: String] = [:]
        for (position, step) in definition.steps.enumerated() {
            guard let mould = step.worker.flatMap({ positions[$0] }) else { continue }
            if let other = analyzers.updateValue(step.name, forKey: mould) {
                throw DefinitionError(
                    workflow: definition.identity,
                    message: "steps \(other) and \(step.name) both cut batches for \(definition.steps[mould].name)")
            }
            if parents[mould].contains(position) { continue }
            parents[mould].append(position)
            dependents[position].append(mould)
        }
        for step in definition.steps {
            guard let mould = WorkflowGraph.mouldName(of: step.name), let position = positions[mould],
                definition.steps[position].kind == .batchWorker
            else { continue }
            throw DefinitionError(
                workflow: definition.identity, message: "step \(step.name) is called as a worker of the batch \(mould) would be")
        }
        self.definition = definition
        self.dependents = dependents
        self.parents = parents
        successReleases = dependents.map { $0.map { Release(position: $0, edge: .taken) } }
        var skipReleases: [[Release]] = []
        var skippedWith: [[Int]] = []
        for (position, step) in definition.steps.enumerated() {
            let bound = dependents[position].filter { child in
                switch step.kind {
                case .decision: return definition.steps[child].kind != .deferredConvergence
                case .batchable: return definition.steps[child].name == step.worker
                default: return false
                }
            }
            skippedWith.append(bound)
            let others = dependents[position].filter { !bound.contains($0) }
            skipReleases.append(others.map { Release(position: $0, edge: .notTaken) })
        }
        self.skipReleases = skipReleases
        self.skippedWith = skippedWith
        self.positions = positions
        let stuck = stepsOnCycles
        if !stuck.isEmpty {
            let names = stuck.map { definition.steps[$0].name }.joined(separator: ", ")
            throw DefinitionError(workflow: definition.identity, message: "steps wait for each other in a circle: \(names)")
        }
    }

    public var identity: WorkflowIdentity { definition.identity }
    public var stepCount: Int { definition.steps.count }

    public func position(of step: String) -> Int? { positions[step] }

    /// Whether `ancestor` must be terminal before `step` starts. Walks upwards from `step`.
    public func isAncestor(_ ancestor: Int, of step: Int) -> Bool {
        var seen: Set<Int> = []
        var open = parents[step]
        while let next = open.popLast() {
            if next == ancestor { return true }
            if seen.insert(next).inserted { open += parents[next] }
        }
        return false
    }

    /// The mould whose worker would have this name, if it had one: all but a number of three digits or more.
    private static func mouldName(of step: String) -> String? {
        guard let end = step.lastIndex(of: "_") else { return nil }
        let digits = step[step.index(after: end)...].utf8
        guard digits.count >= 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return String(step[..<end])
    }

    /// The steps that would never start, because they wait for each other or for one that does.
    private var stepsOnCycles: [Int] {
        var waiting = parents.map(\.count)
        var free = waiting.indices.filter { waiting[$0] == 0 }
        while let next = free.popLast() {
            for dependent in dependents[next] {
                waiting[dependent] -= 1
                if waiting[dependent] == 0 { free.append(dependent) }
            }
        }
        return waiting.indices.filter { waiting[$0] > 0 }
    }
}

/// A definition that no run can follow.
public struct DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
    public let workflow: WorkflowIdentity
    public let message: String
    public var description: String { "Workflow \(workflow) cannot run: \(message)." }
}
