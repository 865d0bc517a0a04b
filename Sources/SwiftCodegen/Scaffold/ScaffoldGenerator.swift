public import WorkflowSpec
import YAMLSyntax

/// Writes what a workflow's author starts from. The signatures are those of the generated protocols, from the same model.
public enum ScaffoldGenerator {
    /// - Parameter typeName: the workflow's Swift type; nil makes it from the spec's name.
    public static func generate(_ spec: WorkflowSpec, typeName: String? = nil) -> Scaffold {
        var scaffold = Scaffold(typeName: typeName ?? "", stubs: [], diagnostics: [])
        if spec.isDefinitionsOnly { return scaffold }
        let model: WorkflowModel
        switch SwiftGenerator.build(spec, typeName: typeName) {
        case .failed(let diagnostics):
            scaffold.diagnostics = diagnostics
            return scaffold
        case .built(let built, let translator):
            model = built
            scaffold.diagnostics = translator.findings.diagnostics.sorted()
        }
        scaffold.typeName = model.typeName
        if scaffold.hasErrors { return scaffold }
        let taken = takenNames(model)
        for step in model.steps {
            var name = step.typeName + "Handler"
            while taken.contains(name) { name += "Stub" }
            let stub = StubFile(model: model, step: step, name: name, taken: taken)
            scaffold.stubs.append(
                Scaffold.Stub(
                    step: step.spec.name.value, handlerProtocol: step.typeName + ".Handler", typeName: name,
                    fileName: model.typeName + "+" + name + ".swift", text: stub.text()))
        }
        scaffold.registration = registration(model, scaffold.stubs)
        return scaffold
    }

    /// Names that a type declared in the workflow's scope cannot have, and those that would hide one of the runtime's.
    private static func takenNames(_ model: WorkflowModel) -> Set<String> {
        var names = model.stepTypeNames
        names.insert(model.typeName)
        for name in ["Handlers", "Input", "Output"] { names.insert(name) }
        for type in model.types { names.insert(type.name) }
        return names
    }

    private static func registration(_ model: WorkflowModel, _ stubs: [Scaffold.Stub]) -> String {
        var arguments: [String] = []
        var index = 0
        while index < stubs.count {
            arguments.append(model.steps[index].label + ": " + model.typeName + "." + stubs[index].typeName + "()")
            index += 1
        }
        return Wrapping.list(model.typeName + ".registered(", arguments, ")", columns: SourceWriter.columns)
            .joined(separator: "\n")
    }
}
