import WorkflowSpec
import YAMLSyntax

/// The rules that a schema applies to the value itself by way of other schemas.
///
/// They come before the rules of the schema's own, which may change the place that failures report.
struct InPlaceRules {
    let checks: Checks
    let schema: Schema

    init(_ checks: Checks, _ schema: Schema) {
        self.checks = checks
        self.schema = schema
    }

    private var name: String { checks.name }

    func lines(_ applicators: Applicators) -> [String] {
        var out: [String] = []
        for part in applicators.allOf { out += checks.lines(part, .jsonValue) }
        if let told = checks.renderer.translator.toldAlternatives(schema) {
            let values = told.values.map { StringLiteral.of($0) }.joined(separator: ", ")
            let call = "v.chosen(" + name + ", by: " + StringLiteral.of(told.property) + ", [" + values + "], ["
            out += alternatives(call, told.schemas)
            if told.isExclusive { out += anyOf(applicators.anyOf) }
        } else {
            out += anyOf(applicators.anyOf)
            out += oneOf(applicators.oneOf)
        }
        if let not = applicators.not { out += InPlaceRules.call("v.not(" + name, [checks.rules(not)]) }
        if let condition = applicators.condition { out += conditional(condition, applicators) }
        for dependent in applicators.dependentSchemas {
            let rules = checks.rules(dependent.schema)
            if rules.isEmpty, !checks.renderer.tracksEvaluation { continue }
            out += InPlaceRules.call("v.dependent(" + name + ", on: " + StringLiteral.of(dependent.name.value), [rules])
        }
        return out
    }

    /// Something or null is checked as what it is, so that its failures are reported.
    private func anyOf(_ schemas: [Schema]) -> [String] {
        if schemas.isEmpty { return [] }
        if schemas.count == 2, let null = schemas.firstIndex(where: { InPlaceRules.isNull($0) }) {
            let lines = checks.lines(schemas[1 - null], .jsonValue)
            return lines.isEmpty ? [] : Check.block("if !" + name + ".isNull", lines)
        }
        return alternatives("v.anyOf(" + name + ", [", schemas)
    }

    /// Constants and nothing else are an `enum`.
    private func oneOf(_ schemas: [Schema]) -> [String] {
        if schemas.isEmpty { return [] }
        var literals: [String] = []
        for schema in schemas {
            guard InPlaceRules.isConstant(schema), let node = schema.keywords.constant, let literal = JSONLiteral.of(node),
                !literals.contains(literal)
            else { return alternatives("v.oneOf(" + name + ", [", schemas) }
            literals.append(literal)
        }
        return Wrapping.list("v.enumeration(" + name + ", [", literals, "])", columns: 90)
    }

    /// A `const` of a string, and no other rule.
    private static func isConstant(_ schema: Schema) -> Bool {
        let keywords = schema.keywords
        guard schema.applicators == nil, keywords.reference == nil, keywords.enumeration == nil, keywords.constant?.string != nil,
            keywords.types.isEmpty || keywords.types == [.string]
        else { return false }
        return keywords.minLength == nil && keywords.maxLength == nil && keywords.pattern == nil && keywords.format == nil
    }

    /// `type: "null"` and nothing else.
    private static func isNull(_ schema: Schema) -> Bool {
        schema.keywords.types == [.null] && schema.applicators == nil && schema.keywords.reference == nil
            && schema.keywords.constant == nil && schema.keywords.enumeration == nil
    }

    private func alternatives(_ call: String, _ schemas: [Schema]) -> [String] {
        var out = [call]
        for schema in schemas {
            let rules = checks.rules(schema)
            for (index, line) in rules.enumerated() {
                out.append("    " + line + (index == rules.count - 1 ? "," : ""))
            }
        }
        out.append("])")
        return out
    }

    private func conditional(_ condition: Schema, _ applicators: Applicators) -> [String] {
        if applicators.then == nil, applicators.otherwise == nil, !checks.renderer.tracksEvaluation { return [] }
        var arguments = [checks.rules(condition)]
        if let then = applicators.then { arguments.append(InPlaceRules.labelled("then", checks.rules(then))) }
        if let otherwise = applicators.otherwise {
            arguments.append(InPlaceRules.labelled("otherwise", checks.rules(otherwise)))
        }
        return InPlaceRules.call("v.condition(" + name, arguments)
    }

    private static func labelled(_ label: String, _ rules: [String]) -> [String] {
        var out = rules
        out[0] = label + ": " + out[0]
        return out
    }

    /// `head, argument, argument)`, where each argument is the name of a function or a closure of several lines.
    static func call(_ head: String, _ arguments: [[String]]) -> [String] {
        var out = [head]
        for argument in arguments {
            out[out.count - 1] += ", " + argument[0]
            out += argument.dropFirst()
        }
        out[out.count - 1] += ")"
        return out
    }
}
