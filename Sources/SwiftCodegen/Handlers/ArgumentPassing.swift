/// Statements that read a handler's arguments, and the arguments as they are passed.
struct ArgumentPassing {
    var reading: [String] = []
    var arguments: [String] = []
}

extension Renderer {
    /// - Parameter handler: the variable that holds the handler, which no local name may hide.
    func passing(_ arguments: [HandlerArgument], beside handler: String) -> ArgumentPassing {
        var out = ArgumentPassing()
        if arguments.contains(where: { $0.readsInput }) {
            out.reading.append("let input: Input = try call.input(of: " + model.typeName + ".self)")
        }
        for argument in arguments {
            switch argument.source {
            case .input: out.arguments.append(argument.label + ": input")
            case .field(let field, let property):
                let path = property.map { "input." + $0.valuePath } ?? "input[" + StringLiteral.of(field) + "]"
                out.arguments.append(argument.label + ": " + path)
            case .result(let index, let isOptional):
                let local = localName(argument, beside: handler)
                let method = isOptional ? "optionalResult" : "result"
                let step = model.steps[index].typeName
                out.reading.append("let " + local + ": " + argument.type + " = try call." + method + "(of: " + step + ".self)")
                out.arguments.append(argument.label + ": " + local)
            }
        }
        return out
    }

    /// The argument's own label, unless something in the closure is called so.
    private func localName(_ argument: HandlerArgument, beside handler: String) -> String {
        let isTaken = ["call", "input", "table"].contains(argument.name) || argument.declared == handler
        return isTaken ? argument.name + "Result" : argument.declared
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
