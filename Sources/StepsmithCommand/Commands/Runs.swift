internal import ArgumentParser
internal import Stepsmith

struct Runs<App: WorkflowApplication>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "runs", abstract: "Lists runs, newest first.")
    }

    @OptionGroup var store: StoreOption<App>

    @Option(help: "Only runs in this state: \(RunState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: String?

    @Option(help: "Only runs of this workflow: name, namespace/name or namespace/name@version.")
    var workflow: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "number"))
    var limit = 100

    @Flag(help: "An array of objects, for programs.")
    var json = false

    func validate() throws {
        if let state, RunState(rawValue: state) == nil {
            throw misuse("--state takes one of \(RunState.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        if let workflow, WorkflowName(workflow) == nil {
            throw misuse("--workflow takes name, namespace/name or namespace/name@version.")
        }
        if limit < 1 { throw misuse("--limit takes a number from 1 on.") }
    }

    func run() async throws {
        let console = Console.current
        let lookup = RunLookup(store: try await store.open())
        // One more than is shown tells whether there are more.
        let found = try await lookup.list(
            workflow.flatMap { WorkflowName($0) }, state: state.flatMap { RunState(rawValue: $0) },
            limit: limit == .max ? limit : limit + 1)
        let runs = Array(found.prefix(limit))
        if json {
            console.print(try JSONFragment.array(runs.map { .run($0) }).text(lines: 1))
        } else if runs.isEmpty {
            console.note("No runs.")
        } else {
            let lines = RunTable(runs: runs, now: console.clock.now).lines(width: console.size()?.columns, console.painter)
            console.print(lines.joined(separator: "\n"))
        }
        if found.count > runs.count { console.note("There are more; --limit shows them.") }
    }
}

/// Runs as a table.
struct RunTable {
    let runs: [RunSummary]
    let now: Timestamp

    func lines(width: Int?, _ painter: Painter) -> [String] {
        let whole = table(shortIDs: false).lines(width: nil, Painter(isColored: false))
        // The last part of an id is enough to name a run by, and what fits on a line is easier to read.
        let isTooWide = width.map { width in whole.contains { $0.displayWidth > width } } ?? false
        return table(shortIDs: isTooWide).lines(width: width, painter)
    }

    private func table(shortIDs: Bool) -> TextTable {
        var table = TextTable([
            TextTable.Column("RUN"), TextTable.Column("WORKFLOW", minimum: 16), TextTable.Column("STATE"),
            TextTable.Column("KEY", minimum: 6), TextTable.Column("CREATED"), TextTable.Column("TOOK", isRightAligned: true),
        ])
        for run in runs {
            let end = run.finishedAt ?? now
            table.rows.append([
                TextTable.Cell(shortIDs ? String(run.id.rawValue.suffix(12)) : run.id.rawValue),
                TextTable.Cell(run.workflow.description), TextTable.Cell(run.state.rawValue, run.state.style),
                TextTable.Cell(run.idempotencyKey ?? ""), TextTable.Cell(run.createdAt.human),
                TextTable.Cell(end.since(run.createdAt).human),
            ])
        }
        return table
    }
}
