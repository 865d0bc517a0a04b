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
    func lines(_ schema: Schema, _ type: SwiftType) -> [String] {
        lines(list(schema, type), schema)
    }

    private func lines(_ checks: [Check], _ schema: Schema) -> [String] {
        let lines = Check.lines(checks, name)
        return lines.isEmpty || !Checks.passesNull(schema) ? lines : Check.block("if !" + name + ".isNull", lines)
    }

    /// Whether `null` passes before any check. A schema of several types checks for null along with the others.
    static func passesNull(_ schema: Schema) -> Bool {
        schema.allowsNull && (schema.soleType != nil || schema.keywords.types.isEmpty || isNullableReference(schema))
    }

    /// `nullable` beside a `$ref`, which leaves `null` as the only type.
    private static func isNullableReference(_ schema: Schema) -> Bool {
        schema.keywords.reference != nil && schema.soleType == nil && schema.keywords.types.count == 1
    }

    /// The checks of a value that is not null.
    func list(_ schema: Schema, _ type: SwiftType) -> [Check] {
        if let boolean = schema.boolean {
            return boolean ? [] : [.statements(["v.fail(\"false\", expected: \"nothing\", found: " + name + ".shape)"])]
        }
        if case .named(let declaration) = type.unwrapped, !declaration.isDefinition {
            return [.function(declaration.name + ".validate")]
        }
        var out: [Check] = []
        if let function = referred(schema) { out.append(.function(function)) }
        let values = enumeration(schema)
        if !values.isEmpty { out.append(.statements(values)) }
        if let sole = schema.soleType {
            out.append(typed(sole, schema, type, strict: true))
        } else if schema.keywords.types.isEmpty || Checks.isNullableReference(schema) {
            untyped(schema, type, &out)
        } else {
            let types = schema.keywords.types.map { "." + $0.rawValue }
            out.append(.statements(["v.type(" + name + ", [" + types.joined(separator: ", ") + "])"]))
            untyped(schema, type, &out)
        }
        return out
    }

    /// The rules of the definition that a `$ref` leads to.
    private func referred(_ schema: Schema) -> String? {
        guard let name = schema.keywords.reference?.definition, let declaration = renderer.definitions[ExactText(name)] else {
            return nil
        }
        if declaration.alias == nil { return renderer.spelled(declaration) + ".validate" }
        return renderer.model.typeName + ".validate" + declaration.name
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

    private func typed(_ kind: JSONType, _ schema: Schema, _ type: SwiftType, strict: Bool) -> Check {
        switch kind {
        case .null: return .statements([])
        case .boolean: return .typed(.bool, strict: strict, rules: [])
        case .string: return .typed(.string, strict: strict, rules: ScalarRules.string(schema))
        case .integer: return .typed(.integer, strict: strict, rules: ScalarRules.integer(schema))
        case .number: return .typed(.number, strict: strict, rules: ScalarRules.number(schema))
        case .array: return .typed(.array, strict: strict, rules: arrayRules(schema, type))
        case .object: return objectCheck(schema, type, strict: strict)
        }
    }

    /// Each keyword speaks only of values of its own type.
    private func untyped(_ schema: Schema, _ type: SwiftType, _ out: inout [Check]) {
        for kind in [JSONType.string, .number, .array, .object] {
            if !schema.allows(kind), kind != .number || !schema.allows(.integer), !Checks.isNullableReference(schema) {
                continue
            }
            let check = typed(kind, schema, type, strict: false)
            if !check.lines(name).isEmpty { out.append(check) }
        }
    }

    // MARK: Arrays and objects

    private func arrayRules(_ schema: Schema, _ type: SwiftType) -> [String] {
        var rules: [String] = []
        if let minimum = schema.keywords.minItems { rules.append("v.minItems(x, " + String(minimum.value) + ")") }
        if let maximum = schema.keywords.maxItems { rules.append("v.maxItems(x, " + String(maximum.value) + ")") }
        if schema.keywords.uniqueItems { rules.append("v.uniqueItems(x)") }
        if let items = schema.keywords.items {
            var element: SwiftType = .jsonValue
            if case .array(let written) = type.unwrapped { element = written }
            rules += each("v.items(x", items, element)
        }
        return rules
    }

    private func objectCheck(_ schema: Schema, _ type: SwiftType, strict: Bool) -> Check {
        var element: SwiftType = .jsonValue
        if case .map(let written) = type.unwrapped { element = written }
        if ObjectRules.areAboutCountAndValues(schema) {
            return .typed(.object, strict: strict, rules: ObjectRules(self, schema, "x", element).lines)
        }
        let rules = ObjectRules(self, schema, "o", element).lines
        if rules.isEmpty { return .typed(.object, strict: strict, rules: []) }
        // Rules about members report places below this value, so they run one level down.
        let guarded =
            ["guard let o = " + Check.Probe.object.expression("value", strict: strict) + " else { return }"] + rules
        return .statements(Checks.closure("v.nested(" + name, guarded))
    }

    /// A call that runs the rules of a schema on each of several values.
    func each(_ call: String, _ schema: Schema, _ type: SwiftType) -> [String] {
        let inner = Checks(renderer, on: "value")
        let checks = inner.list(schema, type)
        if checks.count == 1, case .function(let function) = checks[0], !Checks.passesNull(schema) {
            return [call + ", " + function + ")"]
        }
        // Not listed anew: that would double the work with every level.
        let lines = inner.lines(checks, schema)
        return lines.isEmpty ? [] : Checks.closure(call, lines)
    }

    private static func closure(_ call: String, _ lines: [String]) -> [String] {
        var out = [call + ") { (value: JSONValue, v: inout Validation) -> Void in"]
        for line in lines { out.append("    " + line) }
        out.append("}")
        return out
    }
}
