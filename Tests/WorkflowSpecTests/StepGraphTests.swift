import Testing
import WorkflowSpec
import YAMLSyntax

@Suite("The graph of steps")
struct StepGraphTests {
    /// Steps from `name: kind < parents`, written `"d: decision < a b"`.
    static func graph(_ lines: [String]) -> StepGraph {
        var steps: [StepSpec] = []
        for line in lines {
            let parts = line.split(separator: "<").map { $0.split(separator: " ").map(String.init) }
            let name = String(parts[0][0].dropLast())
            let kind = parts[0].count > 1 ? StepKind(rawValue: parts[0][1]) ?? .standard : .standard
            let parents = parts.count > 1 ? parts[1] : []
            steps.append(
                StepSpec(
                    name: Located(name, at: .fileStart), kind: kind, callable: Located("c", at: .fileStart),
                    dependencies: parents.map { DependencySpec(step: Located($0, at: .fileStart)) }))
        }
        return StepGraph(steps)
    }

    @Test("Parents, children, order, ancestors and sinks")
    func shape() {
        let graph = StepGraphTests.graph(["e: < c d", "c: < a", "d: < b b", "a:", "b: < a", "alone:", "x: < gone x"])
        #expect(graph.parents == [[1, 2], [3], [4], [], [3], [], []])
        #expect(graph.children == [[], [0], [0], [1, 4], [2], [], []])
        #expect(graph.order == [3, 5, 6, 1, 4, 2, 0])
        #expect(graph.ancestors(of: 0) == [1, 2, 3, 4] && graph.ancestors(of: 3) == [])
        #expect(graph.sinks == [0, 5, 6])
        #expect(graph.index(of: "b") == 4 && graph.index(of: "gone") == nil)
    }

    @Test("Steps in a cycle and behind it are not in the order")
    func cycle() {
        let graph = StepGraphTests.graph(["a: < c", "b: < a", "c: < b", "d: < c", "e:"])
        #expect(graph.order == [4])
        #expect(graph.ancestors(of: 3) == [0, 1, 2])
        #expect(graph.ancestors(of: 0) == [1, 2])
    }

    @Test(
        "Which steps a decision may cause to be skipped",
        arguments: [
            // Nothing without a decision.
            (["a:", "b: < a", "c: deferred_convergence < a b"], []),
            // The branches, what hangs on them alone, and a join of branches alone.
            (["v:", "d: decision < v", "a: < d", "b: < d", "c: < a", "j: deferred_convergence < a b"], ["a", "b", "c", "j"]),
            // A join that also waits for a step that always runs.
            (["v:", "d: decision < v", "a: < d", "j: deferred_convergence < a v", "k: < j"], ["a"]),
            // A child that a decision does not choose is skipped whatever else it depends on.
            (["v:", "d: decision < v", "a: < d v"], ["a"]),
            (["v:", "d: decision < v", "j: deferred_convergence < d v"], []),
            (["v:", "d: decision < v", "a: < d", "j: deferred_convergence < d a"], ["a", "j"]),
            // A decision on a branch, and one as the direct child of another.
            (["v:", "d: decision < v", "a: < d", "e: decision < a", "b: < e"], ["a", "e", "b"]),
            (["v:", "d: decision < v", "e: decision < d", "b: < e"], ["e", "b"]),
            // Batches come as arrays, not skipped.
            (["a: batchable", "w: batch_worker < a", "j: deferred_convergence < w"], []),
            (["v:", "d: decision < v", "a: batchable < d", "w: batch_worker < a"], ["a", "w"]),
        ] as [([String], [String])])
    func conditional(_ lines: [String], _ expected: [String]) {
        let names = lines.map { String($0.prefix { $0 != ":" }) }
        let graph = StepGraphTests.graph(lines)
        #expect(names.indices.filter { graph.conditional[$0] }.map { names[$0] } == expected)
    }

    @Test("The routes of a decision are its direct children but for convergences")
    func routes() {
        let graph = StepGraphTests.graph([
            "v:", "d: decision < v", "a: < d", "b: < a", "c: decision < d", "j: deferred_convergence < d a",
        ])
        #expect(graph.decisionRoutes(of: 1) == [2, 4])
        #expect(graph.decisionRoutes(of: 4) == [] && graph.decisionRoutes(of: 0) == [])
    }

    @Test(
        "Which parents may be missing when a step runs, which is the last one here",
        arguments: [
            // Everything runs.
            (["a:", "b: < a", "x: < a b"], []),
            // Two branches, and what always runs.
            (["v:", "d: decision < v", "a: < d", "b: < d", "x: deferred_convergence < a b v d"], ["a", "b"]),
            // On one branch, all of it runs.
            (["v:", "d: decision < v", "a: < d", "x: < a"], []),
            (["v:", "d: decision < v", "a: < d", "b: < a", "c: < a", "x: deferred_convergence < b c"], []),
            // A branch and what always runs.
            (["v:", "d: decision < v", "a: < d", "x: < a v"], ["a"]),
            // A branch of a decision that lies on a branch: the decision chose it, so the decision ran, and what is beside it.
            (["v:", "d: decision < v", "a: < d", "e: decision < a", "x: < e"], []),
            (["v:", "d: decision < v", "a: < d", "b: < a", "e: decision < a", "x: < e b v"], []),
            (["v:", "d: decision < v", "a: < d", "b: < d", "e: decision < a", "x: < e b"], ["b"]),
            // A convergence is no branch, so a decision that it waits for may not have run.
            (["v:", "d: decision < v", "a: < d", "e: decision < a", "x: deferred_convergence < e v"], ["e"]),
            (["v:", "d: decision < v", "a: < d", "e: decision < a", "b: < e", "x: deferred_convergence < e b"], ["e", "b"]),
            // Joins of branches begin anew.
            (["v:", "d: decision < v", "a: < d", "b: < d", "j: deferred_convergence < a b", "k: < j", "x: < j k"], []),
            (["v:", "d: decision < v", "a: < d", "b: < d", "j: deferred_convergence < a b", "x: < j a"], ["j", "a"]),
        ] as [([String], [String])])
    func missingParents(_ lines: [String], _ expected: [String]) {
        let names = lines.map { String($0.prefix { $0 != ":" }) }
        let graph = StepGraphTests.graph(lines)
        let step = lines.count - 1
        let missing = zip(graph.parents[step], graph.mayBeMissing(for: step)).filter(\.1).map { names[$0.0] }
        #expect(missing == expected)
    }

    @Test("A batchable step finds its worker by name, in either place, or as a child")
    func workers() throws {
        let config =
            "batch_config: {batch_size: 1, parallelism: 1, cursor_field: id, worker_template: W, failure_strategy: isolate}"
        func worker(_ batchable: String) throws -> String? {
            let text = steps(
                batchable, step("v", "type: batch_worker, depends_on: [a], " + config.replacing("W", with: "v")),
                step("w", "type: batch_worker, depends_on: [a], " + config.replacing("W", with: "w")))
            let spec = try #require(read(text).spec)
            return spec.graph.worker(of: 0).map { spec.steps[$0].name.value }
        }
        let named = "handler: {callable: a, initialization: {worker_template_name: w}}"
        #expect(try worker("- {name: a, type: batchable, result_schema: {}, \(named)}\n") == "w")
        #expect(try worker(step("a", "type: batchable, " + config.replacing("W", with: "w"))) == "w")
        #expect(try worker(step("a", "type: batchable")) == "v")
        // A name that leads nowhere is a warning; the child is what was most likely meant.
        #expect(try worker(step("a", "type: batchable, " + config.replacing("W", with: "zzz"))) == "v")
    }
}
