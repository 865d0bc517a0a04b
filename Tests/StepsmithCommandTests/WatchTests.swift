import Foundation
import Stepsmith
import Testing

@testable import StepsmithCommand

@Suite("watch", .timeLimit(.minutes(2)))
struct WatchTests {
    @Test("Piped, it prints a line for each change, from the beginning to the end")
    func lines() async throws {
        let fixture = Fixture()
        let id = try await fixture.start("order", #"{ "stumbles": "pack" }"#)
        async let watched = fixture.shop("watch", id.rawValue)
        try await fixture.finish(id)
        let run = await watched
        #expect(run.status == 0 && run.errors.isEmpty && !run.output.contains("\u{1B}"))
        let history = try #require(try await fixture.store.snapshot(of: id)?.history)
        #expect(run.lines.count == history.count)
        #expect(run.lines.first?.hasSuffix("Z  run  created") == true && run.lines.last?.hasSuffix("  run  succeeded") == true)
        #expect(run.lines.contains { $0.contains("  pack  retrying  attempt 1, after ") && $0.hasSuffix("[BUSY]") })
        #expect(run.lines.contains { $0.contains("  pack  succeeded  attempt 2") })
    }

    @Test("A run that fails or is cancelled is exit status 1")
    func ends() async throws {
        let fixture = Fixture()
        let failed = try await fixture.ended("order", #"{ "fails": "price" }"#)
        #expect(await fixture.shop("watch", failed.rawValue).status == 1)
        let waiting = try await fixture.start()
        async let watched = fixture.shop("watch", waiting.rawValue)
        #expect(await fixture.shop("cancel", waiting.rawValue).status == 0)
        let run = await watched
        #expect(run.status == 1 && run.lines.last?.hasSuffix("  run  cancelled") == true)
    }

    @Test("On a terminal it draws in one place, no wider and no higher than the window", arguments: [(40, 10), (120, 40)])
    func draws(_ columns: Int, _ rows: Int) async throws {
        let fixture = Fixture()
        let size = TerminalSize(columns: columns, rows: rows)
        let id = try await fixture.ended("parcels", #"{ "count": 15, "failing": [3] }"#)
        let run = await fixture.shop("watch", id.rawValue, terminal: size)
        #expect(run.status == 1)
        let lines = run.lines.map { $0.plain.replacing("\u{1B}[2K", with: "").replacing("\u{1B}[J", with: "") }
        #expect(lines.allSatisfy { $0.displayWidth <= columns } && lines.count < rows)
        #expect(run.output.contains("█") && run.output.contains("17/17 steps"))
        #expect(lines.contains { $0.contains("send_004") && $0.contains("failed") })
    }

    @Test("Each frame goes over the one before, and a report takes its place")
    func redraws() async throws {
        let fixture = Fixture()
        let run = await fixture.shop("start", "order", "--wait", terminal: TerminalSize(columns: 100, rows: 30))
        #expect(run.status == 0)
        // The last frame is erased: what stands in the end is the report.
        let report = try #require(run.output.components(separatedBy: "\u{1B}[J").last)
        #expect(report.plain.hasPrefix("shop/order@1.0.0  succeeded\n") && report.plain.hasSuffix("\"ship\"\n}\n"))
    }
}
