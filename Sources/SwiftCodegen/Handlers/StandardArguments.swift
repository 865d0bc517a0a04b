import WorkflowSpec
import YAMLSyntax

/// The parameters of a step that gets results and input fields and gives back its result.
enum StandardArguments {
    /// Nil when a parent is a batch worker, whose results come as an array.
    static func of(_ index: Int, _ model: WorkflowModel, _ findings: inout Findings) -> [HandlerArgument]? {
        let step = model.steps[index].spec
        var labels = Labels(reserved: step.inputs == nil ? ["context", "inputs"] : ["context"])
        var arguments: [HandlerArgument] = []
        var listed: Set<Int> = []
        for dependency in step.dependencies {
            guard let parent = model.graph.index(of: dependency.step.value), parent != index else { continue }
            // A list may name a step twice; a map gives it two names.
            if dependency.label == nil, !listed.insert(parent).inserted { continue }
            let source = model.steps[parent]
            if source.spec.kind == .batchWorker { return nil }
            let label = labels.choose(dependency, parentName: source.name, &findings)
            let isOptional = model.graph.conditional[parent]
            arguments.append(
                HandlerArgument(
                    label, type: source.typeName + ".Result" + (isOptional ? "?" : ""),
                    source: .result(parent, isOptional: isOptional)))
        }
        guard let inputs = step.inputs else {
            arguments.append(HandlerArgument("inputs", type: "Input", source: .input))
            return arguments
        }
        for projection in inputs {
            let label = labels.choose(projection.label, what: "input", &findings)
            let property = model.inputProperty(projection.field.value)
            arguments.append(
                HandlerArgument(
                    label, type: property?.swiftType.spelledInWorkflow ?? "JSONValue?",
                    source: .field(projection.field.value, property)))
        }
        return arguments
    }

    private struct Labels {
        let reserved: [String]
        var scope = NameScope()

        init(reserved: [String]) { self.reserved = reserved }

        mutating func choose(_ source: Located<String>, what: String, _ findings: inout Findings) -> String {
            let label = NameChoice.name(for: source, role: .argument, alsoReserved: reserved, &findings)
            scope.claim(label, for: source, what: what, &findings)
            return label
        }

        /// An edge without a label takes the name that its step has in Swift.
        mutating func choose(
            _ dependency: DependencySpec, parentName: String, _ findings: inout Findings
        ) -> String {
            if let label = dependency.label { return choose(label, what: "dependency", &findings) }
            let label = NameChoice.free(
                parentName, for: dependency.step, role: .argument, alsoReserved: reserved, &findings)
            scope.claim(label, for: dependency.step, what: "dependency", &findings)
            return label
        }
    }
}

extension WorkflowModel {
    /// The input's property of that name in JSON.
    func inputProperty(_ field: String) -> PropertyModel? {
        let declaration = input.declaration ?? input.alias?.declaration
        guard let model = declaration?.record else { return nil }
        for property in model.properties where property.wireName == field { return property }
        return nil
    }
}
