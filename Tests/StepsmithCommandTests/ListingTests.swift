import Stepsmith
import Testing

@testable import StepsmithCommand

@Suite("runs and show", .timeLimit(.minutes(2)))
struct ListingTests {
    @Test("runs --json is an array, newest first, of the members that programs rely on")
    func runsJSON() async throws {
        let fixture = Fixture()
        #expect(await fixture.shop("runs", "--json").output == "[]\n")
        let first = RunID(try #require(await fixture.shop("start", "order", "--key", "k \"1\"").lines.first))
        let second = try await fixture.ended("parcels", #"{ "count": 2 }"#)
        let listed = try #require(try await fixture.shop("runs", "--json").json.arrayValue)
        #expect(listed.map { $0["id"]?.stringValue } == [second.rawValue, first.rawValue])
        let names = ["id", "namespace", "workflow", "version", "key", "state", "created_at", "finished_at"]
        #expect(listed.allSatisfy { $0.objectValue?.keys == names })
        #expect(listed[0]["state"] == "succeeded" && listed[0]["version"] == "2.1.0" && listed[0]["key"] == .null)
        #expect(listed[1]["state"] == "running" && listed[1]["workflow"] == "order" && listed[1]["namespace"] == "shop")
        #expect(listed[1]["key"] == "k \"1\"" && listed[1]["finished_at"] == .null)
        let run = try #require(try await fixture.store.summary(of: second))
        #expect(listed[0]["created_at"] == .string(run.createdAt.description))
        #expect(listed[0]["finished_at"]?.stringValue == run.finishedAt?.description)
    }

    @Test("Runs are listed by state, workflow and version, as many as are asked for")
    func filters() async throws {
        let fixture = Fixture()
        for _ in 0..<3 { _ = try await fixture.start() }
        let parcels = try await fixture.ended("parcels", #"{ "count": 0 }"#)
        func count(_ arguments: String...) async throws -> Int? {
            let all = ["runs", "--json", "--store", "test:" + fixture.name] + arguments
            return try await Fixture.run(Shop.self, all).json.arrayValue?.count
        }
        #expect(try await count() == 4)
        #expect(try await count("--state", "running") == 3)
        #expect(try await count("--state", "failed") == 0)
        #expect(try await count("--workflow", "shop/order") == 3)
        #expect(try await count("--workflow", "annex/order") == 0)
        #expect(try await count("--workflow", "order@1.0.0", "--limit", "2") == 2)
        #expect(try await count("--workflow", "order@1.0.1") == 0)
        let two = await fixture.shop("runs", "--limit", "2")
        #expect(two.lines.count == 3 && two.errors == "There are more; --limit shows them.\n")
        #expect(two.lines[0].hasPrefix("RUN") && two.lines[1].hasPrefix("\(parcels)  shop/parcels@2.1.0  succeeded  "))
    }

    @Test("On a narrow terminal the ids are short, and name their runs")
    func narrow() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended()
        let listed = await fixture.shop("runs", terminal: TerminalSize(columns: 78, rows: 24))
        #expect(listed.lines.count == 2 && listed.lines.allSatisfy { $0.plain.displayWidth <= 78 })
        let short = try #require(listed.lines[1].split(separator: " ").first.map(String.init))
        #expect(id.rawValue.hasSuffix(short) && short.count == 12)
        #expect(try await fixture.shop("show", short, "--json").json["id"]?.stringValue == id.rawValue)
        #expect(try await fixture.shop("show", id.rawValue.uppercased(), "--json").json["id"]?.stringValue == id.rawValue)
    }

    @Test("Part of an id that several runs have names none of them, and neither does one that none has")
    func ambiguous() async throws {
        let fixture = Fixture()
        let ids = [try await fixture.start(), try await fixture.start()]
        let both = await fixture.shop("show", String(ids[0].rawValue.prefix(4)))
        #expect(both.status == 1 && ids.allSatisfy { both.errors.contains($0.rawValue) })
        for name in ["nosuch", "0", "", RunID("00000000-0000-7000-8000-000000000000").rawValue] {
            let none = await fixture.shop("show", name)
            #expect(none.status == 1 && none.errors.contains("There is no run"))
        }
    }

    @Test("show --json is one object with the run, its steps and its history")
    func showJSON() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{ "fails": "pack", "stumbles": "price", "message": "No \"MU\"\n" }"#)
        let run = try await fixture.shop("show", id.rawValue, "--json").json
        #expect(run["id"]?.stringValue == id.rawValue && run["state"] == "failed" && run["workflow"] == "order")
        #expect(run["input"]?["fails"] == "pack")
        let steps = try #require(run["steps"]?.arrayValue)
        #expect(steps.map { $0["name"]?.stringValue } == ["price", "pack", "ship"])
        #expect(steps.map { $0["state"]?.stringValue } == ["succeeded", "failed", "waiting"])
        #expect(steps.map { $0["attempts"]?.intValue } == [2, 1, 0])
        #expect(steps[0]["result"] == ["step": "price"] && steps[1]["result"] == .null)
        #expect(steps[1]["error"] == ["code": "NO_STOCK", "message": "No \"MU\"\n", "retryable": false])
        #expect(steps[2]["error"] == .null && steps[2]["started_at"] == .null)
        let history = try #require(run["history"]?.arrayValue)
        #expect(history.first?["event"] == "run_created" && history.last?["event"] == "run_failed")
        let retried = try #require(history.first { $0["event"] == "retrying" })
        #expect(retried["step"] == "price" && retried["attempt"] == 1 && retried["error"]?["code"] == "BUSY")
        #expect(history.allSatisfy { $0["at"]?.stringValue?.hasSuffix("Z") == true })
    }

    @Test("show has the steps, every failed attempt, results and the history, plain when piped")
    func show() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("order", #"{"fails":"pack","stumbles":"price","message":"No\n\u001b[31mstock"}"#)
        let shown = await fixture.shop("show", id.rawValue)
        #expect(shown.status == 0 && !shown.output.contains("\u{1B}"))
        for part in [
            "shop/order@1.0.0  failed\n", "run     \(id)\n", "STEP   STATE      ATTEMPTS", "NO_STOCK\n", "\nInput\n",
            "\nErrors\n",
            "  price  attempt 1  The line is engaged. [BUSY]\n", #"  pack   attempt 1  No \u{1b}[31mstock [NO_STOCK]"#,
            "\nResults\n", "  price  {\"step\":\"price\"}\n", "\nHistory\n", "the run  created",
        ] { #expect(shown.output.contains(part), "\(part)") }
        let wide = await fixture.shop("show", id.rawValue, terminal: TerminalSize(columns: 100, rows: 24))
        #expect(wide.output.contains("\u{1B}[31mfailed\u{1B}[0m") && wide.output.contains("█"))
        let plain = await Fixture.run(
            Shop.self, ["show", id.rawValue], environment: ["STEPSMITH_STORE": "test:" + fixture.name, "NO_COLOR": "1"],
            terminal: TerminalSize(columns: 100, rows: 24))
        #expect(!plain.output.contains("\u{1B}") && plain.output.contains("█"))
    }

    @Test("A batch of thousands is one row with its counts, and those that failed; --all lists each")
    func batch() async throws {
        let fixture = Fixture()
        let id = try await fixture.ended("parcels", #"{ "count": 3000, "failing": [7, 2999] }"#)
        let shown = await fixture.shop("show", id.rawValue)
        #expect(shown.lines.count < 60)
        #expect(shown.output.contains("send ×3,000"))
        #expect(shown.output.contains("2,998 succeeded, 2 failed"))
        #expect(shown.output.contains("\n  send_008") && shown.output.contains("\n  send_3000"))
        #expect(shown.output.contains("Parcel 2999 is lost. [LOST]"))
        #expect(shown.output.contains("2,998 results; --all or --json shows them"))
        #expect(shown.output.contains("of batch workers; --all shows them."))
        let all = await fixture.shop("show", id.rawValue, "--all")
        #expect(all.output.contains("\nsend_1234 ") && all.lines.count > 9_000)
        #expect(try await fixture.shop("show", id.rawValue, "--json").json["steps"]?.arrayValue?.count == 3_002)
    }

    @Test("Of many failed workers some are listed, and the rest is counted")
    func failedBatch() async throws {
        let fixture = Fixture()
        let failing = (0..<50).map(String.init).joined(separator: ",")
        let id = try await fixture.ended("parcels", "{ \"count\": 60, \"failing\": [\(failing)] }")
        let shown = await fixture.shop("show", id.rawValue)
        #expect(shown.output.contains("… and 40 more of send failed; --all lists them.\n"))
        #expect(shown.output.contains("  send_010") && !shown.output.contains("send_011"))
    }
}

extension String {
    /// Without colours.
    var plain: String { replacing(/\u{1B}\[[0-9]*m/, with: "") }
}
