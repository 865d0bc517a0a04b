/// A definition's shape, compiled once: steps by index, and for each what its end means to the steps that wait for it.
///
/// Everything that the fingerprint covers and a store needs is here, so that a transition costs as much as the step has
/// dependents, however many steps the run has. Immutable; safe to use from any task.
public final class WorkflowGraph: Sendable {
    public let identity: WorkflowIdentity
    public let fingerprint: String
    public let failurePolicy: FailurePolicy
    /// Names by index, in the order of the spec.
    public let names: [String]
    public let kinds: [StepKind]
    /// For each step the indices of its dependencies, without repetitions, in the order of the spec.
    public let parents: [[Int]]
    /// For each step the indices of the steps that depend on it, ascending.
    public let children: [[Int]]
    /// For each step: how its dependents' counters change when it ends well.
    public let releases: [[CounterChange]]
    /// For each step: how its dependents' counters change when it is skipped.
    public let skipReleases: [[CounterChange]]

    private let indices: [String: Int]

    /// Throws `DefinitionError` when the steps do not form a graph that can run to its end.
    public init(_ definition: WorkflowDefinition) throws {
        let identity = definition.identity
        let steps = definition.steps
        if steps.isEmpty { throw DefinitionError.noSteps(identity) }

        var indices: [String: Int] = [:]
        indices.reserveCapacity(steps.count)
        for (index, step) in steps.enumerated() where indices.updateValue(index, forKey: step.name) != nil {
            throw DefinitionError.duplicateStep(identity, step: step.name)
        }

        var parents = [[Int]](repeating: [], count: steps.count)
        var children = parents
        for (index, step) in steps.enumerated() {
            for dependency in step.dependencies {
                guard let parent = indices[dependency] else {
                    throw DefinitionError.unknownDependency(identity, step: step.name, dependency: dependency)
                }
                // Steps are visited in order, so a repeated dependency finds this step as the parent's latest child.
                if children[parent].last == index { continue }
                parents[index].append(parent)
                children[parent].append(index)
            }
        }
        let stuck = WorkflowGraph.stepsOnCycles(parents: parents, children: children)
        if !stuck.isEmpty { throw DefinitionError.cycle(identity, steps: stuck.map { steps[$0].name }) }

        self.identity = identity
        fingerprint = definition.fingerprint
        failurePolicy = definition.failurePolicy
        names = steps.map(\.name)
        kinds = steps.map(\.kind)
        self.indices = indices
        self.parents = parents
        self.children = children
        releases = children.map { $0.map { CounterChange(step: $0, waitingOn: -1, liveParents: 0) } }
        skipReleases = children.map { $0.map { CounterChange(step: $0, waitingOn: -1, liveParents: -1) } }
    }

    public var count: Int { names.count }

    /// The steps that nothing depends on.
    public var leaves: [Int] { children.indices.filter { children[$0].isEmpty } }

    public func index(of name: String) -> Int? { indices[name] }

    /// True when `step` waits for `other`, directly or through others. Walks the ancestors, nothing else.
    public func isAncestor(_ other: Int, of step: Int) -> Bool {
        var seen: Set<Int> = [step]
        var pending = [step]
        while let next = pending.popLast() {
            for parent in parents[next] where seen.insert(parent).inserted {
                if parent == other { return true }
                pending.append(parent)
            }
        }
        return false
    }

    /// The steps that never become ready because they wait for each other, or for one that does; empty for a sound graph.
    private static func stepsOnCycles(parents: [[Int]], children: [[Int]]) -> [Int] {
        var waitingOn = parents.map(\.count)
        var ready = waitingOn.indices.filter { waitingOn[$0] == 0 }
        while let step = ready.popLast() {
            for child in children[step] {
                waitingOn[child] -= 1
                if waitingOn[child] == 0 { ready.append(child) }
            }
        }
        return waitingOn.indices.filter { waitingOn[$0] > 0 }
    }
}
