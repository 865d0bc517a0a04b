import WorkflowSpec

extension Renderer {
    /// `Output`: the result of the one step that nothing depends on, or a struct of several.
    func output() {
        let sinks = model.graph.sinks
        guard let first = sinks.first else {
            // Only a spec without steps, or one that is refused for its cycles.
            out.line(access, "typealias Output = ", "JSONObject")
            out.blank()
            out.line(access, "static func output(from results: StepResults) throws -> Output", " { JSONObject() }")
            return
        }
        if sinks.count > 1 {
            combinedOutput(sinks)
            return
        }
        out.line(access + "typealias Output = ", type(first), "")
        out.blank()
        let signature = access + "static func output(from results: StepResults) throws -> Output {"
        let line = signature + " try results." + method(first) + "(of: " + model.steps[first].typeName + ".self) }"
        if out.width + line.utf8.count <= SourceWriter.columns {
            out.line(line)
        } else {
            out.open(signature)
            out.line("try results." + method(first) + "(of: " + model.steps[first].typeName, ".self)", "")
            out.close()
        }
    }

    private func combinedOutput(_ sinks: [Int]) {
        out.line("/// The results of the steps that nothing depends on.")
        out.open(access + "nonisolated struct Output: Sendable {")
        for sink in sinks { out.line(access, "var ", model.steps[sink].methodName, ": ", type(sink)) }
        out.blank()
        out.list(access + "init(", sinks.map { model.steps[$0].methodName + ": " + type($0) }, ") {")
        out.indent()
        for sink in sinks {
            let name = model.steps[sink].methodName
            out.line("self.", name, " = ", name, "")
        }
        out.close()
        out.close()
        out.blank()
        out.open(access + "static func output(from results: StepResults) throws -> Output {")
        let arguments = sinks.map { (sink: Int) -> String in
            model.steps[sink].label + ": try results." + method(sink) + "(of: " + model.steps[sink].typeName + ".self)"
        }
        out.list("Output(", arguments, ")")
        out.close()
    }

    private func type(_ sink: Int) -> String {
        let result = model.steps[sink].typeName + ".Result"
        switch kind(sink) {
        case .single: return result
        case .optional: return result + "?"
        case .batch: return "[" + result + "]"
        }
    }

    private func method(_ sink: Int) -> String {
        switch kind(sink) {
        case .single: return "result"
        case .optional: return "optionalResult"
        case .batch: return "batchResults"
        }
    }

    /// A step that may be skipped may have no result; a batch worker has one for each range.
    private func kind(_ sink: Int) -> Output {
        if model.steps[sink].spec.kind == .batchWorker { return .batch }
        return model.graph.conditional[sink] ? .optional : .single
    }
}

/// How many results a step may have.
private enum Output {
    case single, optional, batch
}
