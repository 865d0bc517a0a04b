internal import Stepsmith

/// A run's history, a line for each entry.
struct HistoryLines {
    let run: RunSnapshot
    /// Steps whose entries are left out.
    let hidden: Set<String>

    func lines(width: Int?, _ painter: Painter) -> [String] {
        var table = TextTable(
            [
                TextTable.Column("", isRightAligned: true), TextTable.Column("", minimum: 12), TextTable.Column("", minimum: 10),
                TextTable.Column("", minimum: 16),
            ], hasTitles: false, indentation: 2)
        var left = 0
        for entry in run.history {
            if let step = entry.step, hidden.contains(step) {
                left += 1
                continue
            }
            table.rows.append([
                TextTable.Cell("+" + entry.at.since(run.createdAt).human, .dim), TextTable.Cell(entry.step ?? "the run"),
                TextTable.Cell(HistoryLines.name(of: entry.event), HistoryLines.style(of: entry.event)),
                TextTable.Cell(HistoryLines.details(of: entry), .dim),
            ])
        }
        var lines = table.lines(width: width, painter)
        if left > 0 { lines.append("  … without \(counted(left, "line")) of batch workers; --all shows them.") }
        return lines
    }

    /// One entry alone, for those who read along: with the time of day, and what the step is called first.
    static func line(_ entry: HistoryEntry) -> String {
        let details = details(of: entry)
        let what = "\(entry.at)  \(entry.step ?? "run")  \(name(of: entry.event))"
        return (details.isEmpty ? what : what + "  " + details).printable
    }

    static func name(of event: HistoryEntry.Event) -> String {
        switch event {
        case .runCreated: return "created"
        case .runSucceeded: return "succeeded"
        case .runFailed: return "failed"
        case .runCancelled: return "cancelled"
        case .runResumed: return "goes on"
        case .leaseLost: return "lost its worker"
        case .resolved: return "settled by hand"
        default: return event.rawValue
        }
    }

    static func style(of event: HistoryEntry.Event) -> Style? {
        switch event {
        case .runSucceeded, .succeeded, .resolved: return .green
        case .runFailed, .failed: return .red
        case .retrying, .leaseLost, .runCancelled, .cancelled, .released: return .yellow
        case .started, .runResumed: return .cyan
        case .skipped: return .dim
        case .runCreated, .ready: return nil
        }
    }

    static func details(of entry: HistoryEntry) -> String {
        var parts: [String] = []
        if let attempt = entry.attempt { parts.append("attempt \(attempt)") }
        if let duration = entry.duration { parts.append("after \(duration.human)") }
        if let worker = entry.worker { parts.append("by \(worker)") }
        if let reason = entry.reason { parts.append(reason) }
        if let failure = entry.failure { parts.append("\(failure)") }
        return parts.joined(separator: ", ")
    }
}
