import WorkflowSpec
import YAMLSyntax

/// Writes one workflow's Swift file. Extensions beside this file write the parts.
final class Renderer {
    let model: WorkflowModel
    /// By name in the spec.
    let definitions: [ExactText: TypeDeclaration]
    var out = SourceWriter()
    /// `public `, `package ` or nothing, in front of every declaration.
    let access: String
    /// How many of the enclosing structs declare a type of this name: a definition so called must then be qualified.
    private var hiding: [String: Int] = [:]

    init(_ model: WorkflowModel, definitions: [ExactText: TypeDeclaration], access: AccessLevel) {
        self.model = model
        self.definitions = definitions
        self.access = access.modifier
    }

    /// The name of a type where it is referred to from inside a record: nested types by their own, definitions by theirs.
    func spelled(_ declaration: TypeDeclaration) -> String {
        guard declaration.isDefinition else { return declaration.name }
        return (hiding[declaration.name] ?? 0) > 0 ? model.typeName + "." + declaration.name : declaration.name
    }

    func spelled(_ type: SwiftType) -> String { type.spelled { spelled($0) } }

    func enter(_ declaration: TypeDeclaration) {
        for nested in declaration.nested { hiding[nested.name, default: 0] += 1 }
    }

    func leave(_ declaration: TypeDeclaration) {
        for nested in declaration.nested { hiding[nested.name, default: 1] -= 1 }
    }
}
