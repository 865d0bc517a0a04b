import WorkflowSpec
import YAMLSyntax

/// The rules of an array schema about an array in the variable `x`.
struct ArrayRules {
    let checks: Checks
    let schema: Schema
    /// The Swift type of the items.
    let element: SwiftType

    init(_ checks: Checks, _ schema: Schema, _ element: SwiftType) {
        self.checks = checks
        self.schema = schema
        self.element = element
    }

    var lines: [String] {
        var out: [String] = []
        if let minimum = schema.keywords.minItems { out.append("v.minItems(x, " + String(minimum.value) + ")") }
        if let maximum = schema.keywords.maxItems { out.append("v.maxItems(x, " + String(maximum.value) + ")") }
        if schema.keywords.uniqueItems { out.append("v.uniqueItems(x)") }
        let first = schema.applicators?.prefixItems ?? []
        var index = 0
        while index < first.count {
            out += checks.each("v.item(x, " + String(index), first[index], .jsonValue)
            index += 1
        }
        if let items = schema.keywords.items {
            out += checks.each(first.isEmpty ? "v.items(x" : "v.items(x, from: " + String(first.count), items, element)
        }
        if let applicators = schema.applicators, let contains = applicators.contains {
            out += self.contains(contains, applicators)
        }
        return out
    }

    private func contains(_ schema: Schema, _ applicators: Applicators) -> [String] {
        var call = "v.contains(x"
        if let minimum = applicators.minContains { call += ", min: " + String(minimum.value) }
        if let maximum = applicators.maxContains { call += ", max: " + String(maximum.value) }
        return InPlaceRules.call(call, [checks.rules(schema)])
    }
}
