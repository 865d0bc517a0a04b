internal import Stepsmith

/// How a text looks on a terminal.
enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
}

/// Puts colours into text, where they are wanted.
struct Painter: Sendable {
    var isColored: Bool

    func paint(_ text: String, _ style: Style?) -> String {
        guard isColored, let style, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }
}

extension RunState {
    var style: Style {
        switch self {
        case .running: return .cyan
        case .succeeded: return .green
        case .failed: return .red
        case .cancelled: return .yellow
        }
    }
}

extension StepState {
    var style: Style {
        switch self {
        case .running, .ready: return .cyan
        case .succeeded, .resolved: return .green
        case .failed: return .red
        case .retrying, .cancelled: return .yellow
        case .waiting, .skipped: return .dim
        }
    }
}
