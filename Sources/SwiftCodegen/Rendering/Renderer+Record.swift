import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// A struct: its properties, the initializer, reading, writing, validation, and the types it holds.
    func record(_ declaration: TypeDeclaration, _ model: RecordModel) {
        enter(declaration)
        out.lines(DocComment.of(declaration.schema))
        out.open(access + "nonisolated struct " + declaration.name + ": Record {")
        for property in model.properties { self.property(property) }
        if let additional = model.additional {
            out.line("/// Members beside the properties, by name.")
            out.line(access, "var " + additional.name + ": ", spelled(additional.type))
        }
        if let nulls = model.nulls {
            out.line("/// Which of the optional members are `null` where they are nil; the others are absent then.")
            out.line(access, "var " + nulls + ": NullMembers", " = []")
        }
        out.blank()
        initializer(model)
        out.blank()
        reading(model)
        out.blank()
        writing(model)
        out.blank()
        validation(declaration, model)
        for nested in declaration.nested {
            out.blank()
            self.declaration(nested)
        }
        out.close()
        leave(declaration)
    }

    private func property(_ property: PropertyModel) {
        out.lines(DocComment.of(property.schema))
        let type = spelled(property.swiftType)
        guard let storage = property.storage else {
            out.line(access, "var ", property.name, ": ", type)
            return
        }
        if property.schema.keywords.deprecated { out.line("@available(*, deprecated)") }
        let value = property.isBoxed ? storage + ".value" : storage
        out.open(access + "var " + property.name + ": " + type + " {")
        out.line("get { " + value + " }")
        out.line("set { " + value + " = newValue }")
        out.close()
        out.line("fileprivate var ", storage, property.isBoxed ? ": Boxed<" + type + ">" : ": " + type)
    }

    private func initializer(_ model: RecordModel) {
        var parameters: [String] = []
        var all = model.properties
        if let additional = model.additional { all.append(additional) }
        for property in all {
            var parameter = property.name + ": " + spelled(property.swiftType)
            if let value = property.defaultValue {
                parameter += " = " + value.spelled { spelled($0) }
            } else if property.isOptional, !property.isRequired {
                parameter += " = nil"
            }
            parameters.append(parameter)
        }
        out.list(access + "init(", parameters, ") {")
        out.indent()
        for property in all {
            if property.isBoxed {
                out.line("self.", property.stored, " = Boxed(", property.name, ")")
            } else {
                out.line("self.", property.stored, " = ", property.name, "")
            }
        }
        out.close()
    }

    // MARK: Reading

    private func reading(_ model: RecordModel) {
        out.open(access + "init(from r: RecordReader) throws {")
        for property in model.properties {
            let target = property.stored == "r" ? "self.r" : property.stored
            let call = "try r." + readCall(property)
            out.line(target, property.isBoxed ? " = Boxed(" : " = ", call, property.isBoxed ? ")" : "", "")
        }
        if let additional = model.additional {
            out.list(additional.name + " = try r.additional(except: [", model.properties.map { $0.key }, "])")
        }
        if let nulls = model.nulls { out.list(nulls + " = try r.nulls([", keysThatTellNull(model), "])") }
        out.close()
    }

    private func readCall(_ property: PropertyModel) -> String {
        let method = RecordMethod(property.type.resolved)
        if let value = property.defaultValue, !property.isRequired {
            let name = property.isNullable ? "value" : method.name
            return name + "(" + property.key + ", default: " + value.spelled { spelled($0) } + ")"
        }
        if property.isOptional, property.type.resolved.isAnything { return "optionalJSON(" + property.key + ")" }
        return (property.isOptional ? method.optionalName : method.name) + "(" + property.key + ")"
    }

    // MARK: Writing

    private func writing(_ model: RecordModel) {
        out.open(access + "func write(to w: inout RecordWriter) throws {")
        for property in model.properties {
            let value = property.valuePath == "w" ? "self.w" : property.valuePath
            out.line("try w." + writeMethod(property), "(" + property.key, ", " + value + ")")
        }
        if let nulls = model.nulls { out.list("try w.nulls(" + nulls + ", among: [", keysThatTellNull(model), "])") }
        if let additional = model.additional { out.line("try w.additional(", additional.name, ")") }
        out.close()
    }

    private func keysThatTellNull(_ model: RecordModel) -> [String] {
        var keys: [String] = []
        for property in model.properties where property.tellsNull { keys.append(property.key) }
        return keys
    }

    private func writeMethod(_ property: PropertyModel) -> String {
        let method = RecordMethod(property.type.resolved)
        guard property.isOptional else { return method.name }
        // Absent would read as the default, or break `required`: null is written.
        if property.isNullable, property.isRequired || property.defaultValue != nil { return "nullable" }
        return method.optionalName
    }

    // MARK: Validation

    private func validation(_ declaration: TypeDeclaration, _ model: RecordModel) {
        let schema = declaration.schema
        let checks = Checks(self, on: "value")
        out.open(access + "static func validate(_ value: JSONValue, _ v: inout Validation) {")
        if Checks.appliesInPlace(schema) {
            out.lines(checks.lines(schema, .named(declaration), record: model))
        } else {
            ownRules(checks, schema, model)
        }
        out.close()
    }

    /// The rules of a schema that applies no others, without a closure around them.
    private func ownRules(_ checks: Checks, _ schema: Schema, _ model: RecordModel) {
        var element: SwiftType = .jsonValue
        if case .map(let written)? = model.additional?.type { element = written }
        let rules = ObjectRules(checks, schema, "o", element, record: model).lines
        let isStrict = schema.keywords.types.contains(.object)
        let lookup = Check.Probe.object.expression("value", strict: isStrict)
        if Checks.passesNull(schema) { out.line("if value.isNull { return }") }
        out.lines(checks.enumeration(schema))
        if !rules.isEmpty {
            out.line("guard let o = ", lookup, " else { return }")
            out.lines(rules)
        } else if isStrict {
            out.line("_ = " + lookup)
        }
    }
}

/// The concrete methods of `RecordReader` and `RecordWriter` for common types: quicker to compile than a generic call.
private struct RecordMethod {
    let name: String
    let optionalName: String

    init(_ type: SwiftType) {
        switch type {
        case .string: (name, optionalName) = ("string", "optionalString")
        case .int: (name, optionalName) = ("int", "optionalInt")
        case .double: (name, optionalName) = ("double", "optionalDouble")
        case .bool: (name, optionalName) = ("bool", "optionalBool")
        default: (name, optionalName) = ("value", "optional")
        }
    }
}

extension PropertyModel {
    /// The stored property's name.
    fileprivate var stored: String { storage ?? name }
}
