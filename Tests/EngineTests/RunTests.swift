import StepsmithTesting
import Testing

@testable import Stepsmith

@Suite("Running a workflow", .timeLimit(.minutes(1)))
struct RunTests {
    @Test("Results flow along the edges, and further ancestors are at hand")
    func results() async throws {
        let engine = try Fixture().engine([
            "start": { call in "s\(try call.input(of: Diamond.self)["size"]?.intValue ?? 0)" },
            "left": { call in try call.result(of: Diamond.Start.self) + "l" },
            "right": { call in try call.result(of: Diamond.Start.self) + "r" },
            "join": { call in
                let (left, right) = (try call.result(of: Diamond.Left.self), try call.result(of: Diamond.Right.self))
                return try left + right + call.context.result(of: Diamond.Start.self)
            },
        ])
        let output = try await engine.whileRunning { try await $0.start(Diamond.self, input: ["size": 7]).output() }
        #expect(output == "s7ls7rs7")
    }

    @Test("A step that is no ancestor is refused with what to do")
    func noAncestor() async throws {
        let engine = try Fixture().engine(["left": { call in try call.context.result(of: Diamond.Right.self) }])
        let snapshot = try await engine.whileRunning { try await $0.start(Diamond.self, input: [:]).finished() }
        let failure = try #require(snapshot.step("left")?.failure)
        #expect(failure.code == .invalidDependency && !failure.isRetryable)
        #expect(failure.message.contains("does not depend on right") && failure.message.contains("depends_on"))
    }

    @Test("The history has every transition in order")
    func history() async throws {
        let engine = try Fixture().engine(capacity: 1)
        let snapshot = try await engine.whileRunning { try await $0.start(Diamond.self, input: [:]).finished() }
        let steps = snapshot.history.filter { $0.event == .started || $0.event == .succeeded }.compactMap(\.step)
        #expect(steps.count == 8 && steps.first == "start" && steps.last == "join")
        #expect(snapshot.history.first?.event == .runCreated && snapshot.history.last?.event == .runSucceeded)
        let ends = snapshot.history.filter { $0.event == .succeeded }
        #expect(ends.allSatisfy { $0.worker == WorkerID("w1") && $0.attempt == 1 && $0.duration != nil })
        #expect(snapshot.steps.allSatisfy { $0.state == .succeeded && $0.attempts == 1 })
    }

    @Test("Input that breaks the schema is refused with every failure, and nothing is stored")
    func invalidInput() async throws {
        let fixture = Fixture()
        let engine = try fixture.engine()
        let error = await #expect(throws: EngineError.self) {
            try await engine.start(Diamond.self, json: Array(#"{"size": 0, "name": 5}"#.utf8))
        }
        guard case .invalidInput(_, let validation)? = error else {
            Issue.record("expected invalidInput, not \(String(describing: error))")
            return
        }
        #expect(validation.failures.map(\.pointer) == ["/size", "/name"])
        #expect(try await fixture.store.runs(RunQuery()).isEmpty)
    }

    @Test(
        "Input that is not JSON, too deep, or holds what does not fit gets its place",
        arguments: [
            (#"{"size": }"#, "line 1, column 10"), ("{\n\"size\" 5}", "line 2, column 8"), ("", "empty"),
            (#"{"size": 1e999}"#, "does not fit"), (String(repeating: "[", count: 100_000), "512 levels deep"),
            (#"{"size": 123456789012345678901234567890}"#, "64 bits"), ("[1]", "an object"),
        ])
    func malformedInput(text: String, part: String) async throws {
        let engine = try Fixture().engine()
        let error = await #expect(throws: EngineError.self) {
            try await engine.start(Diamond.self, json: Array(text.utf8))
        }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test("An idempotency key gives back the first run")
    func idempotentStart() async throws {
        let fixture = Fixture()
        let counter = Counter()
        let engine = try fixture.engine([
            "start": { _ in
                counter.enter()
                return "start"
            }
        ])
        try await engine.whileRunning { engine in
            let first = try await engine.start(Diamond.self, input: [:], idempotencyKey: "k")
            let second = try await engine.start(Diamond.self, input: ["size": 3], idempotencyKey: "k")
            let other = try await engine.start(Diamond.self, input: [:], idempotencyKey: "l")
            #expect(first.id == second.id && first.id != other.id)
            _ = try await (first.output(), other.output())
        }
        #expect(counter.count == 2)
    }

    @Test("No more steps run at once than the engine has room for, and that many do")
    func concurrency() async throws {
        let counter = Counter()
        let gate = Gate()
        let engine = try Fixture().engine(
            capacity: 3,
            [
                "start": { _ in
                    if counter.enter() == 3 { gate.open() }
                    await gate.wait()
                    counter.leave()
                    return "start"
                }
            ])
        try await engine.whileRunning { engine in
            var runs: [Run<Diamond>] = []
            for _ in 0..<20 { runs.append(try await engine.start(Diamond.self, input: [:])) }
            for run in runs { _ = try await run.output() }
        }
        #expect(counter.most == 3 && counter.count == 20)
    }

    @Test("Many runs at once all end")
    func many() async throws {
        let engine = try Fixture().engine()
        let outputs = try await engine.whileRunning { engine in
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<500 {
                    group.addTask { try await engine.start(Diamond.self, input: [:]).output() }
                }
                return try await group.reduce(into: [String]()) { $0.append($1) }
            }
        }
        #expect(outputs == [String](repeating: "join", count: 500))
    }

    @Test("A workflow registered twice, or changed under its version, is refused")
    func registration() async throws {
        let fixture = Fixture()
        #expect(throws: EngineError.self) {
            try Engine(store: fixture.store, workflows: [Diamond.registered(), Diamond.registered()])
        }
        _ = try await fixture.engine().start(Diamond.self, input: [:])
        let changed = try fixture.engine(Diamond.makeDefinition(fingerprint: "f1"))
        let error = await #expect(throws: StoreError.self) { try await changed.start(Diamond.self, input: [:]) }
        #expect(error?.description.contains("f0") == true && error?.description.contains("f1") == true)
    }
}
