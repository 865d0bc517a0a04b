import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// A string enum, closed or with a case for what is unknown.
    func enumeration(_ declaration: TypeDeclaration, _ model: EnumModel) {
        out.lines(DocComment.of(declaration.schema))
        if model.isExtensible {
            openEnum(declaration, model)
        } else {
            closedEnum(declaration, model)
        }
        out.blank()
        validation(declaration, model)
        out.close()
    }

    private func closedEnum(_ declaration: TypeDeclaration, _ model: EnumModel) {
        out.open(access + "nonisolated enum " + declaration.name + ": String, RecordEnum, CaseIterable {")
        for candidate in model.cases {
            out.line("case ", candidate.name, candidate.name == candidate.value ? "" : " = " + candidate.literal)
        }
    }

    private func openEnum(_ declaration: TypeDeclaration, _ model: EnumModel) {
        out.open(access + "nonisolated enum " + declaration.name + ": RecordEnum {")
        for candidate in model.cases { out.line("case " + candidate.name) }
        out.line("/// A value that the schema does not list, kept as it came.")
        out.line("case unknown(String)")
        out.blank()
        out.open(access + "init(rawValue: String) {")
        out.line("switch rawValue {")
        for candidate in model.cases {
            // Swift would take a canonically equivalent text for this one.
            let isASCII = candidate.value.utf8.count == candidate.value.utf16.count
            let only = isASCII ? "" : " where rawValue.utf8.elementsEqual(" + candidate.literal + ".utf8)"
            out.line("case " + candidate.literal + only, ": self = ." + candidate.name, "")
        }
        out.line("default: self = .unknown(rawValue)")
        out.line("}")
        out.close()
        out.blank()
        out.open(access + "var rawValue: String {")
        out.line("switch self {")
        for candidate in model.cases {
            out.line("case ." + candidate.name, ": return " + candidate.literal, "")
        }
        out.line("case .unknown(let raw): return raw")
        out.line("}")
        out.close()
    }

    private func validation(_ declaration: TypeDeclaration, _ model: EnumModel) {
        let schema = declaration.schema
        var lines: [String]
        if schema.applicators != nil || schema.keywords.reference != nil {
            lines = Checks(self, on: "value").lines(schema, .named(declaration), isOwn: true)
        } else {
            var rules: [String] = []
            if !model.isExtensible {
                rules = Wrapping.list("v.oneOf(x, [", model.cases.map { $0.literal }, "])", columns: 90)
            }
            rules += ScalarRules.string(schema)
            lines = Check.typed(.string, strict: true, rules: rules).lines("value")
            if schema.allowsNull { lines = Check.block("if !value.isNull", lines) }
        }
        out.open(access + "static func validate(_ value: JSONValue, _ v: inout Validation) {")
        out.lines(lines)
        out.close()
    }
}
