internal import Stepsmith

/// The steps of a run as a table, with a bar for each that shows when it ran.
struct StepTable {
    let run: RunSnapshot
    let rows: StepRows
    /// For what runs still.
    let now: Timestamp
    private static let barWidth = 20

    /// What the lines may take; nil for whatever they need.
    let width: Int?

    /// Bars are for people, on a window that has room for them.
    private var hasBars: Bool { width.map { $0 >= 90 } ?? false }

    func lines(_ painter: Painter) -> [String] {
        var table = TextTable([
            TextTable.Column("STEP", minimum: 12), TextTable.Column("STATE"),
            TextTable.Column("ATTEMPTS", isRightAligned: true), TextTable.Column("DURATION", isRightAligned: true),
            TextTable.Column("TIMELINE"), TextTable.Column("NOTE", minimum: 8),
        ])
        for row in rows.rows {
            switch row {
            case .step(let step): table.rows.append(cells(of: step, named: step.name))
            case .worker(let step): table.rows.append(cells(of: step, named: "  " + step.name))
            case .batch(let batch):
                table.rows.append([
                    TextTable.Cell("\(batch.definition) ×\(grouped(batch.workers.count))"),
                    TextTable.Cell(batch.state.rawValue, batch.state.style), TextTable.Cell(""),
                    duration(batch.startedAt, batch.finishedAt, batch.state),
                    bar(batch.startedAt, batch.finishedAt, batch.state), TextTable.Cell(batch.counts, .dim),
                ])
            }
        }
        return table.lines(width: width, painter)
    }

    private func cells(of step: StepSnapshot, named name: String) -> [TextTable.Cell] {
        [
            TextTable.Cell(name), TextTable.Cell(step.state.rawValue, step.state.style),
            TextTable.Cell(step.attempts == 0 ? "–" : String(step.attempts)),
            duration(step.startedAt, step.finishedAt, step.state), bar(step.startedAt, step.finishedAt, step.state),
            TextTable.Cell(note(step), .dim),
        ]
    }

    private func duration(_ start: Timestamp?, _ end: Timestamp?, _ state: StepState) -> TextTable.Cell {
        let end = end ?? (run.state == .running && state.isUnderWay ? now : nil)
        guard let start, let end else { return TextTable.Cell("–") }
        return TextTable.Cell(end.since(start).human)
    }

    /// Where in the run's time the step ran.
    private func bar(_ start: Timestamp?, _ end: Timestamp?, _ state: StepState) -> TextTable.Cell {
        guard hasBars, let start else { return TextTable.Cell("") }
        let runEnd = max(run.finishedAt ?? now, run.createdAt.advanced(by: .microseconds(1)))
        let total = Double(runEnd.since(run.createdAt).wholeMicroseconds)
        let width = Double(StepTable.barWidth)
        let from = Double(start.since(run.createdAt).wholeMicroseconds) / total * width
        let to = Double((end ?? runEnd).since(run.createdAt).wholeMicroseconds) / total * width
        let first = min(max(0, Int(from)), StepTable.barWidth - 1)
        let last = min(max(first + 1, Int(to.rounded(.up))), StepTable.barWidth)
        return TextTable.Cell(
            String(repeating: "·", count: first) + String(repeating: "█", count: last - first)
                + String(repeating: "·", count: StepTable.barWidth - last), state.style)
    }

    private func note(_ step: StepSnapshot) -> String {
        var notes: [String] = []
        switch step.state {
        case .failed: notes += error(of: step)
        case .retrying:
            if let due = step.dueAt { notes.append(due > now ? "again in \(due.since(now).human)" : "due") }
            notes += error(of: step)
        case .skipped: if let reason = step.skipReason { notes.append(reason) }
        case .resolved: notes.append("by hand")
        default: break
        }
        if step.leaseLosses > 0 { notes.append("lost its worker \(counted(step.leaseLosses, "time"))") }
        return notes.joined(separator: ", ")
    }

    /// On a terminal the message too, which is cut there. Elsewhere a list of all errors follows the table.
    private func error(of step: StepSnapshot) -> [String] {
        guard let failure = step.failure else { return [] }
        return [width == nil ? failure.code.rawValue : "\(failure.code): \(failure.message)"]
    }
}

extension StepState {
    /// Begun and not ended.
    var isUnderWay: Bool { self == .running || self == .retrying || self == .ready }
}
