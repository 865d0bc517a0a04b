import Stepsmith

extension StoreContract {
    static let claiming: [StoreContract] = [
        StoreContract("a step is claimed by one worker, however many ask at once") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for index in 0..<64 { try await on.create(graph, id: "r\(index)") }
            let claimed = try await withThrowingTaskGroup(of: [ClaimedStep].self) { group in
                for worker in 0..<16 { group.addTask { try await on.claim("w\(worker)", graph, limit: 8) } }
                return try await group.reduce(into: [ClaimedStep]()) { $0 += $1 }
            }
            try on.require(claimed.count == 64, "all are claimed, got \(claimed.count)")
            try on.require(Set(claimed.map(\.lease.run)).count == 64, "each once")
        },
        StoreContract("a worker gets only steps of the workflows and versions it names") { on in
            let (graph, new) = (try on.graph(.one), try on.graph(.one, version: "2.0.0"))
            try await on.store.register([graph, new])
            try await on.create(new, id: "r")
            let wrong = try await on.claim("a", graph)
            let none = try await on.store.claim(on.request("a", [])).steps
            try on.require(wrong.isEmpty && none.isEmpty, "what it does not name stays for others")
            let right = try await on.claim("b", new)
            try on.require(right.map(\.workflow) == [new.identity], "and others get it")
        },
        StoreContract("no more steps are claimed than asked for, oldest first across workflows") { on in
            let (graph, other) = (try on.graph(.one), try on.graph(.one, name: "other"))
            try await on.store.register([graph, other])
            for (id, of) in [("1", graph), ("2", other), ("3", graph), ("4", other)] {
                try await on.create(of, id: id)
                try await on.advance(.seconds(1))
            }
            let first = try await on.store.claim(on.request("a", [other, graph], limit: 3)).steps
            try on.require(first.map(\.lease.run.rawValue) == ["1", "2", "3"], "got \(first.map(\.lease.run))")
            let none = try await on.store.claim(on.request("a", [other, graph], limit: 0)).steps
            try on.require(none.isEmpty, "nothing for a limit of 0")
            let rest = try await on.store.claim(on.request("a", [other, graph])).steps
            try on.require(rest.map(\.lease.run.rawValue) == ["4"], "the rest is still there")
        },
        StoreContract("a claimed step comes with the run's input and its dependencies' results") { on in
            let graph = try on.graph(.diamond)
            let run = try await on.begin(graph)
            let first = try await on.claim("a", by: "a", graph)
            try on.require(first.input == Array("{}".utf8) && first.results.isEmpty, "the input, and no results")
            try on.require(first.failures == 0 && first.leaseLosses == 0 && first.definition == 0, "a first attempt")
            try await on.apply(.done(#""of a""#), to: first, by: "a", graph)
            for step in try await on.claim("a", graph) {
                try on.require(step.results == [Array(#""of a""#.utf8)], "the parent's result")
                try await on.apply(.done("\"of \(step.name)\""), to: step, by: "a", graph)
            }
            let last = try await on.claim("d", by: "a", graph)
            try on.require(
                last.results == [Array(#""of b""#.utf8), Array(#""of c""#.utf8)], "in the order of the definition")
            try on.require(try on.store.recordedResult(of: "a", in: run) == Array(#""of a""#.utf8), "recorded results")
            try on.require(try on.store.recordedResult(of: "d", in: run) == nil, "nil before there is one")
        },
        StoreContract("a step does not start before all its dependencies have ended") { on in
            let graph = try on.graph(.diamond)
            _ = try await on.begin(graph)
            try await on.run("a", .done(), graph)
            let middle = try await on.claim(2, by: "a", graph)
            try on.require(Set(middle.map(\.name)) == ["b", "c"], "both branches")
            try await on.apply(.done(), to: middle[0], by: "a", graph)
            let early = try await on.claim("a", graph)
            try on.require(early.isEmpty, "the join waits for the second")
            try await on.apply(.done(), to: middle[1], by: "a", graph)
            _ = try await on.claim("d", by: "a", graph)
        },
    ]
}
