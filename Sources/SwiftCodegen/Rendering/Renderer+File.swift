import WorkflowSpec
import YAMLSyntax

extension Renderer {
    /// The whole file.
    func file(sourceName: String) -> String {
        var modules = ["Stepsmith"]
        if model.needsFoundation { modules.append("Foundation") }
        FileHeader.write(to: &out, sourceName: sourceName, modules, access: access)
        if model.hasAPI { FileHeader.optionalImport(to: &out, "StepsmithHTTP", access) }
        out.blank()
        workflow()
        eventDefaults()
        return out.text
    }

    /// A file of definitions that other specs refer to: a namespace of their types.
    func definitionsFile(sourceName: String) -> String {
        var modules = ["Stepsmith"]
        if model.needsFoundation { modules.append("Foundation") }
        FileHeader.write(to: &out, sourceName: sourceName, modules, access: access)
        out.blank()
        out.lines(DocComment.lines(model.spec.description ?? "Types that specs share."))
        out.open(access + "nonisolated enum " + model.typeName + " {")
        var isFirst = true
        for type in model.types {
            if !isFirst { out.blank() }
            isFirst = false
            declaration(type)
        }
        out.close()
        return out.text
    }

    private func workflow() {
        let identity = model.spec.namespace.value + "/" + model.spec.name.value
        out.lines(DocComment.lines(model.spec.description ?? "The workflow " + identity + "."))
        out.open(access + "nonisolated enum " + model.typeName + ": Workflow {")
        root(model.input, "The input of a run.")
        for type in model.types where type !== model.input.declaration {
            out.blank()
            declaration(type)
        }
        var index = 0
        while index < model.steps.count {
            out.blank()
            step(index)
            index += 1
        }
        if !model.steps.isEmpty {
            out.blank()
            registration()
        }
        out.blank()
        output()
        out.blank()
        rootValidation(model.input, label: "input")
        out.blank()
        definition()
        out.close()
    }

    /// `Input` or `Result`: a declaration of that name, or a typealias.
    func root(_ root: RootModel, _ purpose: String) {
        if let declaration = root.declaration {
            self.declaration(declaration)
        } else if let alias = root.alias {
            var lines = root.schema.map { DocComment.of($0) } ?? []
            if lines.isEmpty {
                lines = ["/// " + purpose + (root.schema == nil ? " The spec has no schema for it." : "")]
            }
            out.lines(lines)
            out.line(access, "typealias " + root.name, " = " + alias.spelledInWorkflow)
        }
    }

    /// The check that the runtime calls before a run starts and after a step ends.
    func rootValidation(_ root: RootModel, label: String) {
        let signature = access + "static func validate(" + label + ": JSONValue, _ v: inout Validation) {"
        if root.declaration != nil {
            out.line(signature, " " + root.name + ".validate(" + label, ", &v) }")
            return
        }
        body(signature, root.schema.map { Checks(self, on: label).lines($0, root.alias ?? .jsonValue) } ?? [])
    }

    /// A function, on one line when there is nothing in it.
    func body(_ signature: String, _ lines: [String]) {
        if lines.isEmpty {
            out.line(signature + "}")
        } else {
            out.open(signature)
            out.lines(lines)
            out.close()
        }
    }

    func declaration(_ declaration: TypeDeclaration) {
        switch declaration.kind {
        case .record(let model): record(declaration, model)
        case .enumeration(let model): enumeration(declaration, model)
        case .union(let model): union(declaration, model)
        case .alias(let type): alias(declaration, type)
        }
    }

    /// A definition that is no object and no enum: a typealias, and a function with its rules.
    private func alias(_ declaration: TypeDeclaration, _ type: SwiftType) {
        out.lines(DocComment.of(declaration.schema))
        out.line(access, "typealias " + declaration.name, " = " + type.spelledInWorkflow)
        out.blank()
        body(
            access + "static func validate" + declaration.name + "(_ value: JSONValue, _ v: inout Validation) {",
            Checks(self, on: "value").lines(declaration.schema, type))
    }
}
