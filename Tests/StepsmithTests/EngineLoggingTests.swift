import Logging
import StepsmithTesting
import Synchronization
import Testing

@testable import Stepsmith

/// Keeps what is logged.
final class LogRecords: Sendable {
    struct Record: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: [String: String]
    }
    private let records = Mutex<[Record]>([])
    var all: [Record] { records.withLock { $0 } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(records: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let records: LogRecords
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
            let record = Record(level: event.level, message: "\(event.message)", metadata: all)
            records.records.withLock { $0.append(record) }
        }
    }
}

@Suite("What an engine logs", .timeLimit(.minutes(1)))
struct EngineLoggingTests {
    @Test("A handler's own lines and the engine's carry worker, run, step and attempt")
    func metadata() async throws {
        let (records, clock) = (LogRecords(), VirtualClock())
        let engine = try Fork.engine(InMemoryStore(clock: clock), clock, logger: records.logger) { call in
            call.context.logger.info("from the handler")
            if call.context.attempt == 1 { throw RetryableError(code: "BUSY", message: "not yet") }
            return "start"
        }
        let run = try await engine.whileRunning { engine in
            let run = try await engine.start(Fork.self, input: [:])
            _ = try await run.finished()
            return run.id
        }
        let own = records.all.filter { $0.message == "from the handler" }
        #expect(own.map { $0.metadata["attempt"] } == ["1", "2"])
        for record in records.all where record.metadata["step"] != nil {
            #expect(record.metadata["run"] == run.rawValue && record.metadata["worker"] == "w1")
            #expect(record.metadata["workflow"] == "tests/fork@1.0.0" && record.metadata["attempt"] != nil)
        }
        let retried = try #require(records.all.first { $0.level == .warning })
        #expect(retried.metadata["step"] == "start" && retried.metadata["code"] == "BUSY")
        #expect(retried.metadata["error"] == "not yet" && retried.metadata["in"] != nil)
        #expect(records.all.allSatisfy { $0.level <= .warning })
    }

    @Test("A lease that was taken is warned of; one whose step has just ended is not")
    func lostLeases() async throws {
        let clock = VirtualClock()
        for isRunning in [true, false] {
            let (records, begun, cancelled) = (LogRecords(), Event(), Event())
            var store = HookedStore(clock)
            store.renewed = { _ in isRunning ? [Lease(run: RunID("r"), position: 0, token: 1)] : [] }
            let engine = try Fork.engine(store, clock, logger: records.logger) { _ in
                begun.happen()
                defer { cancelled.happen() }
                try await Event.cancellation()
                return "never"
            }
            try await store.register([try WorkflowGraph(Fork.definition)])
            _ = try await store.createRun(
                NewRun(id: RunID("r"), workflow: Fork.definition.identity, input: Array("{}".utf8)))
            try await engine.whileRunning { engine in
                await begun.wait()
                // The renewal is due then.
                await clock.waitForSleepers(within: .seconds(10))
                clock.advance(by: .seconds(10))
                if !isRunning { try await engine.cancel(RunID("r")) }
                await cancelled.wait()
            }
            let warnings = records.all.filter { $0.message.contains("leases were lost") }
            #expect(warnings.count == (isRunning ? 1 : 0))
        }
    }

    @Test("An environment that no workflow has is warned of, with those that there are", arguments: ["production", "prodution"])
    func environment(_ name: String) throws {
        let records = LogRecords()
        _ = try Fork.engine(InMemoryStore(), VirtualClock(), environment: name, logger: records.logger)
        let warnings = records.all.filter { $0.level == .warning }
        #expect(warnings.count == (name == "production" ? 0 : 1))
        #expect(warnings.first?.metadata["known"] ?? "production" == "production")
    }

    @Test("Settings that nothing could run with are refused")
    func settings() {
        for (setting, configuration) in [
            ("maxConcurrentSteps", EngineConfiguration(maxConcurrentSteps: 0)),
            ("lease", EngineConfiguration(lease: .zero)), ("shutdownGrace", EngineConfiguration(shutdownGrace: .seconds(-1))),
        ] {
            let error = #expect(throws: EngineError.self) {
                try Engine(store: InMemoryStore(), workflows: [], configuration: configuration)
            }
            #expect(error?.description.contains(setting + " must") == true)
        }
    }

    @Test("An engine that stops names the handlers that it waits for no longer")
    func leftBehind() async throws {
        let (records, clock, begun, gate) = (LogRecords(), VirtualClock(), Event(), Event())
        let store = InMemoryStore(clock: clock)
        let engine = try Fork.engine(store, clock, grace: .seconds(7), logger: records.logger) { _ in
            begun.happen()
            await gate.wait()
            return "late"
        }
        let run = try await engine.start(Fork.self, input: [:])
        let running = Task { try await engine.run() }
        await begun.wait()
        // The handler does not care, and its slot stays taken.
        #expect(try await run.cancel())
        #expect(engine.slots.busy == 1 && engine.slots.attempts.map(\.lease).isEmpty)
        engine.slots.stop()
        await clock.waitForSleepers(within: .seconds(7))
        clock.advance(by: .seconds(7))
        try await running.value
        #expect(engine.slots.busy == 0)
        let warning = try #require(records.all.first { $0.message.contains("stops without it") })
        #expect(warning.level == .warning && warning.metadata["step"] == "start")
        #expect(warning.metadata["run"] == run.id.rawValue)
        gate.happen()
    }
}
