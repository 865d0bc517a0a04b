internal import Stepsmith

/// How far a run has come, as a bar and in numbers.
struct Progress {
    let total: Int
    let settled: Int
    private let counts: [StepState: Int]
    private let state: RunState

    init(_ run: RunSnapshot) {
        total = run.steps.count
        settled = run.steps.count { $0.state.isTerminal }
        counts = run.steps.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
        state = run.state
    }

    /// No wider than that.
    func line(width: Int, _ painter: Painter) -> String {
        let percent = total == 0 ? 100 : settled * 100 / total
        var numbers = "\(grouped(settled))/\(counted(total, "step"))  \(percent)%"
        for state in [StepState.running, .retrying, .failed] {
            if let count = counts[state] { numbers += "  \(grouped(count)) \(state.rawValue)" }
        }
        let room = min(30, width - numbers.displayWidth - 2)
        if room < 5 { return numbers.cut(to: width) }
        let filled = total == 0 ? room : settled * room / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled)
        return painter.paint(bar, counts[.failed] == nil ? state.style : .red) + "  " + numbers
    }
}
