import WorkflowSpec
import YAMLSyntax

/// Refuses schemas and values nested deeper than the Swift compiler could take, before anything recurses over them.
struct NestingLimit {
    static let maximumDepth = 250
    /// Of arrays and maps in one another with no struct between, which are one type to the compiler.
    static let maximumGenericDepth = 64

    private(set) var place: SourceRange?

    init(_ spec: WorkflowSpec) {
        if let input = spec.inputSchema { check(input, 1) }
        for step in spec.steps {
            if let result = step.resultSchema { check(result, 1) }
            for event in step.events {
                if let payload = event.schema { check(payload, 1) }
            }
        }
        for definition in spec.definitions { check(definition.schema, 1) }
    }

    /// - Parameter generics: arrays and maps around the schema, up to the struct that it is in.
    private mutating func check(_ schema: Schema, _ depth: Int, generics: Int = 0) {
        if place != nil { return }
        if depth > NestingLimit.maximumDepth || generics > NestingLimit.maximumGenericDepth {
            place = schema.range
            return
        }
        for property in schema.keywords.properties { check(property.schema, depth + 1) }
        if let items = schema.keywords.items { check(items, depth + 1, generics: generics + 1) }
        if case .schema(let values) = schema.keywords.additionalProperties {
            check(values, depth + 1, generics: generics + 1)
        }
        if let applicators = schema.applicators {
            for inner in applicators.schemas { check(inner, depth + 1, generics: generics) }
        }
        if let nodes = schema.keywords.enumeration {
            for node in nodes { check(node, 0) }
        }
        if let node = schema.keywords.constant { check(node, 0) }
        if let node = schema.keywords.defaultValue { check(node, 0) }
    }

    private mutating func check(_ node: YAMLNode, _ depth: Int) {
        if place != nil { return }
        if depth > JSONLiteral.maximumDepth {
            place = node.range
            return
        }
        switch node.content {
        case .scalar: break
        case .sequence(let items):
            for item in items { check(item, depth + 1) }
        case .mapping(let entries):
            for entry in entries { check(entry.value, depth + 1) }
        }
    }
}
