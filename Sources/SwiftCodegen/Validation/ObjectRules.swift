import WorkflowSpec
import YAMLSyntax

/// The rules of an object schema about an object in the variable `object`.
///
/// Rules about the object itself come before those about members: looking a member up changes the place that failures report.
struct ObjectRules {
    let checks: Checks
    let schema: Schema
    let object: String
    /// The type of the values that no property takes.
    let additional: SwiftType
    /// The struct, if the schema became one.
    let record: RecordModel?

    init(_ checks: Checks, _ schema: Schema, _ object: String, _ additional: SwiftType, record: RecordModel? = nil) {
        self.checks = checks
        self.schema = schema
        self.object = object
        self.additional = additional
        self.record = record
    }

    /// True when no rule names a member, so that none changes the place.
    static func areAboutCountAndValues(_ schema: Schema) -> Bool {
        if !schema.keywords.properties.isEmpty || !schema.keywords.required.isEmpty { return false }
        if let applicators = schema.applicators, !applicators.dependentRequired.isEmpty { return false }
        if case .forbidden = schema.keywords.additionalProperties { return false }
        return true
    }

    var lines: [String] {
        var out = required
        if let minimum = schema.keywords.minProperties {
            out.append("v.minProperties(" + object + ", " + String(minimum.value) + ")")
        }
        if let maximum = schema.keywords.maxProperties {
            out.append("v.maxProperties(" + object + ", " + String(maximum.value) + ")")
        }
        if let applicators = schema.applicators { out += rules(applicators) }
        out += others
        if checks.renderer.tracksEvaluation { out += evaluated }
        for property in schema.keywords.properties { out += member(property, record?.property(property.name.value)) }
        return out
    }

    private func rules(_ applicators: Applicators) -> [String] {
        var out: [String] = []
        for dependency in applicators.dependentRequired where !dependency.required.isEmpty {
            let call = "v.required(" + object + ", with: " + StringLiteral.of(dependency.name.value) + ", ["
            out += Wrapping.list(call, dependency.required.map { StringLiteral.of($0.value) }, "])", columns: 90)
        }
        if let names = applicators.propertyNames { out += checks.each("v.propertyNames(" + object, names, .jsonValue) }
        for pattern in applicators.patternProperties {
            let call = "v.members(" + object + ", matching: " + StringLiteral.of(pattern.name.value)
            out += checks.each(call, pattern.schema, .jsonValue)
        }
        return out
    }

    /// Members that are told of without a rule.
    private var evaluated: [String] {
        var out: [String] = []
        if case .allowed = schema.keywords.additionalProperties { out.append("v.evaluatedAll(" + object + ")") }
        let names = schema.keywords.properties.map { StringLiteral.of($0.name.value) }
        if !names.isEmpty { out += Wrapping.list("v.evaluated(" + object + ", [", names, "])", columns: 90) }
        return out
    }

    /// One call for as many names as a line holds.
    private var required: [String] {
        var out: [String] = []
        var current = ""
        for name in schema.keywords.required {
            let literal = StringLiteral.of(name.value)
            if !current.isEmpty, current.utf8.count + literal.utf8.count > 90 {
                out.append(current + ")")
                current = ""
            }
            if current.isEmpty { current = "v.required(" + object }
            current += ", " + literal
        }
        if !current.isEmpty { out.append(current + ")") }
        return out
    }

    /// `additionalProperties`.
    private var others: [String] {
        let patterns = (schema.applicators?.patternProperties ?? []).map { StringLiteral.of($0.name.value) }
        switch schema.keywords.additionalProperties {
        case .unspecified, .allowed: return []
        case .forbidden:
            let end = patterns.isEmpty ? "])" : "], patterns: [" + patterns.joined(separator: ", ") + "])"
            return Wrapping.list("v.noOthers(" + object + ", than: [", knownNames, end, columns: 90)
        case .schema(let values):
            if schema.keywords.properties.isEmpty, patterns.isEmpty {
                return checks.each("v.additional(" + object, values, additional)
            }
            let end = patterns.isEmpty ? "]" : "], patterns: [" + patterns.joined(separator: ", ") + "]"
            let call = Wrapping.list("v.additional(" + object + ", except: [", knownNames, end, columns: 80)
            let rules = checks.each(call[call.count - 1], values, additional)
            return rules.isEmpty ? [] : call.dropLast() + rules
        }
    }

    private var knownNames: [String] { schema.keywords.properties.map { StringLiteral.of($0.name.value) } }

    private func member(_ property: NamedSchema, _ model: PropertyModel?) -> [String] {
        let inner = Checks(checks.renderer, on: "m")
        let list = inner.list(property.schema, model?.type ?? .jsonValue)
        let key = model?.key ?? StringLiteral.of(property.name.value)
        let nullable = Checks.passesNull(property.schema) ? ", nullable: true)" : ")"
        let lookup = "if let m = v.member(" + object + ", " + key + nullable
        if list.count == 1, case .typed(let probe, let strict, let rules) = list[0], !rules.isEmpty {
            return Check.block(lookup + ", let x = " + probe.expression("m", strict: strict), rules)
        }
        let lines = Check.lines(list, "m")
        return lines.isEmpty ? [] : Check.block(lookup, lines)
    }
}
