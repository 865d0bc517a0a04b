import WorkflowSpec
import YAMLSyntax

/// Statements that read a handler's arguments, and the arguments as they are passed.
struct ArgumentPassing {
    var reading: [String] = []
    var arguments: [String] = []

    fileprivate mutating func read(_ argument: HandlerArgument, _ local: String, _ method: String, of step: StepModel) {
        let call = "try call." + method + "(of: " + step.typeName + ".self)"
        reading.append("let " + local + ": " + argument.type + " = " + call)
    }
}

extension Renderer {
    /// For a closure in the step's scope, where the handler is `handler` and the call `call`.
    func passing(_ step: StepModel) -> ArgumentPassing {
        let arguments = step.arguments
        var out = ArgumentPassing()
        if arguments.contains(where: { $0.readsInput }) {
            out.reading.append("let input: Input = try call.input(of: " + model.typeName + ".self)")
        }
        let locals = localNames(arguments)
        var index = 0
        while index < arguments.count {
            pass(arguments[index], as: locals[index], &out)
            index += 1
        }
        var context = "call.context"
        if step.configuration != nil {
            context = "context"
            out.reading.append(
                "let context: ConfiguredContext<Configuration> = try call.configuredContext(of: " + step.typeName + ".self)")
        }
        out.arguments.append("context: " + context)
        return out
    }

    private func pass(_ argument: HandlerArgument, as local: String, _ out: inout ArgumentPassing) {
        var value = local
        switch argument.source {
        case .input: value = "input"
        case .field(let field, let property):
            value = property.map { "input." + $0.valuePath } ?? inputMembers + "[" + StringLiteral.of(field) + "]"
        case .result(let step, let isOptional):
            out.read(argument, local, isOptional ? "optionalResult" : "result", of: model.steps[step])
        case .batchResults(let step): out.read(argument, local, "batchResults", of: model.steps[step])
        case .batchFailures(let step): out.read(argument, local, "batchFailures", of: model.steps[step])
        case .batch: out.reading.append("let " + local + ": BatchContext = try call.batch()")
        case .api(let api): out.reading += client(api, local)
        }
        out.arguments.append(argument.label + ": " + value)
    }

    private func client(_ api: APISpec, _ local: String) -> [String] {
        var headers: [String] = []
        for (name, value) in api.headers {
            headers.append("(" + StringLiteral.of(name.value) + ", " + StringLiteral.of(value.value) + ")")
        }
        let parts = [
            "baseURL: " + StringLiteral.of(api.baseURL.value), "timeout: .seconds(" + String(api.timeoutSeconds) + ")",
            "headers: [" + headers.joined(separator: ", ") + "]", "context: call.context",
        ]
        return Wrapping.list(
            "let " + local + ": APIClient = try APIClient(", parts, ")", columns: SourceWriter.columns - self.out.width)
    }

    /// What members of an input that is no record are looked up in.
    private var inputMembers: String {
        switch model.input.alias?.resolved {
        case .jsonObject?, .jsonValue?: return "input"
        default: return "input.json()"
        }
    }

    /// The arguments' own names, except where something else in the closure is called so.
    private func localNames(_ arguments: [HandlerArgument]) -> [String] {
        let others = ["call", "handler", "input", "table"]
        var used: Set<String> = []
        for argument in arguments { used.insert(argument.declared) }
        var names: [String] = []
        for argument in arguments {
            var name = argument.declared
            if others.contains(name) || model.stepTypeNames.contains(name) {
                name = argument.name
                repeat { name += "Result" } while others.contains(name) || !used.insert(name).inserted
            }
            names.append(name)
        }
        return names
    }
}

extension HandlerArgument {
    fileprivate var readsInput: Bool {
        switch source {
        case .input, .field: return true
        case .result, .batchResults, .batchFailures, .batch, .api: return false
        }
    }
}
