internal import Stepsmith

/// Shows a run while it changes: on a terminal in one place, which is drawn again each time; elsewhere a line for each
/// change.
final class LiveView {
    private let console: Console
    /// Lines that stand on the terminal now.
    private var drawn = 0
    /// Entries of the history that were told.
    private var told = 0
    private static let clearLine = "\u{1B}[2K"
    private static let clearRest = "\u{1B}[J"

    init(_ console: Console) { self.console = console }

    func show(_ run: RunSnapshot) {
        if let size = console.size() { draw(run, size) } else { tell(run) }
    }

    /// Takes the view off the terminal again, for what is printed in its place.
    func erase() {
        if drawn > 0 { console.output(LiveView.up(drawn) + LiveView.clearRest) }
        drawn = 0
    }

    private func tell(_ run: RunSnapshot) {
        for entry in run.history.dropFirst(told) { console.print(HistoryLines.line(entry)) }
        told = run.history.count
    }

    private func draw(_ run: RunSnapshot, _ size: TerminalSize) {
        let lines = frame(run, size)
        let start = drawn > 0 ? LiveView.up(drawn) : ""
        console.output(start + lines.map { LiveView.clearLine + $0 + "\n" }.joined() + LiveView.clearRest)
        drawn = lines.count
    }

    private func frame(_ run: RunSnapshot, _ size: TerminalSize) -> [String] {
        let (painter, now) = (console.painter, console.clock.now)
        let age = (run.finishedAt ?? now).since(run.createdAt).human
        let title = "\(run.workflow)  \(run.id)".printable.cut(to: max(0, size.columns - age.count - 2))
        let head = [painter.paint(title, .bold) + "  " + age, Progress(run).line(width: size.columns, painter), ""]
        let rows = StepRows(run.steps, all: false)
        let table = StepTable(run: run, rows: rows, now: now, width: size.columns).lines(painter)
        // What stands above the window's top cannot be drawn again.
        let room = max(0, size.rows - head.count - 2)
        if table.count <= room { return head + table }
        return head + shortened(run, room, size, painter, now)
    }

    /// The steps that are under way or have failed, as far as there is room.
    private func shortened(
        _ run: RunSnapshot, _ room: Int, _ size: TerminalSize, _ painter: Painter, _ now: Timestamp
    ) -> [String] {
        let lively = run.steps.filter { $0.state.isUnderWay || $0.state == .failed }
        let shown = lively.prefix(max(0, room - 2))
        let left = run.steps.count - shown.count
        let table = StepTable(run: run, rows: StepRows(Array(shown), all: true), now: now, width: size.columns)
        return Array((table.lines(painter) + ["… and \(counted(left, "step"))"]).prefix(room))
    }

    private static func up(_ lines: Int) -> String { "\u{1B}[\(lines)A" }
}
