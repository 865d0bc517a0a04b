import WorkflowSpec
import YAMLSyntax

extension WorkflowModel {
    /// Names and translates everything in a spec. Findings stay in the translator.
    static func build(_ spec: WorkflowSpec, typeName: String, _ translator: SchemaTranslator) -> WorkflowModel {
        let names = StepNames(spec, workflowName: typeName, translator)
        translator.define(spec.definitions)
        let input = translator.root(spec.inputSchema, named: "Input", in: translator.workflowScope, source: spec.name)
        var steps: [StepModel] = []
        steps.reserveCapacity(spec.steps.count)
        let overrides = StepOverrides(spec)
        var index = 0
        while index < spec.steps.count {
            let step = spec.steps[index]
            let scope = TypeScope(prefix: names.types[index] + ".", in: translator.workflowScope, reserved: TypeScope.inStep)
            for name in ["Configuration", "Flow", "Handler", "Result", "Route"] { scope.names.reserve(name, for: step.name) }
            let result = translator.root(step.resultSchema, named: "Result", in: scope, source: step.name)
            let resultTypes = scope.declared
            let configuration = translator.configuration(
                Constants(step, overrides.of(index), &translator.findings), of: step, in: scope)
            let events = translator.events(of: step, named: names.types[index], result, in: scope)
            steps.append(
                StepModel(
                    spec: step, typeName: names.types[index], name: names.methods[index], result: result,
                    types: resultTypes, configuration: configuration, events: events))
            index += 1
        }
        translator.fillDefaults()
        translator.decideBoxes()
        var model = WorkflowModel(
            spec: spec, typeName: typeName, input: input, types: translator.workflowScope.declared, steps: steps,
            stepTypeNames: Set(names.types), graph: spec.graph, needsFoundation: translator.needsFoundation)
        index = 0
        while index < steps.count {
            model.steps[index].routes = model.routes(of: index)
            model.steps[index].arguments = HandlerArguments.of(index, model, &translator.findings)
            index += 1
        }
        return model
    }
}

/// The Swift names of a workflow's steps, by index.
private struct StepNames {
    var types: [String] = []
    var methods: [String] = []

    init(_ spec: WorkflowSpec, workflowName: String, _ translator: SchemaTranslator) {
        var methodScope = NameScope()
        if spec.isDefinitionsOnly { return }
        for name in ["Handlers", "Input", "Output"] { translator.workflowScope.names.reserve(name, for: spec.name) }
        for step in spec.steps {
            let type = NameChoice.name(
                for: step.name, role: .step, swiftName: step.swiftName, alsoReserved: [workflowName],
                &translator.findings)
            let method = SwiftIdentifier.lowerFirst(type)
            if !translator.workflowScope.names.contains(type) {
                // `HTTPServer` and `HttpServer` are two types with one method name.
                methodScope.claim(method, for: step.name, what: "step", &translator.findings)
            }
            translator.workflowScope.names.claim(type, for: step.name, what: "step", &translator.findings)
            types.append(type)
            methods.append(method)
        }
    }
}

extension SchemaTranslator {
    /// Makes types of the file's definitions, and knows those of the files it refers to.
    func define(_ definitions: [NamedSchema]) {
        collectDefinitions(definitions)
        library?.collect()
        declareDefinitions(definitions)
        library?.declare()
        library?.translate()
        translateDefinitions(definitions)
    }

    func decideBoxes() {
        Boxing.decide(records + unions) { [library] (owner: String?) -> Bool in library?.isCircular(owner) ?? false }
    }

    /// Translates `input_schema` or a `result_schema`.
    func root(_ schema: Schema?, named name: String, in scope: TypeScope, source: Located<String>) -> RootModel {
        guard let schema else { return RootModel(name: name, schema: nil, alias: .jsonObject) }
        var root = RootModel(name: name, schema: schema)
        var hint = TypeNameHint(name, source: source)
        let isNullable = merging.merged(schema).allowsNull
        switch shape(schema) {
        case .record where !isNullable:
            let model = RecordModel()
            let declaration = TypeDeclaration(
                name: name, path: scope.prefix + name, schema: schema, kind: .record(model))
            scope.declared.insert(declaration, at: 0)
            fill(model, of: declaration, in: scope)
            root.declaration = declaration
            return root
        case .union(let alternatives) where !alternatives.hasNull:
            let model = UnionModel()
            let declaration = TypeDeclaration(name: name, path: scope.prefix + name, schema: schema, kind: .union(model))
            scope.declared.insert(declaration, at: 0)
            fill(model, of: declaration, in: scope)
            root.declaration = declaration
            return root
        case .stringEnum(let strings) where !isNullable:
            let declaration = TypeDeclaration(
                name: name, path: scope.prefix + name, schema: schema, kind: .enumeration(enumModel(strings, schema)))
            scope.declared.insert(declaration, at: 0)
            root.declaration = declaration
            return root
        case .record, .stringEnum, .union: hint = TypeNameHint(name + "Value", source: source)
        default: break
        }
        root.alias = use(schema, hint, in: scope).swiftType
        return root
    }
}
