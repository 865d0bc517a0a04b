import Foundation
import Stepsmith
import StepsmithTesting
import Testing
import stepsmith_crash_worker

@testable import StepsmithSQLite

/// `STEPSMITH_KILLS` says how often the worker is killed; `make crash-test` does it 50 times.
@Suite("Crashes for real", .timeLimit(.minutes(20)), .serialized)
struct CrashTests {
    let folder: TemporaryFolder
    var path: String { folder.file("runs.sqlite") }
    var log: String { folder.file("calls.log") }
    static let kills = ProcessInfo.processInfo.environment["STEPSMITH_KILLS"].flatMap(Int.init) ?? 5
    static let runs = 300

    init() throws { folder = try TemporaryFolder() }

    private struct StepKey: Hashable {
        var run: String
        var step: String
    }

    /// What the file says between two lives of the worker.
    private struct Recorded {
        var results: [StepKey: String] = [:]
        var running: Set<StepKey> = []
        var succeeded: [StepKey: Int] = [:]
        var leaseLosses: [StepKey: Int] = [:]
        var finished = 0
    }

    @Test("A worker killed at random moments finishes every run, and repeats only what was in flight")
    func kills() async throws {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        var before = Recorded()
        var inFlight: [StepKey: Int] = [:]
        var kills = 0
        while kills < CrashTests.kills {
            let worker = try WorkerProcess(store: path, log: log, runs: CrashTests.runs)
            // Somewhere in what is left to do: 4 lines for each run.
            let share = CrashTests.runs * 4 / CrashTests.kills
            var left = Int.random(in: 1...share, using: &random)
            for await _ in worker.lines {
                left -= 1
                if left == 0 { break }
            }
            if left > 0 {
                #expect(worker.end() == 0)
                break
            }
            worker.kill()
            kills += 1
            let now = try await read()
            for (step, result) in before.results { #expect(now.results[step] == result, "the result of \(step) has changed") }
            for step in now.running { inFlight[step, default: 0] += 1 }
            before = now
        }
        let last = try WorkerProcess(store: path, log: log, runs: CrashTests.runs)
        for await _ in last.lines {}
        #expect(last.end() == 0)

        let end = try await read()
        #expect(end.finished == CrashTests.runs && end.results.count == CrashTests.runs * 4 && end.running.isEmpty)
        for (step, result) in before.results { #expect(end.results[step] == result, "the result of \(step) has changed") }
        #expect(end.succeeded.values.allSatisfy { $0 == 1 }, "a result was recorded twice")
        let calls = try calls()
        for (step, result) in end.results {
            let nonces = calls[step] ?? []
            #expect(nonces.contains(result), "\(step) has a result that no handler gave")
            #expect(nonces.count <= 1 + inFlight[step, default: 0], "\(step) was repeated \(nonces.count) times")
            #expect(end.leaseLosses[step] == inFlight[step, default: 0], "lost leases of \(step)")
        }
        let repeated = calls.values.reduce(0) { $0 + $1.count - 1 }
        print("\(kills) kills, \(inFlight.values.reduce(0, +)) steps in flight at them, \(repeated) handlers repeated")
    }

    private func read() async throws -> Recorded {
        // Read as it is, with no store that would tidy up after the dead.
        let store = try SQLiteStore(path: path)
        defer { try? store.close() }
        var recorded = Recorded()
        for summary in try await store.runs(RunQuery(limit: 10_000)) {
            let snapshot = try #require(try await store.snapshot(of: summary.id))
            let run = try #require(summary.idempotencyKey)
            if summary.state == .succeeded { recorded.finished += 1 }
            for step in snapshot.steps {
                let key = StepKey(run: run, step: step.name)
                if let result = step.result {
                    recorded.results[key] = String(decoding: result.dropFirst().dropLast(), as: UTF8.self)
                }
                if step.state == .running { recorded.running.insert(key) }
                recorded.leaseLosses[key] = step.leaseLosses
            }
            for entry in snapshot.history where entry.event == .succeeded {
                recorded.succeeded[StepKey(run: run, step: entry.step ?? ""), default: 0] += 1
            }
        }
        return recorded
    }

    /// The nonces of each step's calls.
    private func calls() throws -> [StepKey: [String]] {
        var calls: [StepKey: [String]] = [:]
        for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3 else { continue }
            calls[StepKey(run: words[0], step: words[1]), default: []].append(words[2])
        }
        return calls
    }

    @Test("Two workers share a file, and one of them is killed")
    func twoProcesses() async throws {
        let first = try WorkerProcess(store: path, log: log, runs: CrashTests.runs)
        let second = try WorkerProcess(store: path, log: log, runs: CrashTests.runs)
        var count = 0
        for await _ in first.lines {
            count += 1
            if count == 100 { break }
        }
        first.kill()
        for await _ in second.lines {}
        #expect(second.end() == 0)
        let end = try await read()
        #expect(end.finished == CrashTests.runs && end.succeeded.values.allSatisfy { $0 == 1 })
        let calls = try calls()
        for (step, nonces) in calls {
            #expect(nonces.contains(try #require(end.results[step])))
            #expect(nonces.count <= 1 + end.leaseLosses[step, default: 0], "\(step) was repeated")
        }
    }

    #if os(Linux)
        @Test("A disk that fails to sync stops the worker, which says why, and loses nothing")
        func failingSync() async throws {
            let library = try makeFailingSync()
            let switchPath = folder.file("sync-fails")
            let worker = try WorkerProcess(
                store: path, log: log, runs: CrashTests.runs,
                environment: ["LD_PRELOAD": library, "SYNC_FAILS_WHILE": switchPath])
            var lines = worker.lines.makeAsyncIterator()
            while let line = await lines.next(), line != "started" {}
            #expect(FileManager.default.createFile(atPath: switchPath, contents: nil))
            var errors = worker.errors.makeAsyncIterator()
            while let line = await errors.next() {
                guard line.contains("disk I/O error") else { continue }
                #expect(line.contains("See what is wrong with its disk"))
                break
            }
            let during = try await read()
            try FileManager.default.removeItem(atPath: switchPath)
            while await lines.next() != nil {}
            #expect(worker.end() == 0)
            let end = try await read()
            #expect(end.finished == CrashTests.runs && end.succeeded.values.allSatisfy { $0 == 1 })
            for (step, result) in during.results { #expect(end.results[step] == result) }
            let calls = try calls()
            #expect(calls.values.allSatisfy { $0.count == 1 }, "no handler is repeated for a result that is not recorded yet")
        }

        /// A library that has syncing fail while a file is there.
        private func makeFailingSync() throws -> String {
            let (source, library) = (folder.file("sync.c"), folder.file("sync.so"))
            let code = """
                #include <errno.h>
                #include <stdlib.h>
                #include <sys/syscall.h>
                #include <unistd.h>
                static int fails(void) {
                    const char *path = getenv("SYNC_FAILS_WHILE");
                    return path && access(path, F_OK) == 0;
                }
                int fdatasync(int file) {
                    if (fails()) { errno = EIO; return -1; }
                    return syscall(SYS_fdatasync, file);
                }
                int fsync(int file) {
                    if (fails()) { errno = EIO; return -1; }
                    return syscall(SYS_fsync, file);
                }
                """
            try code.write(toFile: source, atomically: true, encoding: .utf8)
            let compiler = Process()
            compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            compiler.arguments = ["clang", "-shared", "-fPIC", "-o", library, source]
            try compiler.run()
            compiler.waitUntilExit()
            try #require(compiler.terminationStatus == 0)
            return library
        }
    #endif
}
