import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// `Handlers`, and `registered` for one object with every handler and for one handler each.
    func registration() {
        out.line("/// The handlers of every step, for one type that serves them all.")
        handlersAlias()
        out.blank()
        out.line("/// One object with the handlers of every step.")
        let type = "RegisteredWorkflow<" + model.typeName + ">"
        out.open(access + "static func registered(_ handlers: some Handlers) -> " + type + " {")
        out.list("registered(", model.steps.map { $0.label + ": handlers" }, ")")
        out.close()
        out.blank()
        out.line("/// One handler for each step.")
        var parameters: [String] = []
        for step in model.steps {
            let variable = handlerVariable(step)
            let name = variable == step.methodName ? variable : step.methodName + " " + variable
            parameters.append(name + ": some " + step.typeName + ".Handler")
        }
        out.list(access + "static func registered(", parameters, ") -> " + type + " {")
        out.indent()
        out.line("var table = HandlerTable<", model.typeName, ">()")
        for step in model.steps { register(step) }
        out.line("return RegisteredWorkflow(table)")
        out.close()
    }

    private func handlersAlias() {
        var pieces: [String] = []
        for step in model.steps { pieces.append((pieces.isEmpty ? "" : "& ") + step.typeName + ".Handler") }
        let head = access + "typealias Handlers ="
        let line = head + " " + pieces.joined(separator: " ")
        if out.width + line.utf8.count <= SourceWriter.columns {
            out.line(line)
            return
        }
        out.open(head)
        out.lines(Wrapping.fill(pieces, columns: SourceWriter.columns - out.width))
        out.outdent()
    }

    private func register(_ step: StepModel) {
        guard let arguments = step.arguments else { return }
        switch step.spec.kind {
        case .standard, .deferredConvergence: standardRegistration(step, arguments)
        case .decision, .batchable, .batchWorker: break
        }
    }

    /// The parameter that holds a step's handler. Its label is always the step's name.
    func handlerVariable(_ step: StepModel) -> String {
        let isTaken = step.name == "call" || step.name == "input" || step.name == "table" || step.name == step.typeName
        return isTaken ? step.name + "Handler" : step.methodName
    }
}
