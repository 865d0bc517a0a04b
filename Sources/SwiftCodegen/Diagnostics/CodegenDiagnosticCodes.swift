public import YAMLSyntax

extension DiagnosticCode {
    /// Every code that generating Swift can report.
    public static let codegenCodes: [DiagnosticCode] = [
        nameAdjusted, nameConflict, duplicateWorkflow, workflowQualified, schemaTooDeep,
    ]

    static let nameAdjusted = DiagnosticCode(
        "name-adjusted", .warning,
        """
        The Swift name made from this name is taken by Swift, by Stepsmith or by the generated code around it, or the name has \
        characters that no plain identifier can have, so another name was made from it, always the same one. `x-swift-name` \
        beside it chooses a name and ends the warning.
        """)

    static let nameConflict = DiagnosticCode(
        "name-conflict", .error,
        """
        Two names of the spec make the same Swift name: `order_id` and `orderId` do. Rename one of them, or give one an \
        `x-swift-name`.
        """)

    static let duplicateWorkflow = DiagnosticCode(
        "duplicate-workflow", .error,
        """
        Two specs of one target have the same namespace, name and version, so a run would not say which of them it belongs to. \
        Change the version of one, or remove it.
        """)

    static let workflowQualified = DiagnosticCode(
        "workflow-qualified", .warning,
        """
        Several specs of one target make the same Swift type name, so each got its namespace in front, and its version behind \
        when the namespace is the same too. `x-swift-name` at the top of a spec chooses a name and ends the warning.
        """)

    static let schemaTooDeep = DiagnosticCode(
        "schema-too-deep", .error,
        """
        The schema, or a value written in it, is nested so deeply that the Swift compiler would not cope with what it becomes. Move \
        inner schemas to `definitions` and refer to them with `$ref`.
        """)
}
