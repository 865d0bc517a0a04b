import Foundation
import Stepsmith
import Testing

@testable import StepsmithCommand

@Suite("start", .timeLimit(.minutes(2)))
struct StartTests {
    @Test("Prints the id alone, and leaves the run to a worker")
    func prints() async throws {
        let fixture = Fixture()
        let started = await fixture.shop("start", "order")
        #expect(started.status == 0 && started.errors.isEmpty)
        let id = RunID(try #require(started.lines.first))
        #expect(started.output == id.rawValue + "\n")
        #expect(try await fixture.store.summary(of: id)?.state == .running)
        #expect(try await fixture.finish(id).state == .succeeded)
    }

    @Test("With --wait it works on the run, and reports the end", arguments: ["order", "shop/order", "shop/order@1.0.0"])
    func waits(_ workflow: String) async throws {
        let run = await Fixture().shop("start", workflow, "--wait")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.lines[0] == "shop/order@1.0.0  succeeded")
        #expect(run.output.contains("price  succeeded         1"))
        #expect(run.output.hasSuffix("Result of ship\n{\n  \"step\": \"ship\"\n}\n"))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test("A run that fails is exit status 1, with every failed attempt")
    func fails() async throws {
        let run = await Fixture().shop(
            "start", "order", "--wait", "--input", "-", input: #"{ "fails": "ship", "stumbles": "pack" }"#)
        #expect(run.status == 1 && run.errors.isEmpty)
        #expect(run.lines[0] == "shop/order@1.0.0  failed")
        #expect(run.output.contains("  pack  attempt 1  The line is engaged. [BUSY]\n"))
        #expect(run.output.contains("  ship  attempt 1  There is none left. [NO_STOCK]\n"))
    }

    @Test("It works on its own workflow alone")
    func others() async throws {
        let fixture = Fixture()
        let waiting = try await fixture.start("parcels", #"{ "count": 1 }"#)
        #expect(await fixture.shop("start", "order", "--wait").status == 0)
        #expect(try await fixture.store.snapshot(of: waiting)?.step("split")?.state == .ready)
    }

    @Test("A store in memory ends with the process, so the run is waited for")
    func memory() async throws {
        let run = await Fixture.run(Shop.self, ["start", "order"])
        #expect(run.status == 0 && run.lines[0] == "shop/order@1.0.0  succeeded")
    }

    @Test("The same key gives back the first run, and says so")
    func key() async throws {
        let fixture = Fixture()
        let first = await fixture.shop("start", "order", "--key", "order-17")
        let second = await fixture.shop("start", "order", "--key", "order-17")
        #expect(first.status == 0 && first.errors.isEmpty)
        #expect(second.status == 0 && first.output == second.output)
        #expect(second.errors == "note: The key order-17 is that of an earlier run, which is given back; nothing was started.\n")
        #expect(try await fixture.store.runs(RunQuery()).count == 1)
    }

    @Test("An input that breaks its schema is refused with every failure, and nothing is stored")
    func invalid() async throws {
        let fixture = Fixture()
        let run = await fixture.shop("start", "order", "--input", "-", input: #"{ "sku": "", "quantity": 0 }"#)
        #expect(run.status == 1 && run.output.isEmpty)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "error: The input of shop/order@1.0.0 breaks its input_schema:")
        #expect(lines[1].hasPrefix("  /sku: expected") && lines[2].hasPrefix("  /quantity: expected"))
        #expect(try await fixture.store.runs(RunQuery()).isEmpty)
    }

    @Test("Text that is not JSON is refused with its place")
    func malformed() async throws {
        let run = await Fixture().shop("start", "order", "--input", "-", input: "{ \"sku\": }")
        #expect(run.status == 1 && run.errors.contains("is not valid JSON: line 1, column 10"))
    }

    @Test("The input comes from a file, and one that is not there is named")
    func files() async throws {
        try await withTemporaryFolder { folder in
            let fixture = Fixture()
            let path = folder.appending(path: "an order.json").path
            try Data(#"{ "sku": "MU-001" }"#.utf8).write(to: URL(fileURLWithPath: path))
            let id = RunID(try #require(await fixture.shop("start", "order", "--input", path).lines.first))
            #expect(try await fixture.store.snapshot(of: id)?.input == Array(#"{"sku":"MU-001"}"#.utf8))
            let missing = await fixture.shop("start", "order", "--input", path + "5")
            #expect(missing.status == 1)
            #expect(missing.errors == "error: \(path)5 cannot be read: there is no such file.\n")
            let notAFile = await fixture.shop("start", "order", "--input", folder.path)
            #expect(notAFile.status == 1 && notAFile.errors.contains(" is a folder; name a file of JSON text"))
        }
    }

    @Test("A workflow that is not there, or is there more than once, is answered with what there is")
    func names() async throws {
        let unknown = await Fixture().shop("start", "oder")
        #expect(unknown.status == 1)
        let list = "\n  shop/order@1.0.0\n  shop/parcels@2.1.0\n"
        #expect(unknown.errors == "error: There is no workflow oder in this program; there are:" + list)
        for (name, count) in [("order", 3), ("shop/order", 2), ("order@1.0.0", 2), ("annex/order", 1), ("shop/order@2.0.0", 1)] {
            let run = await Fixture.run(Mall.self, ["start", name, "--input", "nowhere.json"])
            #expect(run.status == 1)
            #expect(run.errors.contains("names \(count) workflows; name one of them in full:\n") == (count > 1))
            #expect(run.errors.contains("nowhere.json cannot be read") == (count == 1))
        }
    }

    @Test(
        "What is not understood is exit status 2",
        arguments: [
            [], ["start"], ["strat", "order"], ["start", "order", "--kee", "x"], ["start", "order", "--concurrency", "0"],
            ["start", "order", "--store", "nosuch:x"], ["start", "order", "--store", "runs.db"], ["runs", "--state", "done"],
            ["runs", "--limit", "0"], ["runs", "--workflow", "/x"], ["prune"], ["prune", "--older-than", "30"],
            ["worker", "--log-level", "loud"], ["show"], ["resolve", "a"],
        ])
    func misuse(_ arguments: [String]) async throws {
        let run = await Fixture.run(Shop.self, arguments)
        // Without a command there is help, which is no mistake.
        #expect(run.status == (arguments.isEmpty ? 0 : 2))
        #expect(arguments.isEmpty ? run.errors.isEmpty : run.output.isEmpty && run.errors.contains("shop"))
    }

    @Test("Help names the stores that the program has")
    func help() async throws {
        let run = await Fixture.run(Shop.self, ["start", "--help"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("memory: or test:NAME") && run.output.contains("shop start"))
    }
}
