import WorkflowSpec
import YAMLSyntax

/// Finds the parameters of a handler in front of its context: results, what its kind adds, input, API.
struct HandlerArguments {
    private let index: Int
    private let model: WorkflowModel
    private let step: StepSpec
    private let reserved: [String]
    private var scope = NameScope()

    static func of(_ index: Int, _ model: WorkflowModel, _ findings: inout Findings) -> [HandlerArgument] {
        var finder = HandlerArguments(index, model)
        return finder.find(&findings)
    }

    private init(_ index: Int, _ model: WorkflowModel) {
        self.index = index
        self.model = model
        step = model.steps[index].spec
        var reserved = ["context"]
        for argument in model.steps[index].shape.arguments { reserved.append(argument.name) }
        if step.inputs == nil { reserved.append("inputs") }
        if step.api != nil { reserved.append("api") }
        self.reserved = reserved
    }

    private mutating func find(_ findings: inout Findings) -> [HandlerArgument] {
        // Names that the spec gives come before those made from them.
        let results = resultArguments(&findings)
        let inputs = inputArguments(&findings)
        var arguments: [HandlerArgument] = []
        for (argument, dependency) in results {
            arguments.append(argument)
            if let failures = failures(of: argument, dependency, &findings) { arguments.append(failures) }
        }
        arguments += model.steps[index].shape.arguments
        arguments += inputs
        if let api = step.api { arguments.append(HandlerArgument("api", type: "APIClient", source: .api(api))) }
        return arguments
    }

    // MARK: Dependencies

    private mutating func resultArguments(
        _ findings: inout Findings
    ) -> [(argument: HandlerArgument, dependency: Located<String>)] {
        let optional = optionalParents
        var arguments: [(argument: HandlerArgument, dependency: Located<String>)] = []
        var listed: Set<Int> = []
        for dependency in step.dependencies {
            guard let parent = model.graph.index(of: dependency.step.value), parent != index else { continue }
            // A list may name a step twice; a map gives it two names.
            if dependency.label == nil, !listed.insert(parent).inserted { continue }
            let source = model.steps[parent]
            let label = choose(dependency, parentName: source.name, &findings)
            var argument = HandlerArgument(
                label, type: "[" + source.typeName + ".Result]", source: .batchResults(parent))
            if source.spec.kind != .batchWorker {
                let isOptional = optional[parent] ?? false
                argument.type = source.typeName + ".Result" + (isOptional ? "?" : "")
                argument.source = .result(parent, isOptional: isOptional)
            }
            arguments.append((argument, dependency.step))
        }
        return arguments
    }

    /// By index of the parent.
    private var optionalParents: [Int: Bool] {
        let parents = model.graph.parents[index]
        let missing = model.graph.mayBeMissing(for: index)
        var found: [Int: Bool] = [:]
        var position = 0
        while position < parents.count {
            found[parents[position]] = missing[position]
            position += 1
        }
        return found
    }

    /// The failed ranges, beside the results of those that did not fail.
    private mutating func failures(
        of results: HandlerArgument, _ dependency: Located<String>, _ findings: inout Findings
    ) -> HandlerArgument? {
        guard case .batchResults(let worker) = results.source,
            model.steps[worker].spec.batch?.failureStrategy == .continueOnFailure
        else { return nil }
        let wanted = results.name + "Failures"
        let name = scope.claimFree(wanted, orElse: results.name + "BatchFailures", for: dependency)
        if name != wanted {
            findings.adjusted(
                "the argument for the failed ranges of", dependency, to: name, because: "another argument is called `\(wanted)`")
        }
        return HandlerArgument(name, type: "[BatchFailure]", source: .batchFailures(worker))
    }

    // MARK: Input

    private mutating func inputArguments(_ findings: inout Findings) -> [HandlerArgument] {
        guard let inputs = step.inputs else { return [HandlerArgument("inputs", type: "Input", source: .input)] }
        var arguments: [HandlerArgument] = []
        for projection in inputs {
            let label = choose(projection.label, what: "input", &findings)
            let property = model.inputProperty(projection.field.value)
            arguments.append(
                HandlerArgument(
                    label, type: property?.swiftType.spelledInWorkflow ?? "JSONValue?",
                    source: .field(projection.field.value, property)))
        }
        return arguments
    }

    // MARK: Names

    private mutating func choose(_ source: Located<String>, what: String, _ findings: inout Findings) -> String {
        let label = NameChoice.name(for: source, role: .argument, alsoReserved: reserved, &findings)
        scope.claim(label, for: source, what: what, &findings)
        return label
    }

    /// An edge without a label takes the name that its step has in Swift.
    private mutating func choose(
        _ dependency: DependencySpec, parentName: String, _ findings: inout Findings
    ) -> String {
        if let label = dependency.label { return choose(label, what: "dependency", &findings) }
        let label = NameChoice.free(
            parentName, for: dependency.step, role: .argument, alsoReserved: reserved, &findings)
        scope.claim(label, for: dependency.step, what: "dependency", &findings)
        return label
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
