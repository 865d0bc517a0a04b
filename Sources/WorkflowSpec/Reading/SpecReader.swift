public import YAMLSyntax

/// What a spec file says, and what is wrong with it.
public struct SpecReadResult: Sendable {
    /// Nil if any finding is an error: code generated from half a spec would only move the error to a worse place. With
    /// warnings alone the spec is complete, each mistake replaced by what its message says.
    public let spec: WorkflowSpec?
    /// Every finding of the file, sorted by place, YAML's own included.
    public let diagnostics: [Diagnostic]
}

/// Reads spec files: YAML into a `WorkflowSpec`, every key and rule of the format checked.
///
/// Untrusted text is fine: no input crashes it, and the time taken is close to linear in the size of the file. Needs less
/// than 1 MB of stack: any main thread has that, other threads may not.
public enum SpecReader {
    /// - Parameter file: the path as it shall appear in diagnostics. Nothing is read from it.
    public static func read(_ bytes: [UInt8], file: String) -> SpecReadResult {
        let document = YAMLParser.parse(bytes, file: file)
        guard let root = document.root else { return SpecReadResult(spec: nil, diagnostics: document.diagnostics) }
        let result = read(root, file: file)
        if document.diagnostics.isEmpty { return result }
        let hasErrors = document.diagnostics.contains { (found: Diagnostic) -> Bool in found.severity == .error }
        return SpecReadResult(
            spec: hasErrors ? nil : result.spec, diagnostics: (document.diagnostics + result.diagnostics).sorted())
    }

    /// Reads a YAML tree that is already there.
    ///
    /// - Parameter acceptsContradictions: whether a schema that no value fulfils is no reason to refuse the spec. It is reported all
    ///   the same. A suite of tests has such schemas, an author's are mistakes.
    public static func read(_ root: YAMLNode, file: String, acceptsContradictions: Bool = false) -> SpecReadResult {
        let reading = SpecReading(root: root, file: file)
        let spec = reading.workflow()
        let diagnostics = reading.findings.sorted()
        var isRefused = reading.findings.hasErrors
        if isRefused, acceptsContradictions {
            isRefused = diagnostics.contains { (found: Diagnostic) -> Bool in
                found.severity == .error && !DiagnosticCode.contradictions.contains(found.code)
            }
        }
        return SpecReadResult(spec: isRefused ? nil : spec, diagnostics: diagnostics)
    }
}

/// The state of reading one file. One extension reads each part of the format.
final class SpecReading {
    let root: YAMLNode
    let findings: Findings
    let schemas: SchemaReading
    /// Names of steps and the graph's shape are known; otherwise findings about the graph would follow from other ones.
    var graphIsCertain = true
    /// A step has no usable name, so that a dependency which names no step may well mean that one.
    var hasUnnamedStep = false
    /// In the order of the spec.
    var stepNames: [String] = []

    init(root: YAMLNode, file: String) {
        self.root = root
        findings = Findings(file: file)
        schemas = SchemaReading(root: root, findings: findings)
    }

    func workflow() -> WorkflowSpec? {
        if root.isNull {
            findings.add(.emptyDocument, root.range, "the file has no content")
            return nil
        }
        let isDefinitionsOnly = SpecReading.holdsOnlyDefinitions(root)
        guard let fields = Fields(root, SpecFormat.workflow, findings, allRequired: !isDefinitionsOnly) else { return nil }
        schemas.readDefinitions(fields)
        let inputSchema = fields.value("input_schema").map { (node: YAMLNode) -> Schema in schemas.readRoot(node) }
        var steps: [StepSpec] = []
        if !isDefinitionsOnly { steps = readSteps(fields) }
        let definitions = schemas.finish()
        if !isDefinitionsOnly { checkInputs(steps, inputSchema, definitions) }
        if graphIsCertain { checkGraph(steps) }
        let start = Located("", at: .fileStart)
        let policy = fields.text("failure_policy").flatMap { (text: String) -> FailurePolicy? in FailurePolicy(rawValue: text) }
        let environments = readEnvironments(fields)
        checkBatchConstants(environments, steps)
        let spec = WorkflowSpec(
            file: findings.file, namespace: namespace(fields) ?? start, name: fields.located("name") ?? start,
            version: version(fields) ?? start, description: fields.text("description"),
            swiftName: fields.located("x-swift-name"), inputSchema: inputSchema, definitions: definitions,
            externalReferences: schemas.externalReferences, steps: steps,
            environments: environments, failurePolicy: policy ?? .stop, metadata: metadata(fields),
            isDefinitionsOnly: isDefinitionsOnly)
        readInert(fields)
        return spec
    }

    private static func holdsOnlyDefinitions(_ root: YAMLNode) -> Bool {
        guard case .mapping(let entries) = root.content else { return false }
        var hasDefinitions = false
        for entry in entries where !entry.value.isNull {
            switch entry.key.text {
            case "definitions", "$defs": hasDefinitions = true
            case "name", "namespace_name", "namespace", "version", "steps": return false
            default: break
            }
        }
        return hasDefinitions
    }

    private func namespace(_ fields: Fields) -> Located<String>? {
        guard let name = fields.located("namespace_name") else { return nil }
        if !Names.isPlainIdentifier(name.value) {
            findings.add(
                .badName, name.range,
                "a namespace has letters, digits and '_' and starts with no digit; \(quoted(name.value)) does not")
        } else if name.value.utf8.count > 29 {
            findings.add(.longNamespace, name.range, "the namespace has \(name.value.utf8.count) characters; Tasker takes 29")
        }
        return name
    }

    private func version(_ fields: Fields) -> Located<String>? {
        guard let version = fields.located("version") else { return nil }
        if !Names.isSemanticVersion(version.value) {
            findings.add(.versionFormat, version.range, "\(quoted(version.value)) is not of the form 1.0.0")
        }
        return version
    }

    private func metadata(_ fields: Fields) -> WorkflowSpec.Metadata {
        guard let node = fields.value("metadata"), let metadata = Fields(node, SpecFormat.metadata, findings) else {
            return WorkflowSpec.Metadata()
        }
        return WorkflowSpec.Metadata(
            author: metadata.text("author"), tags: metadata.texts("tags"), documentationURL: metadata.text("documentation_url"))
    }

    /// What Tasker understands and nothing here uses: checked, so that a mistake shows, and dropped.
    private func readInert(_ fields: Fields) {
        if let node = fields.value("system_dependencies") { _ = Fields(node, SpecFormat.systemDependencies, findings) }
        if let node = fields.value("lifecycle") {
            _ = Fields(node, SpecFormat.lifecycle, findings)
            let why = "runs have no lifecycle limits here; give steps 'timeout_seconds'"
            findings.add(.ignoredKey, fields.key("lifecycle")?.range ?? node.range, "'lifecycle' has no effect: \(why)")
        }
        if let node = fields.value("domain_events"), case .sequence(let events) = node.content, !events.isEmpty {
            let why = "write 'publishes_events' in the step that publishes"
            findings.add(.ignoredKey, fields.key("domain_events")?.range ?? node.range, "'domain_events' has no effect: \(why)")
        }
    }
}
