import WorkflowSpec

extension WorkflowSpec {
    /// From each step to those that depend on it, by index, sorted by name.
    var edges: [(from: Int, to: Int)] {
        let graph = graph
        var edges: [(from: Int, to: Int)] = []
        for to in graph.parents.indices {
            for from in graph.parents[to] { edges.append((from, to)) }
        }
        return edges.sorted { a, b in
            (steps[a.from].name.value, steps[a.to].name.value) < (steps[b.from].name.value, steps[b.to].name.value)
        }
    }
}
