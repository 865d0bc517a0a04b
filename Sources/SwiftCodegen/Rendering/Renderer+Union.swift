import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// A choice of types: an enum with a payload in each case, and the types it holds.
    func union(_ declaration: TypeDeclaration, _ model: UnionModel) {
        enter(declaration)
        out.lines(DocComment.of(declaration.schema))
        let modifier = model.isIndirect ? "nonisolated indirect enum " : "nonisolated enum "
        out.open(access + modifier + declaration.name + ": RecordUnion {")
        for candidate in model.cases {
            out.lines(DocComment.of(candidate.schema))
            out.line("case " + candidate.name + "(", spelled(candidate.type), ")")
        }
        out.blank()
        reading(declaration, model)
        out.blank()
        writing(model)
        out.blank()
        body(
            access + "static func validate(_ value: JSONValue, _ v: inout Validation) {",
            Checks(self, on: "value").lines(declaration.schema, .named(declaration), isOwn: true))
        for nested in declaration.nested {
            out.blank()
            self.declaration(nested)
        }
        out.close()
        leave(declaration)
    }

    private func reading(_ declaration: TypeDeclaration, _ model: UnionModel) {
        out.open(access + "init(json: JSONValue) throws {")
        if let tag = model.tag {
            out.line("switch json[" + StringLiteral.of(tag.property) + "]?.stringValue {")
            var index = 0
            while index < model.cases.count {
                let literal = StringLiteral.of(tag.values[index])
                out.line("case " + literal + ": ", assignment(model.cases[index]), "")
                index += 1
            }
            let names = tag.values.map { StringLiteral.of($0) }.joined(separator: ", ")
            out.line("default: throw RecordError.alternative(json, of: " + StringLiteral.of(tag.property) + ", [" + names + "])")
        } else {
            out.line("switch try RecordError.index(of: json, exactlyOne: " + (model.isExclusive ? "true" : "false") + ", [")
            for candidate in model.cases {
                let rules = Checks(self, on: "value").rules(candidate.schema)
                for (index, line) in rules.enumerated() {
                    out.line("    " + line + (index == rules.count - 1 ? "," : ""))
                }
            }
            out.line("]) {")
            for (index, candidate) in model.cases.enumerated() {
                let label = index == model.cases.count - 1 ? "default" : "case " + String(index)
                out.line(label + ": ", assignment(candidate), "")
            }
        }
        out.line("}")
        out.close()
    }

    private func assignment(_ candidate: UnionModel.Case) -> String {
        if candidate.type.resolved.isAnything { return "self = ." + candidate.name + "(json)" }
        return "self = ." + candidate.name + "(try " + spelled(candidate.type) + "(json: json))"
    }

    private func writing(_ model: UnionModel) {
        out.open(access + "func json() throws -> JSONValue {")
        out.line("switch self {")
        for candidate in model.cases {
            let value = candidate.type.resolved.writesAlways ? "value.json()" : "try value.json()"
            out.line("case ." + candidate.name + "(let value): return ", value, "")
        }
        out.line("}")
        out.close()
    }
}

extension SwiftType {
    /// Writing a value as JSON cannot fail, so that `try` would be a warning.
    fileprivate var writesAlways: Bool {
        switch self {
        case .string, .int, .int32, .int64, .bool, .uuid, .data, .jsonValue, .jsonObject: return true
        case .double, .date, .array, .map, .optional, .named: return false
        }
    }
}
