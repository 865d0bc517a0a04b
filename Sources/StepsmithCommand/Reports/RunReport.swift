public import Stepsmith

/// A run as text for people: its steps as a table, what went wrong, and its results.
public struct RunReport: Sendable {
    public enum Detail: Sendable {
        /// The steps, the errors and the last step's result.
        case brief
        /// The input, every result and the history too.
        case full
    }

    public let run: RunSnapshot
    public let detail: Detail
    /// The workers of a batch one by one, however many there are.
    public let listsAll: Bool

    public init(_ run: RunSnapshot, detail: Detail = .brief, listsAll: Bool = false) {
        self.run = run
        self.detail = detail
        self.listsAll = listsAll
    }

    /// Prints the report to standard output: on a terminal in colours and no wider than it is, else plain and uncut.
    public func print() { print(on: .current) }

    func print(on console: Console) {
        console.print(lines(width: console.size()?.columns, console.painter, now: console.clock.now).joined(separator: "\n"))
    }

    func lines(width: Int?, _ painter: Painter, now: Timestamp) -> [String] {
        let rows = StepRows(run.steps, all: listsAll)
        var lines = header(painter)
        lines.append("")
        lines += StepTable(run: run, rows: rows, now: now, width: width).lines(painter)
        lines += moreFailures(rows)
        let sections = detail == .full ? fullSections(rows, width, painter) : briefSections(rows, width, painter)
        for (title, content) in sections where !content.isEmpty { lines += ["", painter.paint(title, .bold)] + content }
        return lines
    }

    private typealias Section = (title: String, content: [String])

    private func briefSections(_ rows: StepRows, _ width: Int?, _ painter: Painter) -> [Section] {
        [
            ("Errors", errors(rows, painter)), ("Skipped", skips(rows, width, painter)),
            ("Result of \(run.steps.last?.name.printable ?? "")", lastResult),
        ]
    }

    private func fullSections(_ rows: StepRows, _ width: Int?, _ painter: Painter) -> [Section] {
        [
            ("Input", input(width, painter)), ("Errors", errors(rows, painter)), ("Skipped", skips(rows, width, painter)),
            ("Results", results(rows, width, painter)),
            ("History", HistoryLines(run: run, hidden: rows.hidden).lines(width: width, painter)),
        ]
    }

    private func header(_ painter: Painter) -> [String] {
        let name = painter.paint(run.workflow.description.printable, .bold)
        let title = name + "  " + painter.paint(run.state.rawValue, run.state.style)
        var facts = [("run", run.id.rawValue.printable)]
        if let key = run.idempotencyKey { facts.append(("key", key.printable)) }
        facts.append(("created", run.createdAt.human))
        if let end = run.finishedAt { facts.append(("took", end.since(run.createdAt).human)) }
        return [title] + facts.map { painter.paint($0.padding(8), .dim) + $1 }
    }

    private func moreFailures(_ rows: StepRows) -> [String] {
        rows.rows.compactMap { row in
            guard case .batch(let batch) = row, batch.hiddenFailures > 0 else { return nil }
            return "… and \(grouped(batch.hiddenFailures)) more of \(batch.definition.printable) failed; --all lists them."
        }
    }

    /// Each failed attempt of the steps that are shown.
    private func errors(_ rows: StepRows, _ painter: Painter) -> [String] {
        var table = RunReport.section([TextTable.Column("", minimum: 12), TextTable.Column(""), TextTable.Column("")])
        for entry in run.history {
            guard let step = entry.step, let failure = entry.failure, !rows.hidden.contains(step) else { continue }
            let attempt = entry.attempt.map { "attempt \($0)" } ?? ""
            table.rows.append([
                TextTable.Cell(step), TextTable.Cell(attempt, .dim),
                TextTable.Cell("\(failure)", entry.event == .failed ? .red : .yellow),
            ])
        }
        // Whole: this is what is looked for.
        return table.lines(width: nil, painter)
    }

    private func skips(_ rows: StepRows, _ width: Int?, _ painter: Painter) -> [String] {
        // The table's last column says it too, where there is room for all of it.
        if width == nil { return [] }
        var table = RunReport.section([TextTable.Column("", minimum: 12), TextTable.Column("", minimum: 20)])
        for step in run.steps where step.state == .skipped && !rows.hidden.contains(step.name) {
            if let reason = step.skipReason { table.rows.append([TextTable.Cell(step.name), TextTable.Cell(reason)]) }
        }
        return table.lines(width: nil, painter)
    }

    private func results(_ rows: StepRows, _ width: Int?, _ painter: Painter) -> [String] {
        var table = RunReport.section([TextTable.Column("", minimum: 12), TextTable.Column("", minimum: 20)])
        for row in rows.rows {
            switch row {
            case .step(let step), .worker(let step):
                if let result = step.result {
                    table.rows.append([TextTable.Cell(step.name), TextTable.Cell(String(decoding: result, as: UTF8.self))])
                }
            case .batch(let batch):
                let count = batch.workers.count { $0.result != nil }
                table.rows.append([
                    TextTable.Cell(batch.definition),
                    TextTable.Cell("\(counted(count, "result")); --all or --json shows them", .dim),
                ])
            }
        }
        return table.lines(width: width, painter)
    }

    /// Readable, a member on each line.
    private var lastResult: [String] {
        guard run.state == .succeeded, let result = run.steps.last?.result else { return [] }
        let text = (try? JSONValue(parsing: result).text(pretty: true)) ?? String(decoding: result, as: UTF8.self)
        return text.split(separator: "\n").map { String($0).printable }
    }

    private func input(_ width: Int?, _ painter: Painter) -> [String] {
        var table = RunReport.section([TextTable.Column("", minimum: 20)])
        table.rows.append([TextTable.Cell(String(decoding: run.input, as: UTF8.self))])
        return table.lines(width: width, painter)
    }

    private static func section(_ columns: [TextTable.Column]) -> TextTable {
        TextTable(columns, hasTitles: false, indentation: 2)
    }
}

extension String {
    fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
