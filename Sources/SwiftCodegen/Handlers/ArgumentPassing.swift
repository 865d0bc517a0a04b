/// Statements that read a handler's arguments, and the arguments as they are passed.
struct ArgumentPassing {
    var reading: [String] = []
    var arguments: [String] = []
}

extension Renderer {
    /// For a closure in the step's scope, where the handler is `handler` and the call `call`.
    func passing(_ arguments: [HandlerArgument]) -> ArgumentPassing {
        var out = ArgumentPassing()
        if arguments.contains(where: { $0.readsInput }) {
            out.reading.append("let input: Input = try call.input(of: " + model.typeName + ".self)")
        }
        let locals = localNames(arguments)
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            switch argument.source {
            case .input: out.arguments.append(argument.label + ": input")
            case .field(let field, let property):
                let path =
                    property.map { "input." + $0.valuePath } ?? inputMembers + "[" + StringLiteral.of(field) + "]"
                out.arguments.append(argument.label + ": " + path)
            case .result(let step, let isOptional):
                let method = isOptional ? ".optionalResult" : ".result"
                let call = "try call" + method + "(of: " + model.steps[step].typeName + ".self)"
                out.reading.append("let " + locals[index] + ": " + argument.type + " = " + call)
                out.arguments.append(argument.label + ": " + locals[index])
            }
            index += 1
        }
        return out
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
        case .result: return false
        }
    }
}
