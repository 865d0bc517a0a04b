import Foundation
import Measuring
import Stepsmith
import StepsmithSQLite

/// What the store in a file costs: `sqlite [FOLDER [LOAD]]`, with files in that folder, so on its disk.
@main
struct SQLiteBenchmark {
    static let repetitions = 5

    static func main() async throws {
        let base = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : FileManager.default.currentDirectoryPath
        let folder = URL(fileURLWithPath: base).appending(path: "sqlite-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let chosen = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil
        try await throughput(folder, chosen)
        if chosen != nil { return }
        try await waitingRuns(folder)
        try await finishedRuns(folder)
    }

    // MARK: Throughput and latency

    private static let loads: [(name: String, cost: @Sendable (_ path: String) async throws -> Cost)] = [
        ("single", { try await Baselines.singleCommits($0, count: 4000) }),
        (
            "grouped",
            { path in
                _ = try await StoreLoad.cost(Linear4.self, path, runs: 1, inFlight: 1)
                return try await Baselines.groupedCommits(path, runs: 3200, inFlight: 32)
            }
        ),
        (
            "grouped x1",
            { path in
                _ = try await StoreLoad.cost(Linear4.self, path, runs: 1, inFlight: 1)
                return try await Baselines.groupedCommits(path, runs: 500, inFlight: 1)
            }
        ),
        ("linear 4 x32", { try await StoreLoad.cost(Linear4.self, $0, runs: 6400, inFlight: 32) }),
        ("linear 4 x1", { try await StoreLoad.cost(Linear4.self, $0, runs: 500, inFlight: 1) }),
        ("linear 1000 x32", { try await StoreLoad.cost(Linear1000.self, $0, runs: 32, inFlight: 32) }),
        ("fan-out 9998", { try await StoreLoad.cost(FanOut9998.self, $0, runs: 2, inFlight: 1) }),
    ]

    private static func throughput(_ folder: URL, _ chosen: String?) async throws {
        var rounds: [String: [Cost]] = [:]
        for round in 0...repetitions {
            for (name, load) in loads where chosen == nil || chosen == name {
                let cost = try await load(folder.appending(path: "\(name)-\(round).sqlite").path)
                if round > 0 { rounds[name, default: []].append(cost) }
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                try FileManager.default.removeItem(at: folder.appending(path: name))
            }
        }
        let costs = rounds.mapValues(median)
        if let chosen, let cost = costs[chosen] { print("\(chosen): \(micro(cost.wall)) µs and \(micro(cost.cpu)) µs CPU") }
        guard let single = costs["single"], let grouped = costs["grouped"], let linear = costs["linear 4 x32"],
            let alone = costs["linear 4 x1"]
        else { return }
        print("SQLite store, medians of \(repetitions)")
        print(
            "one small row a transaction, synchronous=FULL: \(rate(single)) a second, \(micro(single.wall)) µs and "
                + "\(micro(single.cpu)) µs CPU each")
        print("the store's rows, 32 runs a transaction, by hand: \(rate(grouped)) steps/s")
        for (name, cost) in costs.sorted(by: { $0.key < $1.key }) where name != "single" && !name.hasPrefix("grouped") {
            print(
                "\(name): \(rate(cost)) steps/s, \(micro(cost.wall)) µs and \(micro(cost.cpu)) µs CPU a step; to linear 4 x32: "
                    + "\(decimal(cost.wall / linear.wall, 2))× (CPU \(decimal(cost.cpu / linear.cpu, 2))×)")
        }
        if let byHand = costs["grouped x1"] {
            print("a run's rows by hand, each transaction alone: \(micro(byHand.wall * 4)) µs")
        }
        print("linear 4 x32 to single commits: \(decimal(single.wall / linear.wall, 2))×")
        print("linear 4 x32 to group commit by hand: \(decimal(grouped.wall / linear.wall, 2))× (target 0.5)")
        print("a linear 4 run alone: \(micro(alone.wall * 4)) µs, \(decimal(alone.wall * 4 / single.wall, 2)) commits (target 6)")
    }

    private static func rate(_ cost: Cost) -> String { decimal(1 / cost.wall, 0) }
    private static func micro(_ seconds: Double) -> String { decimal(seconds * 1e6, 1) }

    // MARK: Growth

    private static func waitingRuns(_ folder: URL) async throws {
        let path = folder.appending(path: "waiting.sqlite").path
        let count = 100_000
        let before = residentBytes()
        let engine = try StoreLoad.engine(path, [try Linear4.registered()])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= 256 { try await group.next() }
                group.addTask { _ = try await engine.start(Linear4.self, input: Number(value: 0)) }
            }
            try await group.waitForAll()
        }
        let created = residentBytes()
        try (engine.store as? SQLiteStore)?.close()
        let clock = ContinuousClock()
        let start = clock.now
        let second = try StoreLoad.engine(path, [try Linear4.registered()])
        let request = ClaimRequest(
            worker: WorkerID("w"), workflows: [Linear4.definition.identity], limit: 64, lease: .seconds(30))
        let claimed = try await second.store.claim(request).steps.count
        let opened = (clock.now - start) / .milliseconds(1)
        try (second.store as? SQLiteStore)?.close()
        print(
            "\(count) waiting runs: \(decimal(Double(created - before) / 1e6, 1)) MB more memory after creating them; opened and "
                + "\(claimed) steps claimed in \(decimal(opened, 1)) ms")
    }

    /// A million finished runs of four steps, made without the engine.
    private static func finishedRuns(_ folder: URL) async throws {
        let path = folder.appending(path: "finished.sqlite").path
        _ = try await StoreLoad.cost(Linear4.self, path, runs: 1, inFlight: 1)
        let million = try RawDatabase(path)
        try million.execute(
            """
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TEMP TABLE numbers AS
                WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000001) SELECT i FROM n;
            INSERT INTO runs SELECT i, printf('018c2f5a-0000-7000-8000-%012x', i), 1, 'succeeded', 0, 1700000000000000 + i,
                1700000001000000 + i, NULL, x'7b7d' FROM temp.numbers;
            INSERT INTO steps SELECT i << 23 | p, 'succeeded', 0, 1, 0, 0, 1, 1, NULL, 0, NULL, 1700000000000000, 1700000000000000, 'worker',
                NULL, NULL, NULL, NULL, NULL, x'31' FROM temp.numbers JOIN (SELECT 0 AS p UNION SELECT 1 UNION SELECT 2 UNION SELECT 3)
                ORDER BY i, p;
            INSERT INTO history SELECT i << 26, 1700000000000000, 'run_created', NULL, NULL, NULL, NULL, NULL FROM temp.numbers;
            COMMIT;
            PRAGMA wal_checkpoint(TRUNCATE);
            """)
        let emptyPath = folder.appending(path: "empty.sqlite").path
        var (full, empty): ([Cost], [Cost]) = ([], [])
        var (fullOpening, emptyOpening): ([Cost], [Cost]) = ([], [])
        for round in 0...repetitions {
            let opening = try await (
                measure(steps: 1) { try SQLiteStore(path: path).close() },
                measure(steps: 1) { try SQLiteStore(path: emptyPath).close() }
            )
            let work = try await (
                StoreLoad.cost(Linear4.self, path, runs: 3200, inFlight: 32),
                StoreLoad.cost(Linear4.self, emptyPath, runs: 3200, inFlight: 32)
            )
            // The first round creates the empty one.
            if round == 0 { continue }
            fullOpening.append(opening.0)
            emptyOpening.append(opening.1)
            full.append(work.0)
            empty.append(work.1)
        }
        let (a, b) = (median(fullOpening).wall, median(emptyOpening).wall)
        print(
            "a million finished runs: opened and closed in \(decimal(a * 1e3, 1)) ms, \(decimal(a / b, 2))× an empty store; "
                + "\(rate(median(full))) steps/s, \(decimal(median(full).wall / median(empty).wall, 2))× the cost of one that was empty"
        )
    }

    private static func residentBytes() -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
