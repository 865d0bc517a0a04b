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
        table { _ in "handlers" }
        out.close()
        out.blank()
        out.line("/// One handler for each step.")
        var parameters: [String] = []
        for step in model.steps {
            let variable = handlerVariable(step)
            let name = variable == step.methodName ? variable : step.methodName + " " + variable
            parameters.append(name + ": any " + step.typeName + ".Handler")
        }
        out.list(access + "static func registered(", parameters, ") -> " + type + " {")
        out.indent()
        table { handlerVariable($0) }
        out.close()
    }

    private func table(_ handler: (StepModel) -> String) {
        out.line("var table = HandlerTable<", model.typeName, ">()")
        if model.hasAPI { out.line("table.use(SharedHTTPClient.shared)") }
        for step in model.steps { out.line(step.typeName, ".register(" + handler(step), ", in: &table)") }
        out.line("return RegisteredWorkflow(table)")
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

    /// In the step's scope: one generic parameter for each closure, since a closure inside a function with a parameter for each step
    /// would take time to compile that grows with the third power of their number.
    func registration(of step: StepModel) {
        let table = "inout HandlerTable<" + model.typeName + ">"
        out.open("fileprivate static func register(_ handler: some Handler, in table: " + table + ") {")
        if step.configuration != nil { out.line("table.configure(", step.typeName, ".self)") }
        handlerRegistration(step)
        for event in step.events { eventRegistration(event, of: step) }
        out.close()
    }

    /// The parameter that holds a step's handler. Its label is always the step's name.
    private func handlerVariable(_ step: StepModel) -> String {
        step.name == "table" || model.stepTypeNames.contains(step.name) ? step.name + "Handler" : step.methodName
    }
}
