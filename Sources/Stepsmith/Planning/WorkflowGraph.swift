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
    /// The same when it is skipped.
    let skipReleases: [[Release]]
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
        for (position, step) in definition.steps.enumerated() {
            guard let mould = step.worker.flatMap({ positions[$0] }), !parents[mould].contains(position) else { continue }
            parents[mould].append(position)
            dependents[position].append(mould)
        }
        self.definition = definition
        self.dependents = dependents
        self.parents = parents
        successReleases = dependents.map { $0.map { Release(position: $0, edge: .taken) } }
        skipReleases = dependents.map { $0.map { Release(position: $0, edge: .notTaken) } }
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
