import YAMLSyntax

extension SpecReading {
    /// Reports dependencies that name no step, the step itself or the same step twice, and takes them out.
    func checkDependencyNames(_ steps: inout [StepSpec], _ known: [String: SourceRange]) {
        var index = 0
        while index < steps.count {
            if !steps[index].dependencies.isEmpty {
                steps[index].dependencies = checked(steps[index].dependencies, of: steps[index].name.value, known)
            }
            index += 1
        }
    }

    private func checked(
        _ dependencies: [DependencySpec], of step: String, _ known: [String: SourceRange]
    ) -> [DependencySpec] {
        var kept: [DependencySpec] = []
        var seen: [String: SourceRange] = [:]
        for dependency in dependencies {
            let name = dependency.step.value
            let range = dependency.step.range
            if name == step {
                findings.add(.selfDependency, range, "\(quoted(name)) depends on itself")
                graphIsCertain = false
            } else if known[name] == nil {
                graphIsCertain = false
                if hasUnnamedStep { continue }
                let hint = findings.suggestion(for: name, among: stepNames)
                findings.add(.unknownDependency, range, "the workflow has no step \(quoted(name))\(hint)")
            } else if let first = seen[name] {
                findings.add(
                    .duplicateDependency, range, "\(quoted(step)) already depends on \(quoted(name)); this one is left out",
                    note: "first named here", at: first)
            } else {
                seen[name] = range
                kept.append(dependency)
            }
        }
        return kept
    }

    /// The arguments from `depends_on` and from `inputs` share one list.
    func checkLabels(_ step: StepSpec) {
        guard let inputs = step.inputs, !inputs.isEmpty, !step.dependencies.isEmpty else { return }
        var known: [String: SourceRange] = [:]
        for dependency in step.dependencies {
            let label = dependency.label ?? dependency.step
            known[label.value] = label.range
        }
        for input in inputs {
            if let first = known[input.label.value] {
                findings.add(
                    .labelClash, input.label.range,
                    "the handler already has an argument \(quoted(input.label.value)) for a step's result",
                    note: "the other one comes from here", at: first)
            }
        }
    }

    /// `inputs` of every step against the properties of `input_schema`.
    func checkInputs(_ steps: [StepSpec], _ inputSchema: Schema?, _ definitions: [NamedSchema]) {
        var properties: Set<ExactText>?
        var names: [String] = []
        for step in steps {
            guard let inputs = step.inputs, let first = inputs.first else { continue }
            guard let inputSchema else {
                findings.add(
                    .inputsWithoutSchema, first.label.range,
                    "the workflow has no 'input_schema' to take \(quoted(first.field.value)) from")
                continue
            }
            if properties == nil {
                var reach = 200
                guard schemas.collectProperties(of: inputSchema, definitions, &names, &reach) else { return }
                properties = Set(names.map { (name: String) -> ExactText in ExactText(name) })
            }
            for input in inputs where properties?.contains(ExactText(input.field.value)) == false {
                let hint = findings.suggestion(for: input.field.value, among: names)
                findings.add(
                    .unknownInputField, input.field.range, "'input_schema' has no field \(quoted(input.field.value))\(hint)")
            }
        }
    }
}
