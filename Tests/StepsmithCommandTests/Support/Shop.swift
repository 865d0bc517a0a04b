import Foundation
import Logging
import Stepsmith
import Synchronization

@testable import StepsmithCommand

/// A program with two workflows, and stores in memory that each command opens by their name.
struct Shop: WorkflowApplication {
    static let commandName = "shop"
    static let stores: [StoreScheme] = [.memory, .test]
    static func workflows() -> [any WorkflowRegistration] { [Order.registered, Parcels.registered] }
    static func logger(_ level: Logger.Level) -> Logger { Logger(label: "shop") { _ in SwiftLogNoOpLogHandler() } }
}

/// A program with three workflows of one name.
struct Mall: WorkflowApplication {
    static let commandName = "mall"
    static func workflows() -> [any WorkflowRegistration] {
        [
            Order.registered, Renamed(definition: Order.makeDefinition(version: "2.0.0")),
            Renamed(definition: Order.makeDefinition(namespace: "annex", version: "1.0.0")),
        ]
    }
}

/// A program that looks after runs which it cannot run.
struct Office: WorkflowApplication {
    static let commandName = "office"
    static let stores: [StoreScheme] = [.test]
    static let defaultStore = "test:"
    static func workflows() -> [any WorkflowRegistration] { [] }
}

extension StoreScheme {
    private static let opened = Mutex<[String: InMemoryStore]>([:])

    /// `test:NAME`, which is one store however often it is opened.
    static let test = StoreScheme("test", usage: "test:NAME") { name in store(name) }

    static func store(_ name: String) -> InMemoryStore {
        opened.withLock { opened in
            if let store = opened[name] { return store }
            let store = InMemoryStore()
            opened[name] = store
            return store
        }
    }
}

/// What a command did.
struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The output as JSON.
    var json: JSONValue { get throws { try JSONValue(parsing: output) } }
}

private final class Recorder: Sendable {
    private let recorded = Mutex("")
    var text: String { recorded.withLock { $0 } }
    func add(_ text: String) { recorded.withLock { $0 += text } }
}

/// A store of its own, and commands on it.
struct Fixture {
    let name = UUID().uuidString
    var store: InMemoryStore { StoreScheme.store(name) }

    /// Runs a command of `Shop` on the fixture's store.
    func shop(_ arguments: String..., input: String = "", terminal: TerminalSize? = nil) async -> Outcome {
        await Fixture.run(
            Shop.self, arguments, input: input, environment: ["STEPSMITH_STORE": "test:" + name], terminal: terminal)
    }

    static func run<App: WorkflowApplication>(
        _ app: App.Type, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        terminal: TerminalSize? = nil
    ) async -> Outcome {
        let (output, errors) = (Recorder(), Recorder())
        let console = Console(
            environment: environment, size: { terminal }, output: { output.add($0) }, errors: { errors.add($0) },
            input: { [UInt8](input.utf8) }, clock: SystemClock())
        let status = await WorkflowCommands<App>.run(arguments, on: console)
        return Outcome(status: status, output: output.text, errors: errors.text)
    }

    /// Starts a run, without running it.
    func start(_ workflow: String = "order", _ input: String = "{}") async throws -> RunID {
        let started = await shop("start", workflow, "--input", "-", input: input)
        guard started.status == 0 else { throw CommandFailure(started.errors) }
        return RunID(started.lines.first ?? "")
    }

    /// Works on the run's workflow until it is finished, as a worker would.
    @discardableResult
    func finish(_ id: RunID) async throws -> RunSnapshot {
        let workflow = try await store.summary(of: id)?.workflow
        let engine = try Engine(
            store: store, workflows: Shop.workflows().filter { $0.definition.identity == workflow },
            logger: Shop.logger(.critical))
        return try await engine.whileRunning { try await $0.finished(id) }
    }

    /// A run that has ended.
    func ended(_ workflow: String = "order", _ input: String = "{}") async throws -> RunID {
        let id = try await start(workflow, input)
        try await finish(id)
        return id
    }
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stepsmith-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
