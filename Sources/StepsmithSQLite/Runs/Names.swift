import Stepsmith

// The raw values of states and events, as text that SQLite need not copy.

extension RunState {
    var text: StaticString {
        switch self {
        case .running: return "running"
        case .succeeded: return "succeeded"
        case .failed: return "failed"
        case .cancelled: return "cancelled"
        }
    }
}

extension StepState {
    var text: StaticString {
        switch self {
        case .waiting: return "waiting"
        case .ready: return "ready"
        case .running: return "running"
        case .retrying: return "retrying"
        case .succeeded: return "succeeded"
        case .failed: return "failed"
        case .skipped: return "skipped"
        case .cancelled: return "cancelled"
        case .resolved: return "resolved"
        }
    }
}

extension HistoryEntry.Event {
    var text: StaticString {
        switch self {
        case .runCreated: return "run_created"
        case .runSucceeded: return "run_succeeded"
        case .runFailed: return "run_failed"
        case .runCancelled: return "run_cancelled"
        case .runResumed: return "run_resumed"
        case .ready: return "ready"
        case .started: return "started"
        case .succeeded: return "succeeded"
        case .failed: return "failed"
        case .retrying: return "retrying"
        case .skipped: return "skipped"
        case .cancelled: return "cancelled"
        case .resolved: return "resolved"
        case .released: return "released"
        case .leaseLost: return "lease_lost"
        }
    }
}

/// A note as JSON text.
enum NoteText {
    static func text(of note: InMemoryNote) throws -> String {
        var json = JSONObject()
        if let failure = note.failure {
            json["code"] = .string(failure.code.rawValue)
            json["message"] = .string(failure.message)
            json["retryable"] = .bool(failure.isRetryable)
        }
        if let reason = note.reason { json["reason"] = .string(reason) }
        return String(decoding: try JSONValue.object(json).bytes(), as: UTF8.self)
    }

    static func note(in text: String) throws -> InMemoryNote {
        let json = try JSONValue(parsing: text)
        if let reason = json["reason"]?.stringValue { return InMemoryNote(reason: reason) }
        return InMemoryNote(
            failure: StepFailure(
                code: ErrorCode(rawValue: json["code"]?.stringValue ?? ""), message: json["message"]?.stringValue ?? "",
                isRetryable: json["retryable"]?.boolValue ?? false))
    }
}
