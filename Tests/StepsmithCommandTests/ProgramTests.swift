import Foundation
import Stepsmith
import Testing

@Suite("stepsmith-examples as a process", .timeLimit(.minutes(2)))
struct ProgramTests {
    private static let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Examples/Inputs").path

    @Test("Exit status 0 for a run that succeeds, 1 for one that fails, 2 for a command that is not understood")
    func status() throws {
        let good = try Program.run(["start", "order_processing", "--wait", "--input", Self.inputs + "/order.json"])
        #expect(good.status == 0 && good.errors.isEmpty && !good.output.contains("\u{1B}"))
        #expect(good.lines[0] == "ecommerce/order_processing@1.0.0  succeeded")
        let bad = try Program.run(["start", "order_processing", "--wait", "--input", Self.inputs + "/order-out-of-stock.json"])
        #expect(bad.status == 1 && bad.errors.isEmpty && bad.output.contains("[OUT_OF_STOCK]"))
        for arguments in [["start"], ["nosuch"], ["runs", "--store", "sqlite"], ["csv", "--rows", "-1"]] {
            let run = try Program.run(arguments)
            #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty)
        }
        #expect(try Program.run(["--help"]).status == 0)
    }

    @Test("The input is read from a pipe")
    func piped() throws {
        let text = try String(contentsOfFile: Self.inputs + "/approval.json", encoding: .utf8)
        let run = try Program.run(["start", "approval_routing", "--wait", "--input", "-"], input: text)
        #expect(run.status == 0 && run.output.contains("finalize_approval"))
        let broken = try Program.run(["start", "approval_routing", "--input", "-"], input: "{}")
        #expect(broken.status == 1 && broken.output.isEmpty && broken.errors.contains("/amount"))
    }

    @Test("The example of a batch reports its ranges")
    func csv() throws {
        let run = try Program.run(["csv", "--rows", "3000", "--interrupt-at", "1500"])
        #expect(run.status == 0 && run.output.contains("process_csv_batch_003  succeeded"))
        #expect(run.output.contains("attempt 1  The worker was interrupted at row 1500. [INTERRUPTED]"))
    }

    @Test("A worker logs to standard error, and a signal stops it in good order", arguments: [SIGTERM, SIGINT])
    func worker(_ number: Int32) async throws {
        let worker = try Program(["worker", "--store", "memory:"])
        await worker.says("worker started")
        worker.signal(number)
        let run = try worker.finish()
        #expect(run.status == 0 && run.output.isEmpty)
        #expect(run.errors.contains("ecommerce/order_processing@1.0.0") && run.errors.contains("worker stopped"))
    }

    @Test("A worker is as quiet as it is told to be")
    func quiet() async throws {
        let run = try Program.run(["start", "validate_order", "--wait", "--input", Self.inputs + "/validate-order.json"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let talking = try Program.run([
            "start", "validate_order", "--wait", "--log-level", "warning", "--input", Self.inputs + "/validate-order.json",
        ])
        #expect(talking.status == 0 && talking.errors.contains("step will be tried again"))
    }
}
