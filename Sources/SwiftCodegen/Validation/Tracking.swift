import WorkflowSpec

/// Whether generated rules must tell what they have looked at. Few specs need it, and the others are shorter without.
enum Tracking {
    static func isNeeded(_ spec: WorkflowSpec) -> Bool {
        if let input = spec.inputSchema, isNeeded(input) { return true }
        for definition in spec.definitions where isNeeded(definition.schema) { return true }
        for step in spec.steps {
            if let result = step.resultSchema, isNeeded(result) { return true }
            for event in step.events {
                if let payload = event.schema, isNeeded(payload) { return true }
            }
        }
        return false
    }

    /// The depth is bounded by `NestingLimit`.
    private static func isNeeded(_ schema: Schema) -> Bool {
        if Checks.isTracking(schema) { return true }
        for property in schema.keywords.properties where isNeeded(property.schema) { return true }
        if let items = schema.keywords.items, isNeeded(items) { return true }
        if case .schema(let values) = schema.keywords.additionalProperties, isNeeded(values) { return true }
        guard let applicators = schema.applicators else { return false }
        for inner in applicators.schemas where isNeeded(inner) { return true }
        return false
    }
}
