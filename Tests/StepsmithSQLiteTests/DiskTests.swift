import Foundation
import Logging
import Stepsmith
import StepsmithTesting
import Synchronization
import Testing
import stepsmith_crash_worker

@testable import StepsmithSQLite

@Suite("Full disks", .timeLimit(.minutes(10)), .enabled(if: getuid() == 0, "mounting a small disk needs root"))
struct DiskTests {
    @Test("A full disk stops the engine, which says why, and goes on when there is space again")
    func full() async throws {
        let disk = try #require(try SmallDisk(megabytes: 4), "no disk can be mounted here")
        let clock = VirtualClock()
        let store = try SQLiteStore(path: disk.path + "/runs.sqlite", clock: clock)
        let (messages, log) = AsyncStream<String>.makeStream()
        let calls = Mutex(0)
        let engine = try Engine(
            store: store,
            workflows: [
                Chain.registered { input, context in
                    calls.withLock { $0 += 1 }
                    return input + context.step
                }
            ],
            configuration: EngineConfiguration(environment: nil), clock: clock,
            logger: Logger(label: "tests") { _ in ErrorLog(log) })
        var runs: [Run<Chain>] = []
        for number in 0..<20 { runs.append(try await engine.start(Chain.self, input: "\(number)-")) }
        let filler = try disk.fill()
        await #expect(throws: StoreError.self) { try await engine.start(Chain.self, input: "too late") }
        try await engine.whileRunning { [runs] _ in
            var messages = messages.makeAsyncIterator()
            for _ in 0..<3 {
                let message = try #require(await messages.next())
                #expect(message.contains("claiming steps failed") && message.contains("Free space"), "\(message)")
                #expect(calls.withLock { $0 } == 0)
                #expect(try await store.snapshot(of: runs[0].id)?.state == .running)
                await clock.waitForSleepers(within: .seconds(1))
                clock.advance(by: .seconds(1))
            }
            try FileManager.default.removeItem(atPath: filler)
            let ticking = clock.tickWhileSomeoneSleeps()
            defer { ticking.cancel() }
            for (number, run) in runs.enumerated() { #expect(try await run.output() == "\(number)-four") }
        }
        #expect(calls.withLock { $0 } == 80)
        try store.close()
    }

    @Test("A disk that fills up while steps run loses no result: each is recorded once, when there is space")
    func fillsUp() async throws {
        let disk = try #require(try SmallDisk(megabytes: 4), "no disk can be mounted here")
        let clock = VirtualClock()
        let store = try SQLiteStore(path: disk.path + "/runs.sqlite", clock: clock)
        let (messages, log) = AsyncStream<String>.makeStream()
        let (begun, go) = (Gate(), Gate())
        let engine = try Engine(
            store: store,
            workflows: [
                Chain.registered { input, context in
                    if context.step == "one" {
                        begun.open()
                        await go.wait()
                    }
                    return input + context.step
                }
            ],
            configuration: EngineConfiguration(environment: nil), clock: clock,
            logger: Logger(label: "tests") { _ in ErrorLog(log) })
        try await engine.whileRunning { engine in
            let run = try await engine.start(Chain.self, input: "0-")
            await begun.wait()
            let filler = try disk.fill()
            go.open()
            var messages = messages.makeAsyncIterator()
            let message = try #require(await messages.next())
            #expect(message.contains("recording the result failed") && message.contains("Free space"), "\(message)")
            try FileManager.default.removeItem(atPath: filler)
            let ticking = clock.tickWhileSomeoneSleeps()
            defer { ticking.cancel() }
            #expect(try await run.output() == "0-four")
            let events = try await run.snapshot().history.map(\.event)
            #expect(events.count { $0 == .started } == 4 && events.count { $0 == .succeeded } == 4)
        }
        try store.close()
    }
}

extension VirtualClock {
    /// Moves time on whenever someone waits for a second or less.
    fileprivate func tickWhileSomeoneSleeps() -> Task<Void, Never> {
        Task {
            while !Task.isCancelled {
                await waitForSleepers(within: .seconds(1))
                advance(by: .seconds(1))
            }
        }
    }
}

/// Passes on errors, with their reason.
private struct ErrorLog: LogHandler {
    let lines: AsyncStream<String>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.error

    init(_ lines: AsyncStream<String>.Continuation) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.yield("\(event.message) \(event.metadata?["error"].map { "\($0)" } ?? "")")
    }
}
