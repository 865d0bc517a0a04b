import YAMLSyntax

extension StepGraph {
    /// Cycles such that taking one edge out of each leaves none: every edge that leads back into the path of a depth-first
    /// search, with the path. Each starts and ends where its step of lowest index is met first.
    ///
    /// `visit` gets the path from the step the edge leads back to, in the direction of dependency; all but the first
    /// `limit` steps of a long path are left out, and `length` is the full one.
    func forEachCycle(limit: Int, _ visit: (_ path: [Int], _ length: Int) -> Void) {
        var state = [UInt8](repeating: 0, count: parents.count)  // 0 new, 1 on the path, 2 done
        var depth = [Int](repeating: 0, count: parents.count)
        var next = [Int](repeating: 0, count: parents.count)
        var path: [Int] = []
        var root = 0
        while root < parents.count {
            if state[root] == 0 {
                state[root] = 1
                depth[root] = 0
                path.append(root)
            }
            while let step = path.last {
                if next[step] == parents[step].count {
                    state[step] = 2
                    path.removeLast()
                    continue
                }
                let parent = parents[step][next[step]]
                next[step] += 1
                if state[parent] == 0 {
                    state[parent] = 1
                    depth[parent] = path.count
                    path.append(parent)
                } else if state[parent] == 1 {
                    let length = path.count - depth[parent]
                    visit(Array(path[depth[parent]..<depth[parent] + min(length, limit)]), length)
                }
            }
            root += 1
        }
    }
}

extension SpecReading {
    func reportCycles(_ steps: [StepSpec], _ graph: StepGraph) {
        graph.forEachCycle(limit: 12) { (path: [Int], length: Int) -> Void in
            var text = ""
            for step in path { text += quoted(steps[step].name.value) + " → " }
            if length > path.count { text += "… \(length - path.count) more … → " }
            text += quoted(steps[path[0]].name.value)
            findings.add(.dependencyCycle, steps[path[0]].name.range, "steps depend on each other in a circle: \(text)")
        }
    }
}
