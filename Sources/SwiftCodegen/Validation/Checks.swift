import WorkflowSpec
import YAMLSyntax

/// Turns a schema's rules into statements about a variable. The Swift type that the schema became is walked alongside: where it is
/// a declaration, that holds the rules.
struct Checks {
    let renderer: Renderer
    /// The variable that holds the value.
    let name: String

    init(_ renderer: Renderer, on name: String) {
        self.renderer = renderer
        self.name = name
    }

    /// Every check, and nothing for `null` where the schema allows it.
    func lines(_ schema: Schema, _ type: SwiftType, record: RecordModel? = nil, isOwn: Bool = false) -> [String] {
        lines(list(schema, type, record: record, isOwn: isOwn), schema)
    }

    private func lines(_ checks: [Check], _ schema: Schema) -> [String] {
        let lines = Check.lines(checks, name)
        return lines.isEmpty || !Checks.passesNull(schema) ? lines : Check.block("if !" + name + ".isNull", lines)
    }

    /// Whether `null` passes before any check. A schema of several types checks for null along with the others, and one that
    /// applies other schemas asks them.
    static func passesNull(_ schema: Schema) -> Bool {
        schema.allowsNull && (schema.soleType != nil || schema.keywords.types.isEmpty) && !appliesInPlace(schema)
    }

    /// Whether rules of other schemas are about the value itself.
    static func appliesInPlace(_ schema: Schema) -> Bool {
        if schema.keywords.reference != nil { return true }
        guard let applicators = schema.applicators else { return false }
        return !applicators.allOf.isEmpty || !applicators.anyOf.isEmpty || !applicators.oneOf.isEmpty || applicators.not != nil
            || applicators.condition != nil || !applicators.dependentSchemas.isEmpty || isTracking(schema)
    }

    static func isTracking(_ schema: Schema) -> Bool {
        schema.applicators?.unevaluatedProperties != nil || schema.applicators?.unevaluatedItems != nil
    }

    /// The checks of a value, of one that is not null if `passesNull`. The rules of a declared type are in its own function, which
    /// is where they are spelled out; a struct is at hand there for the types of its properties.
    func list(_ schema: Schema, _ type: SwiftType, record: RecordModel? = nil, isOwn: Bool = false) -> [Check] {
        if let boolean = schema.boolean {
            return boolean ? [] : [.statements(["v.fail(\"false\", expected: \"nothing\", found: " + name + ".shape)"])]
        }
        if record == nil, !isOwn, case .named(let declaration) = type.unwrapped, !declaration.isDefinition,
            declaration.schema === schema
        {
            return [.function(declaration.name + ".validate")]
        }
        if Checks.isTracking(schema) { return [.statements(tracking(schema, type, record))] }
        return untracked(schema, type, record)
    }

    private func untracked(_ schema: Schema, _ type: SwiftType, _ record: RecordModel?) -> [Check] {
        var out: [Check] = []
        if let function = referred(schema) { out.append(.function(function)) }
        if let applicators = schema.applicators {
            let lines = InPlaceRules(self, schema).lines(applicators)
            if !lines.isEmpty { out.append(.statements(lines)) }
        }
        let own = ownChecks(schema, type, record)
        if Checks.appliesInPlace(schema), schema.allowsNull, schema.soleType != nil || schema.keywords.types.isEmpty {
            let lines = Check.lines(own, name)
            if !lines.isEmpty { out.append(.statements(Check.block("if !" + name + ".isNull", lines))) }
        } else {
            out += own
        }
        return out
    }

    /// The rules that the schema has without others.
    private func ownChecks(_ schema: Schema, _ type: SwiftType, _ record: RecordModel?) -> [Check] {
        var out: [Check] = []
        let values = enumeration(schema)
        if !values.isEmpty { out.append(.statements(values)) }
        if let sole = schema.soleType {
            out.append(typed(sole, schema, type, record, strict: true))
        } else if schema.keywords.types.isEmpty {
            untyped(schema, type, record, &out)
        } else {
            let types = schema.keywords.types.map { "." + $0.rawValue }
            out.append(.statements(["v.type(" + name + ", [" + types.joined(separator: ", ") + "])"]))
            untyped(schema, type, record, &out)
        }
        return out
    }

    /// What `unevaluatedProperties` and `unevaluatedItems` need to know is kept while the other rules run.
    private func tracking(_ schema: Schema, _ type: SwiftType, _ record: RecordModel?) -> [String] {
        let inner = Checks(renderer, on: "value")
        var lines = Check.lines(inner.untracked(schema, type, record), "value")
        if let properties = schema.applicators?.unevaluatedProperties {
            if properties.boolean == false {
                lines.append("v.noUnevaluatedProperties(value)")
            } else {
                lines += InPlaceRules.call("v.unevaluatedProperties(value", [rules(properties)])
            }
        }
        if let items = schema.applicators?.unevaluatedItems {
            lines += InPlaceRules.call("v.unevaluatedItems(value", [rules(items)])
        }
        return Checks.closure("v.tracking(" + name, lines)
    }

    /// The rules of the definition that a `$ref` leads to.
    private func referred(_ schema: Schema) -> String? {
        guard let reference = schema.keywords.reference, let declaration = renderer.translator.declaration(of: reference) else {
            return nil
        }
        if declaration.alias == nil { return renderer.spelled(declaration) + ".validate" }
        return (declaration.owner ?? renderer.model.typeName) + ".validate" + declaration.name
    }

    /// `enum` and `const`.
    func enumeration(_ schema: Schema) -> [String] {
        var out: [String] = []
        if let constant = schema.keywords.constant, let literal = JSONLiteral.of(constant) {
            out.append("v.enumeration(" + name + ", [" + literal + "])")
        }
        if let nodes = schema.keywords.enumeration {
            // What is not JSON, such as `.inf`, equals no value that could come.
            let literals = nodes.compactMap { JSONLiteral.of($0) }
            out += Wrapping.list("v.enumeration(" + name + ", [", literals, "])", columns: 90)
        }
        return out
    }

    private func typed(
        _ kind: JSONType, _ schema: Schema, _ type: SwiftType, _ record: RecordModel?, strict: Bool
    ) -> Check {
        switch kind {
        case .null: return .statements([])
        case .boolean: return .typed(.bool, strict: strict, rules: [])
        case .string: return .typed(.string, strict: strict, rules: ScalarRules.string(schema))
        case .integer: return .typed(.integer, strict: strict, rules: ScalarRules.integer(schema))
        case .number: return .typed(.number, strict: strict, rules: ScalarRules.number(schema, of: name))
        case .array:
            var element: SwiftType = .jsonValue
            if case .array(let written) = type.unwrapped { element = written }
            return .typed(.array, strict: strict, rules: ArrayRules(self, schema, element).lines)
        case .object: return objectCheck(schema, type, record, strict: strict)
        }
    }

    /// Each keyword speaks only of values of its own type.
    private func untyped(_ schema: Schema, _ type: SwiftType, _ record: RecordModel?, _ out: inout [Check]) {
        for kind in [JSONType.string, .number, .array, .object] {
            if !schema.allows(kind), kind != .number || !schema.allows(.integer) { continue }
            let check = typed(kind, schema, type, record, strict: false)
            if !check.lines(name).isEmpty { out.append(check) }
        }
    }

    // MARK: Objects

    private func objectCheck(_ schema: Schema, _ type: SwiftType, _ record: RecordModel?, strict: Bool) -> Check {
        var element: SwiftType = .jsonValue
        if case .map(let written) = type.unwrapped { element = written }
        if case .map(let written)? = record?.additional?.type { element = written }
        if ObjectRules.areAboutCountAndValues(schema) {
            return .typed(.object, strict: strict, rules: ObjectRules(self, schema, "x", element, record: record).lines)
        }
        let rules = ObjectRules(self, schema, "o", element, record: record).lines
        if rules.isEmpty { return .typed(.object, strict: strict, rules: []) }
        // Rules about members report places below this value, so they run one level down.
        let guarded =
            ["guard let o = " + Check.Probe.object.expression("value", strict: strict) + " else { return }"] + rules
        return .statements(Checks.closure("v.nested(" + name, guarded))
    }

    // MARK: Rules of other values

    /// A call that runs the rules of a schema on each of several values; nothing if there are no rules, unless what was looked at
    /// must be known.
    func each(_ call: String, _ schema: Schema, _ type: SwiftType) -> [String] {
        let inner = Checks(renderer, on: "value")
        let checks = inner.list(schema, type)
        if checks.count == 1, case .function(let function) = checks[0], !Checks.passesNull(schema) {
            return [call + ", " + function + ")"]
        }
        // Not listed anew: that would double the work with every level.
        let lines = inner.lines(checks, schema)
        return lines.isEmpty && !renderer.tracksEvaluation ? [] : Checks.closure(call, lines)
    }

    /// The rules of a schema as an argument: the name of a function, or a closure.
    func rules(_ schema: Schema) -> [String] {
        let inner = Checks(renderer, on: "value")
        let checks = inner.list(schema, .jsonValue)
        if checks.count == 1, case .function(let function) = checks[0], !Checks.passesNull(schema) { return [function] }
        let lines = inner.lines(checks, schema)
        if lines.isEmpty { return ["{ (_: JSONValue, _: inout Validation) -> Void in }"] }
        var out = ["{ (value: JSONValue, v: inout Validation) -> Void in"]
        for line in lines { out.append("    " + line) }
        out.append("}")
        return out
    }

    private static func closure(_ call: String, _ lines: [String]) -> [String] {
        if lines.isEmpty { return [call + ") { (_: JSONValue, _: inout Validation) -> Void in }"] }
        var out = [call + ") { (value: JSONValue, v: inout Validation) -> Void in"]
        for line in lines { out.append("    " + line) }
        out.append("}")
        return out
    }
}
