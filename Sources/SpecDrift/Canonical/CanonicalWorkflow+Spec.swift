public import WorkflowSpec
import YAMLSyntax

extension CanonicalWorkflow {
    /// - Parameter fingerprint: of the spec, with what it refers to in other files.
    public init(_ spec: WorkflowSpec, fingerprint: String) {
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

    func read(_ schema: Schema) -> CanonicalSchema {
        if let known = known[ObjectIdentifier(schema)] { return known }
        var draft = CanonicalSchema.Draft()
        let keywords = schema.keywords
        draft.boolean = schema.boolean
        draft.reference = keywords.reference.map { $0.definition ?? $0.text.value }
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
        let canonical = CanonicalSchema(draft)
        known[ObjectIdentifier(schema)] = canonical
        return canonical
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
