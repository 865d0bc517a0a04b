import Stepsmith

/// A finished run as text: a table of its steps, then its result or what went wrong.
struct RunReport {
    let snapshot: RunSnapshot

    init(_ snapshot: RunSnapshot) { self.snapshot = snapshot }

    var text: String {
        var out = "\(snapshot.workflow)  run \(snapshot.id)  \(snapshot.state.rawValue)\n\n"
        out += table
        for step in snapshot.steps {
            if let reason = step.skipReason { out += "\n\(step.name) skipped: \(reason)\n" }
        }
        for step in snapshot.steps where step.state == .failed {
            if let failure = step.failure { out += "\n\(step.name) failed: \(failure)\n" }
        }
        if snapshot.state == .succeeded, let last = snapshot.steps.last, let result = last.result {
            let shown = (try? JSONValue(parsing: result).text(pretty: true)) ?? String(decoding: result, as: UTF8.self)
            out += "\nResult of \(last.name):\n\(shown)\n"
        }
        return out
    }

    private var table: String {
        var rows = [["STEP", "STATE", "ATTEMPTS", "DURATION"]]
        for step in snapshot.steps {
            rows.append([
                step.name, step.state.rawValue, step.attempts == 0 ? "–" : String(step.attempts),
                step.duration.map(milliseconds) ?? "–",
            ])
        }
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
                .joined(separator: "  ") + "\n"
        }.joined()
    }

    private func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        return "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
    }
}
