public import YAMLSyntax

extension DiagnosticCode {
    /// Every code that generating Swift can report.
    public static let codegenCodes: [DiagnosticCode] = [
        nameAdjusted, nameConflict, duplicateWorkflow, workflowQualified, schemaTooDeep, constantTypes, constantNotJSON,
        tooManyConstants, constantRounded, constantUntyped,
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

    static let constantTypes = DiagnosticCode(
        "constant-types", .warning,
        """
        An environment gives a constant of `handler.initialization` a value of another type than the step or another environment \
        does, so `Configuration` can only hold it as `JSONValue` or `JSONObject`. A value of the same type in every environment \
        gives the handler a typed one; integers and fractions are together numbers.
        """)

    static let constantNotJSON = DiagnosticCode(
        "constant-not-json", .warning,
        """
        Constants of `handler.initialization` are kept as JSON, which has no infinite numbers and no NaN, and whose keys are all \
        texts. Such a number becomes the text it is written with, and of two keys of one text (`1` and `"1"`) the second one is \
        left out. Write a number or a text.
        """)

    static let tooManyConstants = DiagnosticCode(
        "too-many-constants", .error,
        """
        An override of `ALL` steps gives so many constants to so many steps that the generated code would have more than 100,000 \
        of them. Give them to the steps that need them.
        """)

    static let constantRounded = DiagnosticCode(
        "constant-rounded", .info,
        """
        An integer among the constants of `handler.initialization` does not fit into 64 bits, so it is the nearest floating-point \
        number, of about 16 digits. Write it as text, in quotes, if every digit matters.
        """)

    static let constantUntyped = DiagnosticCode(
        "constant-untyped", .info,
        """
        A list or mapping among the constants of `handler.initialization` holds values of several types, or lists and mappings, \
        so `Configuration` can only hold it as `JSONValue` or `JSONObject`. Values of one scalar type give the handler a list or \
        dictionary of that type; integers and fractions are together numbers.
        """)
}
