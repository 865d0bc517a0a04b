import Foundation
import Stepsmith
import Synchronization
import Testing

@testable import StepsmithCommand

@Suite("retry, resolve, cancel and prune", .timeLimit(.minutes(2)))
struct OperatingTests {
    @Test("A failed run goes on from its failed step")
    func retry() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{ "fails": "pack" }"#)
        Order.repaired.withLock { _ = $0.insert(id) }
        let other = await fixture.shop("retry", id.rawValue, "--step", "price")
        #expect(other.status == 1 && other.errors.contains("Step price of run \(id) has not failed. Failed: pack."))
        let unknown = await fixture.shop("retry", id.rawValue, "--step", "nosuch")
        #expect(unknown.status == 1 && unknown.errors == "error: Run \(id) has no step nosuch.\n")
        let retried = await fixture.shop("retry", id.rawValue, "--step", "pack")
        #expect(retried.status == 0 && retried.output == "Run \(id) goes on: 1 step will be tried again.\n")
        #expect(try await fixture.finish(id).state == .succeeded)
        let again = await fixture.shop("retry", id.rawValue)
        #expect(again.status == 1)
        #expect(again.errors == "error: Run \(id) is succeeded; only a failed one can be retried.\n")
    }

    @Test("A step is settled by hand with a result that its schema allows, and with no other")
    func resolve() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{ "fails": "pack" }"#)
        let wrong = await fixture.shop("resolve", id.rawValue, "pack", "--result", "-", input: #"{ "step": "", "weight": -1 }"#)
        #expect(wrong.status == 1)
        let lines = wrong.errors.split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "error: The result breaks the result_schema of step pack:")
        #expect(lines[1].hasPrefix("  /step: ") && lines[2].hasPrefix("  /weight: "))
        let broken = await fixture.shop("resolve", id.rawValue, "pack", "--result", "-", input: "{")
        #expect(broken.status == 1 && broken.errors.contains("The result is not valid JSON: line 1"))
        #expect(try await fixture.store.snapshot(of: id)?.state == .failed)
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "result.json").path
            try Data(#"{ "step": "by hand", "weight": 3 }"#.utf8).write(to: URL(fileURLWithPath: path))
            let right = await fixture.shop("resolve", id.rawValue, "pack", "--result", path)
            #expect(right.status == 0 && right.output == "Step pack of run \(id) is settled.\n" && right.errors.isEmpty)
        }
        let run = try await fixture.finish(id)
        #expect(run.state == .succeeded && run.step("pack")?.state == .resolved)
        #expect(run.step("pack")?.result == Array(#"{"step":"by hand","weight":3}"#.utf8))
        let late = await fixture.shop("resolve", id.rawValue, "pack")
        #expect(late.status == 1 && late.errors.contains("cannot be settled: it is resolved, in a run that is succeeded"))
        #expect(await fixture.shop("resolve", id.rawValue, "nosuch").errors == "error: Run \(id) has no step nosuch.\n")
    }

    @Test("A batch worker's result is checked as its mould's, and a decider cannot be settled")
    func resolveBatch() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("parcels", #"{ "count": 3, "failing": [1] }"#)
        #expect(await fixture.shop("resolve", id.rawValue, "send_002", "--result", "-", input: "\"two\"").status == 1)
        #expect(await fixture.shop("resolve", id.rawValue, "send_002", "--result", "-", input: "2").status == 0)
        let waiting = try await fixture.start("parcels", #"{ "count": 3 }"#)
        let decider = await fixture.shop("resolve", waiting.rawValue, "split")
        #expect(decider.status == 1 && decider.errors.contains("cannot be settled by hand: it is a batchable step"))
    }

    @Test("A program without the workflow settles its steps, and says that it could not check the result")
    func unchecked() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{ "fails": "ship" }"#)
        let run = await Fixture.run(
            Office.self, ["resolve", id.rawValue, "ship", "--result", "-", "--store", "test:" + fixture.name], input: "[1]")
        #expect(run.status == 0 && run.errors.contains("stored unchecked"))
        #expect(try await fixture.store.snapshot(of: id)?.state == .succeeded)
    }

    @Test("A run that goes on is cancelled, once or twice; one that ended is not")
    func cancel() async throws {
        let fixture = Fixture()
        let id = try await fixture.start()
        let first = await fixture.shop("cancel", id.rawValue)
        #expect(first.status == 0 && first.output == "Run \(id) is cancelled.\n")
        let second = await fixture.shop("cancel", id.rawValue)
        #expect(second.status == 0 && second.output == "Run \(id) was cancelled before.\n")
        let ended = try await fixture.ended()
        let late = await fixture.shop("cancel", ended.rawValue)
        #expect(late.status == 1 && late.errors == "error: Run \(ended) has succeeded and cannot be cancelled.\n")
    }

    @Test("Finished runs are deleted when they are old enough, however many there are")
    func prune() async throws {
        let fixture = Fixture()
        var ids: [RunID] = []
        for _ in 0..<1_001 { ids.append(try await fixture.start("parcels", #"{ "count": 0 }"#)) }
        for id in ids { _ = try await fixture.store.cancel(id) }
        let running = try await fixture.start()
        #expect(await fixture.shop("prune", "--older-than", "1h").output == "Deleted 0 runs.\n")
        #expect(await fixture.shop("prune", "--older-than", "0s").output == "Deleted 1,001 runs.\n")
        #expect(try await fixture.store.runs(RunQuery()).map(\.id) == [running])
    }

    @Test("A store in memory holds no runs of others, which is said where they are looked for")
    func memory() async throws {
        let listed = await Fixture.run(Shop.self, ["runs", "--json"])
        #expect(listed.status == 0 && listed.output == "[]\n")
        #expect(listed.errors.contains("Name another with --store or STEPSMITH_STORE: test:NAME."))
    }
}
