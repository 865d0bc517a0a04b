import Foundation
import Testing

@testable import Stepsmith
@testable import StepsmithCommand

@Suite("check", .timeLimit(.minutes(2)))
struct CheckTests {
    private func check(_ run: RunID, _ registrations: [Registration], _ store: any WorkflowStore) async throws -> String? {
        try await RunCheck(registrations, store).problem(of: #require(await store.summary(of: run)))
    }

    private func office(_ fixture: Fixture, _ arguments: String...) async -> Outcome {
        await Fixture.run(Office.self, arguments, environment: ["STEPSMITH_STORE": "test:" + fixture.name])
    }

    private func order(_ steps: [String], version: String = "1.0.0", fingerprint: String = "o0") -> Registration {
        let definition = WorkflowDefinition(
            namespace: "shop", name: "order", version: version, fingerprint: fingerprint, steps: steps.map { StepDefinition($0) })
        return Registration(definition: definition, handlers: [:])
    }

    @Test("Runs that would go on are counted, and those that have ended are not looked at")
    func fine() async throws {
        let fixture = Fixture()
        _ = try await fixture.ended("order", "{}")
        _ = try await fixture.start("order", "{}")
        let run = await fixture.shop("check")
        #expect(run.status == 0 && run.output.isEmpty && run.errors == "1 unfinished, all would go on.\n")
    }

    @Test("A run that would not is told with its id and why")
    func told() async throws {
        let fixture = Fixture()
        let id = try await fixture.start("order", "{}")
        let run = await office(fixture, "check")
        #expect(run.status == 1 && run.errors == "1 unfinished, 0 would go on.\n")
        #expect(run.output == "\(id)  shop/order@1.0.0  this program does not have the workflow\n")
        let json = try #require(try await office(fixture, "check", "--json").json.arrayValue)
        #expect(json.count == 1 && json[0]["id"]?.stringValue == id.rawValue && json[0]["workflow"] == "shop/order@1.0.0")
        #expect(json[0]["problem"] == "this program does not have the workflow")
    }

    @Test("Versions, steps and fingerprints are compared")
    func definitions() async throws {
        let fixture = Fixture()
        let id = try await fixture.start("order", "{}")
        let store = fixture.store
        #expect(try await check(id, [order(["price", "pack", "ship"])], store) == nil)
        let newer = try await check(id, [order(["price", "pack", "ship"], version: "2.0.0")], store)
        #expect(newer == "this program has version 2.0.0 only, so another worker has to take it")
        #expect(try await check(id, [order(["price", "pack"])], store) == "the workflow has no step ship any more")
        #expect(try await check(id, [order(["price", "pack", "ship", "bill"])], store) == "the run does not have the step bill")
        let other = try await check(id, [order(["price", "pack", "ship"], fingerprint: "o1")], store)
        #expect(other?.contains("fingerprint o0, and this program has o1: raise the version") == true)
    }

    @Test("What was recorded is read as this program reads it")
    func recorded() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{ "fails": "ship" }"#)
        let registration = Order.registered.registration
        let graph = try WorkflowGraph(registration.definition)
        func copy(_ input: String, _ name: String) async throws -> RunID {
            let new = NewRun(id: RunID(name), workflow: graph.identity, input: Array(input.utf8))
            return try await fixture.store.createRun(new).id
        }
        #expect(try await check(id, [registration], fixture.store) == nil)
        let wrong = try await check(try await copy(#"{"sku":""}"#, "r-wrong"), [registration], fixture.store)
        #expect(wrong?.hasPrefix("its input is refused: /sku: ") == true)
        _ = try await fixture.store.resolve(id, step: "ship", result: Array("[1]".utf8))
        let result = try await check(id, [registration], fixture.store)
        #expect(result?.hasPrefix("the recorded result of step ship is refused: ") == true)
    }
}
