import WorkflowSpec
import YAMLSyntax

/// What a name is for, which decides its shape and what it must not be.
enum NameRole {
    case workflow, step, definition, nestedType, property, argument, event

    var what: String {
        switch self {
        case .workflow: return "workflow"
        case .step: return "step"
        case .definition: return "definition"
        case .nestedType: return "the type of"
        case .property: return "property"
        case .argument: return "argument"
        case .event: return "event"
        }
    }

    /// Set behind a name that is taken, and in front of one that starts with a digit.
    var suffix: String {
        switch self {
        case .workflow: return "Workflow"
        case .step: return "Step"
        case .event: return "Event"
        case .definition, .nestedType, .property, .argument: return "Value"
        }
    }

    var isType: Bool {
        switch self {
        case .workflow, .step, .definition, .nestedType, .event: return true
        case .property, .argument: return false
        }
    }

    func isReserved(_ name: String) -> Bool {
        switch self {
        case .workflow, .definition: return SwiftWords.isReservedInWorkflow(name)
        case .step, .event:
            return SwiftWords.isReservedInWorkflow(name)
                || SwiftWords.isUnusableMethod(SwiftIdentifier.lowerCamel(name))
        case .nestedType: return SwiftWords.isGeneratedCodeType(name)
        case .property: return SwiftWords.isUnusableProperty(name)
        case .argument: return SwiftWords.isUnusableMethod(name)
        }
    }
}

/// Chooses one Swift name, reporting when it could not be the plain one.
enum NameChoice {
    /// - Parameter alsoReserved: a name that is reserved here apart from those of the role, such as the workflow's own.
    static func name(
        for source: Located<String>, role: NameRole, swiftName: Located<String>? = nil, alsoReserved: [String] = [],
        _ findings: inout Findings
    ) -> String {
        if let swiftName, SwiftIdentifier.isValid(swiftName.value) {
            // Types start with a capital, so that a step's type and its handler's method have two names.
            let chosen = role.isType ? SwiftIdentifier.upperFirst(swiftName.value) : swiftName.value
            return free(chosen, for: swiftName, role: role, alsoReserved: alsoReserved, &findings)
        }
        let name = plain(source.value, role)
        if !isASCII(source.value) {
            findings.adjusted(
                role.what, source, to: name, because: "Swift names are made of ASCII letters and digits only")
        }
        return free(name, for: source, role: role, alsoReserved: alsoReserved, &findings)
    }

    /// The name without regard to what is taken.
    static func plain(_ text: String, _ role: NameRole) -> String {
        role.isType
            ? SwiftIdentifier.upperCamel(text, digitPrefix: role.suffix)
            : SwiftIdentifier.lowerCamel(text)
    }

    static func free(
        _ name: String, for source: Located<String>, role: NameRole, alsoReserved: [String], _ findings: inout Findings
    ) -> String {
        var adjusted = name
        while role.isReserved(adjusted) || alsoReserved.contains(adjusted) { adjusted += role.suffix }
        if adjusted == name { return name }
        findings.adjusted(
            role.what, source, to: adjusted, because: "Swift or the generated code uses the name `\(name)`")
        return adjusted
    }

    private static func isASCII(_ text: String) -> Bool {
        for byte in text.utf8 where byte >= 0x80 { return false }
        return true
    }
}
