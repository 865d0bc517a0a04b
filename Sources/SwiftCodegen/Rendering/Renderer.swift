import WorkflowSpec
import YAMLSyntax

/// Writes one workflow's Swift file. Extensions beside this file write the parts.
final class Renderer {
    let model: WorkflowModel
    /// Knows which types schemas became.
    let translator: SchemaTranslator
    var out = SourceWriter()
    /// `public `, `package ` or nothing, in front of every declaration.
    let access: String
    /// Some schema has `unevaluatedProperties` or `unevaluatedItems`, so that rules tell what they have looked at.
    let tracksEvaluation: Bool
    /// How many of the enclosing structs declare a type of this name: a definition so called must then be qualified.
    private var hiding: [String: Int] = [:]

    init(_ model: WorkflowModel, _ translator: SchemaTranslator, access: AccessLevel) {
        self.model = model
        self.translator = translator
        self.access = access.modifier
        // Other files may track what these definitions look at.
        tracksEvaluation = model.spec.isDefinitionsOnly || Tracking.isNeeded(model.spec)
    }

    /// The name of a type where it is referred to from inside a record: nested types by their own, definitions by theirs.
    func spelled(_ declaration: TypeDeclaration) -> String {
        if declaration.owner != nil { return declaration.path }
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
