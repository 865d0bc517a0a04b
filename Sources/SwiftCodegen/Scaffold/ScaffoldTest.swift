public import WorkflowSpec
import YAMLSyntax

/// The test that is scaffolded beside a workflow's stubs: it passes with them, and goes on passing once they are filled in.
public enum ScaffoldTest {
    public static func fileName(of scaffold: Scaffold) -> String { scaffold.typeName + "Tests.swift" }

    /// Swift source for the module's test target.
    /// - Parameter module: must be an identifier; see `isModuleName`.
    public static func text(_ scaffold: Scaffold, of spec: WorkflowSpec, module: String) -> String {
        var out = SourceWriter()
        out.lines(["import Stepsmith", "import Testing", "", "@testable import " + module, ""])
        out.open("struct " + scaffold.typeName + "Tests {")
        out.open("@Test func isTheWorkflowOfItsSpec() {")
        let identity = spec.namespace.value + "/" + spec.name.value + "@" + spec.version.value
        out.line("let definition = " + scaffold.typeName + ".definition")
        out.line("#expect(definition.identity.description == " + StringLiteral.of(identity) + ")")
        out.list(
            "#expect(definition.steps.map(\\.name) == [", spec.steps.map { StringLiteral.of($0.name.value) }, "])")
        out.close()
        if let registration = scaffold.registration {
            out.blank()
            out.line("/// Compiles only while each step has a handler. Give the handlers what they need to be made here.")
            out.open("@Test func hasAHandlerForEveryStep() {")
            let lines = registration.split(separator: "\n").map { String($0) }
            out.lines(["let workflow: any WorkflowRegistration = " + (lines.first ?? "")] + lines.dropFirst())
            out.line("#expect(workflow.definition.steps.count == " + String(spec.steps.count) + ")")
            out.close()
        }
        out.close()
        return out.text
    }

    /// Whether the text can follow `import`.
    public static func isModuleName(_ text: String) -> Bool {
        SwiftIdentifier.isValid(text) && SwiftWords.escaped(text) == text
    }
}
