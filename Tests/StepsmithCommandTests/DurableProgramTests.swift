import Foundation
import Stepsmith
import Testing

@testable import stepsmith_examples

/// The life of a program on a file, each command a process.
@Suite("stepsmith-examples on a file", .timeLimit(.minutes(5)))
struct DurableProgramTests {
    private static let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Examples/Inputs").path

    /// A store, and a product list that takes a while.
    private struct Place {
        let input: String
        private let store: [String]

        init(_ folder: URL) throws {
            store = ["--store", "sqlite:" + folder.appending(path: "runs.sqlite").path]
            let list = folder.appending(path: "products.csv").path
            try ProductGenerator(rows: 300_000).write(to: list)
            input = #"{ "csv_path": "\#(list)" }"#
        }

        func begin(_ arguments: String..., input: String = "") throws -> Program {
            try Program(arguments + store, input: input)
        }

        func run(_ arguments: String..., input: String = "") throws -> Outcome {
            try Program(arguments + store, input: input).finish()
        }

        /// Processes the list, with a signal when the first range is being worked on.
        func processing(until signal: Int32, _ arguments: String...) throws -> Outcome {
            let list = ["start", "process_csv", "--input", "-", "--wait", "--log-level", "debug"]
            return try Program(list + arguments + store, input: input, signal: ("step succeeded", signal)).finish()
        }

        func runs(_ arguments: String...) throws -> [JSONValue] {
            let listed = try Program.run(["runs", "--json"] + arguments + store)
            #expect(listed.status == 0 && listed.errors.isEmpty)
            return try #require(try listed.json.arrayValue)
        }
    }

    @Test("A run whose process is interrupted stays, and the same start goes on with it")
    func interrupted() async throws {
        try await withTemporaryFolder { folder in
            let place = try Place(folder)
            let stopped = try place.processing(until: SIGINT, "--key", "list-1")
            #expect(stopped.status == 1 && stopped.output.isEmpty)
            #expect(stopped.errors.contains("error: Stopped before run "))
            let run = try #require(try place.runs().first)
            #expect(run["state"] == "running" && run["finished_at"] == .null)
            let id = try #require(run["id"]?.stringValue)
            // Its steps were given back in good order.
            let steps = try #require(try place.run("show", id, "--json").json["steps"]?.arrayValue)
            #expect(steps.allSatisfy { $0["state"] != "running" && $0["lease_losses"] == 0 })

            let again = try place.run(
                "start", "process_csv", "--input", "-", "--wait", "--key", "list-1", input: place.input)
            #expect(again.status == 0 && again.lines[0] == "csv/process_csv@1.0.0  succeeded")
            #expect(again.errors.hasPrefix("note: The key list-1 is that of an earlier run"))
            #expect(try place.runs().map { $0["id"] } == [.string(id)])
        }
    }

    @Test("Runs outlive a killed process; a worker finishes them, and they are listed, shown, retried, cancelled and pruned")
    func life() async throws {
        try await withTemporaryFolder { folder in
            let place = try Place(folder)
            let failing = try place.run(
                "start", "order_processing", "--input", Self.inputs + "/order-out-of-stock.json", "--wait")
            #expect(failing.status == 1 && failing.output.contains("[OUT_OF_STOCK]"))
            let order = try place.run("start", "order_processing", "--input", Self.inputs + "/order.json", "--key", "order-1")
            #expect(order.status == 0 && order.errors.isEmpty)
            #expect(try place.processing(until: SIGKILL).status == 128 + SIGKILL)

            let runs = try place.runs()
            #expect(runs.map { $0["state"] } == ["running", "running", "failed"])
            #expect(runs.map { $0["key"] } == [.null, "order-1", .null])
            #expect(
                runs[0].objectValue?.keys.sorted()
                    == ["created_at", "finished_at", "id", "key", "namespace", "state", "version", "workflow"])
            let ids = runs.compactMap { $0["id"]?.stringValue }
            #expect(order.output == ids[1] + "\n")

            let worker = try place.begin("worker")
            await worker.says("worker started")
            #expect(try place.run("watch", ids[0]).status == 0)
            #expect(try place.run("watch", ids[1]).status == 0)
            let retried = try place.run("retry", ids[2])
            #expect(retried.status == 0 && retried.output.contains("goes on"))
            #expect(try place.run("watch", ids[2]).status == 1, "there is still none left")
            worker.signal(SIGTERM)
            #expect(try worker.finish().status == 0)

            let shown = try place.run("show", ids[0], "--json").json
            let steps = try #require(shown["steps"]?.arrayValue)
            let history = try #require(shown["history"]?.arrayValue)
            #expect(shown["state"] == "succeeded" && steps.count == 22)
            #expect(history.count { $0["event"] == "succeeded" } == 22, "a result was recorded twice")
            #expect(history.contains { $0["event"] == "lease_lost" })
            #expect(try place.run("show", ids[0]).output.contains("aggregate_csv_results"))
            #expect(try place.runs("--state", "failed").map { $0["id"] } == [.string(ids[2])])

            let waiting = try place.run("start", "order_processing", "--input", Self.inputs + "/order.json")
            let id = try #require(waiting.lines.first)
            #expect(try place.run("cancel", id).output == "Run \(id) is cancelled.\n")
            #expect(try place.runs("--state", "cancelled").map { $0["id"] } == [.string(id)])

            #expect(try place.run("prune", "--older-than", "1d").output == "Deleted 0 runs.\n")
            #expect(try place.run("prune", "--older-than", "0s").output == "Deleted 4 runs.\n")
            #expect(try place.runs().isEmpty)
        }
    }
}
