import SwiftCodegen
import Testing
import WorkflowSpec
import YAMLSyntax

/// Names and checks over several specs.
struct WorkflowNamingTests {
    private func spec(
        _ namespace: String, _ name: String, _ version: String = "1.0.0", swiftName: String? = nil,
        file: String = "a.yaml"
    ) throws -> WorkflowSpec {
        let chosen = swiftName.map { "x-swift-name: \($0)\n" } ?? ""
        return try Generated(
            "name: \(name.yaml)\nnamespace_name: \(namespace)\nversion: \(version.yaml)\n\(chosen)steps:\n  - { name: one, handler: { callable: x } }",
            file: file
        ).spec
    }

    @Test func differentNamesStayPlain() throws {
        let assigned = WorkflowNaming.assign([try spec("a", "first_flow"), try spec("a", "second_flow")])
        #expect(assigned.names == ["FirstFlow", "SecondFlow"])
        #expect(assigned.diagnostics.isEmpty)
    }

    @Test func sameNamesGetTheirNamespace() throws {
        let assigned = WorkflowNaming.assign([
            try spec("payments", "process_refund", file: "b.yaml"), try spec("other", "fine"),
            try spec("customer_success", "process_refund", file: "a.yaml"),
        ])
        #expect(assigned.names == ["PaymentsProcessRefund", "Fine", "CustomerSuccessProcessRefund"])
        #expect(assigned.diagnostics.map(\.file) == ["a.yaml", "b.yaml"])
        #expect(
            assigned.diagnostics.allSatisfy {
                $0.code.id == "workflow-qualified" && $0.message.contains("x-swift-name")
            })
        #expect(assigned.diagnostics[0].message.contains("b.yaml") && assigned.diagnostics[0].notes[0].file == "b.yaml")
    }

    @Test func versionsOfOneWorkflowGetTheirVersion() throws {
        let assigned = WorkflowNaming.assign([
            try spec("a", "ship", "1.0.0"), try spec("a", "ship", "1.10.0"), try spec("a", "ship", "11.0.0"),
            try spec("b", "ship"),
        ])
        #expect(assigned.names == ["AShipV1_0_0", "AShipV1_10_0", "AShipV11_0_0", "BShip"])
        #expect(assigned.qualifications == [.version, .version, .version, .namespace])
    }

    /// That is an error of the target's, which no `x-swift-name` mends.
    @Test func oneWorkflowInTwoFilesIsNotToldToTakeAnotherName() throws {
        let assigned = WorkflowNaming.assign([try spec("a", "ship", file: "1.yaml"), try spec("a", "ship", file: "2.yaml")])
        #expect(assigned.diagnostics.isEmpty)
    }

    @Test func aChosenNameStays() throws {
        let assigned = WorkflowNaming.assign([try spec("a", "ship", swiftName: "Chosen"), try spec("b", "ship")])
        #expect(assigned.names == ["Chosen", "Ship"])
        #expect(assigned.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("string", "StringWorkflow"), ("workflows", "WorkflowsWorkflow"), ("input", "InputWorkflow"),
        ("swift", "SwiftWorkflow"), ("2fa", "Workflow2fa"),
    ])
    func namesThatAreTaken(_ name: String, _ expected: String) throws {
        #expect(WorkflowNaming.name(of: try spec("a", name)) == expected)
        #expect(WorkflowNaming.isValid(expected) && !WorkflowNaming.isValid("String") && !WorkflowNaming.isValid("a b"))
    }

    // MARK: Registry

    private func registry(_ specs: [WorkflowSpec]) -> GenerationResult {
        RegistryGenerator.generate(
            specs.map { .init(spec: $0, typeName: WorkflowNaming.name(of: $0)) }, access: .internal)
    }

    @Test func theSameWorkflowTwice() throws {
        let result = registry([try spec("a", "ship", file: "one.yaml"), try spec("a", "ship", file: "two.yaml")])
        #expect(result.text == "")
        #expect(result.diagnostics.map(\.code.id) == ["duplicate-workflow"])
        #expect(result.diagnostics[0].file == "two.yaml" && result.diagnostics[0].notes.map(\.file) == ["one.yaml"])
        #expect(result.diagnostics[0].message.contains("a/ship@1.0.0"))
    }

    @Test func twoWorkflowsWithOneSwiftName() throws {
        let result = registry([try spec("a", "ship", file: "one.yaml"), try spec("b", "ship", file: "two.yaml")])
        #expect(result.diagnostics.map(\.code.id) == ["name-conflict"])
        #expect(result.diagnostics[0].notes.map(\.file) == ["one.yaml"])
    }

    @Test func emptyTargets() throws {
        let text = registry([]).text
        #expect(text.contains("static let definitions: [WorkflowDefinition] = []"))
        #expect(text.contains("static func all() -> [any WorkflowRegistration] {"))
    }

    @Test func filesOfDefinitionsMakeNoWorkflow() throws {
        let shared = try Generated("definitions:\n  Money: { type: object, properties: { a: { type: integer } } }")
        #expect(shared.text.contains("enum Spec {") && shared.text.contains("struct Money: Record {"))
        #expect(!shared.text.contains("Workflow"))
        #expect(registry([shared.spec, try spec("a", "ship")]).text.contains("= [Ship.definition]"))
    }
}
