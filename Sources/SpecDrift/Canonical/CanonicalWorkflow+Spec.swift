public import WorkflowSpec
import YAMLSyntax

extension CanonicalWorkflow {
    /// - Parameters:
    ///   - fingerprint: of the spec, with what it refers to in other files.
    ///   - file: another file that schemas refer to, by its path from the spec's folder; nil for one that cannot be used.
    public init(_ spec: WorkflowSpec, fingerprint: String, file: (String) -> WorkflowSpec? = { _ in nil }) {
        let reader = SchemaReader()
        let graph = spec.graph
        namespace = spec.namespace.value
        name = spec.name.value
        version = spec.version.value
        self.fingerprint = fingerprint
        input = spec.inputSchema.map(reader.read)
        definitions = Dictionary(spec.definitions.map { ($0.name.value, reader.read($0.schema)) }) { first, _ in first }
        failurePolicy = spec.failurePolicy.rawValue
        environments = Dictionary(spec.environments.map { ($0.name.value, $0.overrides.map(Self.text)) }) { first, _ in first }
        steps = spec.steps.enumerated().map { index, step in
            Step(
                name: step.name.value, kind: step.kind.rawValue, callable: step.callable.value,
                swiftName: step.swiftName?.value,
                dependencies: step.dependencies.map { Argument(label: $0.label?.value, name: $0.step.value) },
                inputs: step.inputs?.map { Argument(label: $0.label.value, name: $0.field.value) },
                result: step.resultSchema.map(reader.read),
                events: step.events.map {
                    Event(
                        name: $0.name.value, condition: $0.condition.rawValue, delivery: $0.delivery.rawValue,
                        payload: $0.schema.map(reader.read))
                },
                retry: Self.text(step.retry), timeoutSeconds: step.timeoutSeconds,
                worker: graph.worker(of: index).map { spec.steps[$0].name.value }, batch: step.batch.map(Self.text),
                api: step.api.map(Self.text), configuration: step.initialization.map(Self.configuration))
        }
        addDefinitions(of: reader.files, file)
    }

    /// Those of other files, and of the files that they refer to in turn, each under its file's path.
    private mutating func addDefinitions(of files: Set<String>, _ file: (String) -> WorkflowSpec?) {
        var waiting = files
        var seen = files
        while let path = waiting.popFirst() {
            guard let spec = file(path) else { continue }
            let reader = SchemaReader(in: path)
            for entry in spec.definitions { definitions[reader.label(entry.name.value)] = reader.read(entry.schema) }
            for other in reader.files where seen.insert(other).inserted { waiting.insert(other) }
        }
    }

    private static func text(_ retry: RetrySpec) -> String {
        if !retry.retryable { return "never" }
        return "\(retry.maxAttempts) attempts, \(retry.backoff.rawValue) from \(retry.baseMilliseconds) ms"
            + " up to \(retry.maxMilliseconds) ms"
    }

    private static func text(_ batch: BatchSpec) -> String {
        "\(batch.batchSize) items each, \(batch.parallelism) at once, \(batch.failureStrategy.rawValue)"
    }

    private static func text(_ api: APISpec) -> String {
        let headers = api.headers.map { " " + $0.name.value + ": " + $0.value.value }
        return ([api.baseURL.value, "within \(api.timeoutSeconds) s"] + headers).joined(separator: ",")
    }

    private static func text(_ override: EnvironmentSpec.Override) -> String {
        var parts = [override.step.value]
        if let timeout = override.timeoutSeconds { parts.append("timeout \(timeout) s") }
        if let retry = override.retry { parts.append(text(retry)) }
        if let initialization = override.initialization { parts.append(ValueText.of(initialization)) }
        return parts.joined(separator: ": ")
    }

    private static func configuration(_ node: YAMLNode) -> [String: String] {
        var types: [String: String] = [:]
        for entry in node.mapping ?? [] { types[entry.key.text ?? ""] = typeName(entry.value) }
        return types
    }

    private static func typeName(_ node: YAMLNode) -> String {
        switch node.content {
        case .sequence(let items): return "[" + Set(items.map(typeName)).sorted().joined(separator: "|") + "]"
        case .mapping:
            return "{"
                + configuration(node).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                .joined(separator: ", ") + "}"
        case .scalar:
            switch node.value {
            case .null?, nil: return "null"
            case .bool?: return "boolean"
            case .integer?: return "integer"
            case .number?: return "number"
            case .string?: return "string"
            }
        }
    }
}

/// Takes from a schema what is canonical. A schema shared by several places, through an anchor, is read once.
final class SchemaReader {
    private var known: [ObjectIdentifier: CanonicalSchema] = [:]
    /// The path of the file that the schemas are in, from the spec's folder; empty for the spec itself.
    private let path: String
    /// The files that schemas refer to, by their paths from the spec's folder.
    private(set) var files: Set<String> = []

    init(in path: String = "") { self.path = path }

    /// What a definition of this file is called: its name, behind the file's path when that is not the spec.
    func label(_ name: String) -> String { path.isEmpty ? name : path + "#" + name }

    func read(_ schema: Schema) -> CanonicalSchema {
        if let known = known[ObjectIdentifier(schema)] { return known }
        var draft = CanonicalSchema.Draft()
        let keywords = schema.keywords
        draft.boolean = schema.boolean
        draft.reference = keywords.reference.map(label)
        draft.types = Set(keywords.types.map(\.rawValue))
        for property in keywords.properties { draft.properties[property.name.value] = read(property.schema) }
        draft.required = Set(keywords.required.map(\.value))
        switch keywords.additionalProperties {
        case .unspecified: break
        case .allowed: draft.additional = .always
        case .forbidden: draft.additional = .never
        case .schema(let values): draft.additional = read(values)
        }
        draft.items = keywords.items.map(read)
        counts(keywords, &draft)
        bounds(keywords, &draft)
        draft.isUnique = keywords.uniqueItems
        draft.pattern = keywords.pattern?.value
        draft.format = keywords.format?.value
        draft.enumeration = keywords.enumeration.map { Set($0.map(ValueText.of)) }
        draft.constant = keywords.constant.map(ValueText.of)
        draft.defaultValue = keywords.defaultValue.map(ValueText.of)
        draft.isExtensible = keywords.extensible
        draft.swiftName = keywords.swiftName?.value
        if let applicators = schema.applicators { read(applicators, &draft) }
        let canonical = CanonicalSchema(draft)
        known[ObjectIdentifier(schema)] = canonical
        return canonical
    }

    private func label(_ reference: Schema.Reference) -> String {
        let name = reference.definition ?? reference.text.value
        guard let written = reference.file else { return label(name) }
        let target = SchemaReader.path(written, from: path)
        files.insert(target)
        return target + "#" + name
    }

    /// As text: the same on every machine, whatever the files are.
    private static func path(_ written: String, from file: String) -> String {
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in written.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    private func read(_ applicators: Applicators, _ draft: inout CanonicalSchema.Draft) {
        for (name, schemas) in [
            ("allOf", applicators.allOf), ("anyOf", applicators.anyOf), ("oneOf", applicators.oneOf),
            ("prefixItems", applicators.prefixItems), ("patternProperties", applicators.patternProperties.map(\.schema)),
            ("dependentSchemas", applicators.dependentSchemas.map(\.schema)),
        ] where !schemas.isEmpty {
            draft.applied[name] = schemas.map(read)
        }
        for (name, schema) in [
            ("not", applicators.not), ("if", applicators.condition), ("then", applicators.then), ("else", applicators.otherwise),
            ("contains", applicators.contains), ("propertyNames", applicators.propertyNames),
            ("unevaluatedItems", applicators.unevaluatedItems), ("unevaluatedProperties", applicators.unevaluatedProperties),
        ] {
            if let schema { draft.applied[name] = [read(schema)] }
        }
        for (name, count) in [("minContains", applicators.minContains), ("maxContains", applicators.maxContains)] {
            if let count { draft.named[name] = [String(count.value)] }
        }
        if !applicators.patternProperties.isEmpty {
            draft.named["patternProperties"] = applicators.patternProperties.map(\.name.value)
        }
        if !applicators.dependentSchemas.isEmpty {
            draft.named["dependentSchemas"] = applicators.dependentSchemas.map(\.name.value)
        }
        for dependency in applicators.dependentRequired {
            draft.named["dependentRequired/" + dependency.name.value] = dependency.required.map(\.value).sorted()
        }
        if let discriminator = applicators.discriminator {
            draft.named["discriminator"] =
                [discriminator.property.value] + discriminator.mapping.map { $0.value + ": " + $0.target.value }
        }
    }

    private func counts(_ keywords: Schema.Keywords, _ draft: inout CanonicalSchema.Draft) {
        for (name, count) in [
            ("minLength", keywords.minLength), ("maxLength", keywords.maxLength), ("minItems", keywords.minItems),
            ("maxItems", keywords.maxItems), ("minProperties", keywords.minProperties),
            ("maxProperties", keywords.maxProperties),
        ] {
            if let count { draft.counts[name] = count.value }
        }
    }

    private func bounds(_ keywords: Schema.Keywords, _ draft: inout CanonicalSchema.Draft) {
        for (name, bound) in [
            ("minimum", keywords.minimum), ("maximum", keywords.maximum), ("exclusiveMinimum", keywords.exclusiveMinimum),
            ("exclusiveMaximum", keywords.exclusiveMaximum), ("multipleOf", keywords.multipleOf),
        ] {
            if let bound { draft.bounds[name] = Int64(exactly: bound.value).map { String($0) } ?? bound.value.description }
        }
    }
}

extension CanonicalSchema {
    static let always: CanonicalSchema = {
        var draft = Draft()
        draft.boolean = true
        return CanonicalSchema(draft)
    }()
    static let never: CanonicalSchema = {
        var draft = Draft()
        draft.boolean = false
        return CanonicalSchema(draft)
    }()
}
