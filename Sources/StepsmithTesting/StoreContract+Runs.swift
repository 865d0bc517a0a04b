import Stepsmith

extension StoreContract {
    static let creating: [StoreContract] = [
        StoreContract("creating a run twice with one id creates it once") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            let first = try await on.create(graph, id: "r")
            let second = try await on.create(graph, id: "r")
            try on.require(first == CreatedRun(id: RunID("r"), isNew: true), "the first is new")
            try on.require(second == CreatedRun(id: RunID("r"), isNew: false), "the second is the first")
            let claimed = try await on.claim("a", graph)
            try on.require(claimed.count == 1, "and its step is there once")
        },
        StoreContract("an idempotency key gives back the first run, in every version of the workflow and in no other") { on in
            let (old, new) = (try on.graph(.one), try on.graph(.one, version: "2.0.0"))
            let other = try on.graph(.one, name: "other")
            try await on.store.register([old, new, other])
            let first = try await on.create(old, id: "1", key: "k")
            let second = try await on.create(new, id: "2", key: "k")
            try on.require(second == CreatedRun(id: first.id, isNew: false), "the key is the workflow's")
            let third = try await on.create(other, id: "3", key: "k")
            try on.require(third.isNew, "another workflow has its own keys")
            let plain = try await on.create(old, id: "4")
            try on.require(plain.isNew, "a run without a key is always new")
        },
        StoreContract("a key used at once by many creates one run") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            let created = try await withThrowingTaskGroup(of: CreatedRun.self) { group in
                for index in 0..<32 { group.addTask { try await on.create(graph, id: "r\(index)", key: "k") } }
                return try await group.reduce(into: [CreatedRun]()) { $0.append($1) }
            }
            try on.require(created.count(where: \.isNew) == 1, "one is new")
            try on.require(Set(created.map(\.id)).count == 1, "all are the same")
            let listed = try await on.store.runs(RunQuery())
            try on.require(listed.count == 1, "one is stored")
        },
        StoreContract("a workflow's fingerprint is the one that it was registered with, and others have none") { on in
            let graph = try on.graph(.one)
            let before = try await on.store.fingerprint(of: graph.identity)
            try on.require(before == nil, "nobody registered it")
            try await on.store.register([graph])
            let known = try await on.store.fingerprint(of: graph.identity)
            try on.require(known == graph.definition.fingerprint, "it is known")
            let other = try await on.store.fingerprint(of: try on.graph(.one, version: "9.0.0").identity)
            try on.require(other == nil, "another version is another workflow")
        },
        StoreContract("a workflow that is not registered has no runs") { on in
            let graph = try on.graph(.one)
            do {
                try await on.create(graph, id: "r")
            } catch StoreError.unknownWorkflow(graph.identity) { return }
            throw ContractViolation(description: "expected unknownWorkflow")
        },
        StoreContract("another fingerprint under the same version is refused, naming both, and registers nothing") { on in
            try await on.store.register([try on.graph(.one)])
            let (fresh, changed) = (try on.graph(.one, name: "fresh"), try on.graph(.one, fingerprint: "f1"))
            do {
                try await on.store.register([fresh, changed])
                throw ContractViolation(description: "expected fingerprintMismatch")
            } catch StoreError.fingerprintMismatch(changed.identity, stored: "f0", registered: "f1") {}
            do {
                try await on.create(fresh, id: "r")
            } catch StoreError.unknownWorkflow { return }
            throw ContractViolation(description: "register is atomic")
        },
        StoreContract("registering again changes nothing") { on in
            let graph = try on.graph(.one)
            let run = try await on.begin(graph)
            try await on.store.register([graph])
            try await on.requireStates(run, [.ready], .running)
        },
    ]

    static let listing: [StoreContract] = [
        StoreContract("runs are listed newest first, by state, namespace and workflow") { on in
            let (graph, other) = (try on.graph(.one), try on.graph(.one, name: "other"))
            try await on.store.register([graph, other])
            for (index, of) in [graph, other, graph].enumerated() {
                try await on.create(of, id: "r\(index)")
                try await on.advance(.seconds(1))
            }
            try await on.store.cancel(RunID("r0"))
            func ids(_ query: RunQuery) async throws -> [String] {
                try await on.store.runs(query).map(\.id.rawValue)
            }
            try await on.require(ids(RunQuery()) == ["r2", "r1", "r0"], "newest first")
            try await on.require(ids(RunQuery(state: .cancelled)) == ["r0"], "by state")
            try await on.require(ids(RunQuery(workflow: "other")) == ["r1"], "by workflow")
            try await on.require(ids(RunQuery(namespace: "nobody")) == [], "by namespace")
            try await on.require(ids(RunQuery(limit: 0)) == [], "no more than the limit")
        },
        StoreContract("pages make up the whole list, even of runs created in one moment") { on in
            let graph = try on.graph(.one)
            try await on.store.register([graph])
            for id in ["d", "a", "c", "e", "b"] { try await on.create(graph, id: id) }
            let whole = try await on.store.runs(RunQuery()).map(\.id)
            var paged: [RunID] = []
            while paged.count <= whole.count {
                let page = try await on.store.runs(RunQuery(limit: 2, before: paged.last))
                if page.isEmpty { break }
                paged += page.map(\.id)
            }
            try on.require(whole.count == 5 && paged == whole, "expected \(whole), got \(paged)")
        },
        StoreContract("a run that is not there has no snapshot, and cannot be cancelled") { on in
            let snapshot = try await on.store.snapshot(of: RunID("none"))
            try on.require(snapshot == nil, "no snapshot")
            do {
                try await on.store.cancel(RunID("none"))
            } catch StoreError.unknownRun(RunID("none")) { return }
            throw ContractViolation(description: "expected unknownRun")
        },
    ]
}
