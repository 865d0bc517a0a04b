import Stepsmith

extension StoreContract {
    private static let branches = [
        StepDefinition("choose", .decision), StepDefinition("left", dependsOn: ["choose"]),
        StepDefinition("right", dependsOn: ["choose"]), StepDefinition("after", dependsOn: ["right"]),
        StepDefinition("join", .deferredConvergence, dependsOn: ["left", "after"]),
    ]

    static let deciding: [StoreContract] = [
        StoreContract("a decision starts its branch and skips the rest, and a convergence waits for what runs") {
            on in
            let graph = try on.graph(branches)
            let run = try await on.begin(graph)
            try await on.run("choose", .done("1", .route(["left"])), graph)
            try await on.requireStates(run, [.succeeded, .ready, .skipped, .skipped, .waiting], .running)
            try await on.run("left", .done("2"), graph)
            let join = try await on.claim("join", by: "a", graph)
            try on.require(join.results == [Array("2".utf8), nil], "a skipped dependency has no result")
            try await on.apply(.done(), to: join, by: "a", graph)
            try await on.requireStates(run, [.succeeded, .succeeded, .skipped, .skipped, .succeeded], .succeeded)
            let snapshot = try await on.snapshot(run)
            try on.require(snapshot.step("right")?.skipReason?.contains("choose") == true, "with the reason")
            let skipped = snapshot.history.filter { $0.event == .skipped }
            try on.require(skipped.map(\.step) == ["right", "after"], "in the history, in order")
            try on.require(skipped.allSatisfy { $0.reason != nil }, "and why")
        },
        StoreContract("when no branch is chosen all is skipped, and the run has succeeded") { on in
            let graph = try on.graph(branches)
            let run = try await on.begin(graph)
            try await on.run("choose", .done("1", .skip(reason: "nothing to do")), graph)
            try await on.requireStates(run, [.succeeded, .skipped, .skipped, .skipped, .skipped], .succeeded)
            let reason = try await on.snapshot(run).step("left")?.skipReason
            try on.require(reason?.contains("nothing to do") == true, "got \(reason ?? "no reason")")
        },
        StoreContract("a long chain of skipped steps is followed to its end") { on in
            var steps = [StepDefinition("choose", .decision), StepDefinition("s0", dependsOn: ["choose"])]
            for index in 1..<2000 { steps.append(StepDefinition("s\(index)", dependsOn: ["s\(index - 1)"])) }
            let graph = try on.graph(steps)
            let run = try await on.begin(graph)
            try await on.run("choose", .done("1", .route([])), graph)
            let snapshot = try await on.snapshot(run)
            try on.require(snapshot.state == .succeeded, "the run has ended")
            try on.require(snapshot.steps.dropFirst().allSatisfy { $0.state == .skipped }, "all are skipped")
        },
        StoreContract("a branch of a decision that was skipped is skipped, whatever else it waits for") { on in
            let graph = try on.graph([
                StepDefinition("first"), StepDefinition("outer", .decision, dependsOn: ["first"]),
                StepDefinition("left", dependsOn: ["outer"]), StepDefinition("inner", .decision, dependsOn: ["outer"]),
                StepDefinition("deep", dependsOn: ["inner", "first"]),
                StepDefinition("below", dependsOn: ["deep"]),
                StepDefinition("join", .deferredConvergence, dependsOn: ["left", "deep"]),
            ])
            let run = try await on.begin(graph)
            try await on.run("first", .done(), graph)
            try await on.run("outer", .done("1", .route(["left"])), graph)
            try await on.run("left", .done(), graph)
            try await on.run("join", .done(), graph)
            try await on.requireStates(
                run, [.succeeded, .succeeded, .succeeded, .skipped, .skipped, .skipped, .succeeded], .succeeded)
        },
    ]
}
