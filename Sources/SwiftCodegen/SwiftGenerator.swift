public import WorkflowSpec
public import YAMLSyntax

/// How a file is generated.
public struct GenerationOptions: Sendable {
    public var access: AccessLevel
    /// The workflow's Swift type; nil makes it from the spec's name. Must be an identifier that `WorkflowNaming` gave.
    public var typeName: String?
    /// The spec's path as the file's header shows it.
    public var sourceName: String

    public init(access: AccessLevel = .internal, typeName: String? = nil, sourceName: String) {
        self.access = access
        self.typeName = typeName
        self.sourceName = sourceName
    }
}

/// A generated file, and what was found on the way.
public struct GenerationResult: Sendable {
    /// Swift source; empty when a diagnostic is an error.
    public var text: String
    public var diagnostics: [Diagnostic]

    public init(text: String, diagnostics: [Diagnostic]) {
        self.text = text
        self.diagnostics = diagnostics
    }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Turns a spec into Swift. The same spec and options give the same bytes everywhere.
public enum SwiftGenerator {
    /// - Parameter files: what the spec refers to in other files. Those types are declared by the code generated for these files.
    public static func generate(
        _ spec: WorkflowSpec, options: GenerationOptions, files: ReferencedFiles? = nil
    ) -> GenerationResult {
        let model: WorkflowModel
        let translator: SchemaTranslator
        switch build(spec, typeName: options.typeName, files: files) {
        case .failed(let diagnostics): return GenerationResult(text: "", diagnostics: diagnostics)
        case .built(let built, let by):
            model = built
            translator = by
        }
        let result = GenerationResult(text: "", diagnostics: translator.findings.diagnostics.sorted())
        if result.hasErrors { return result }
        let renderer = Renderer(model, translator, access: options.access)
        let text =
            spec.isDefinitionsOnly
            ? renderer.definitionsFile(sourceName: options.sourceName) : renderer.file(sourceName: options.sourceName)
        return GenerationResult(text: text, diagnostics: result.diagnostics)
    }

    enum Building {
        case built(WorkflowModel, SchemaTranslator)
        case failed([Diagnostic])
    }

    /// The declarations that a spec becomes, with the translator that holds what was found on the way.
    static func build(_ spec: WorkflowSpec, typeName: String?, files: ReferencedFiles? = nil) -> Building {
        var findings = Findings(file: spec.file)
        if let place = NestingLimit(spec).place {
            findings.add(
                .schemaTooDeep, at: place,
                "nested more than \(NestingLimit.maximumDepth) schemas, \(NestingLimit.maximumGenericDepth) arrays and maps or "
                    + "\(JSONLiteral.maximumDepth) values deep; move inner schemas to `definitions` and refer to them with `$ref`"
            )
            return .failed(findings.diagnostics)
        }
        if let place = StepOverrides.excess(spec) {
            findings.add(
                .tooManyConstants, at: place,
                "environments give more than \(StepOverrides.limit) constants to all steps taken together")
            return .failed(findings.diagnostics)
        }
        ConstantText.check(spec, &findings)
        let typeName = typeName ?? WorkflowNaming.chooseName(of: spec, .none, &findings)
        let translator = SchemaTranslator(workflowName: typeName, findings: findings)
        if let files { translator.ownLibrary = TypeLibrary(files, own: translator) }
        return .built(WorkflowModel.build(spec, typeName: typeName, translator), translator)
    }
}
