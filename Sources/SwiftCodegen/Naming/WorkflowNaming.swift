public import WorkflowSpec
public import YAMLSyntax

/// Chooses the Swift type names of workflows that are compiled together.
public enum WorkflowNaming {
    /// What is added to a workflow's name to tell it from another of the same Swift name.
    public enum Qualification: String, Sendable {
        case none
        /// The namespace in front.
        case namespace
        /// The namespace in front and the version behind.
        case version
    }

    public struct Assignment: Sendable {
        /// By index of the specs.
        public var names: [String]
        public var qualifications: [Qualification]
        public var diagnostics: [Diagnostic]
    }

    /// The name of one spec. With `x-swift-name` nothing is added.
    public static func name(of spec: WorkflowSpec, qualification: Qualification = .none) -> String {
        var findings = Findings(file: spec.file)
        return chooseName(of: spec, qualification, &findings)
    }

    /// Whether generated code can declare a workflow of that name.
    public static func isValid(_ name: String) -> Bool {
        SwiftIdentifier.isValid(name) && !NameRole.workflow.isReserved(name)
    }

    static func chooseName(
        of spec: WorkflowSpec, _ qualification: Qualification, _ findings: inout Findings
    ) -> String {
        let plain = NameChoice.name(for: spec.name, role: .workflow, swiftName: spec.swiftName, &findings)
        if spec.swiftName != nil || qualification == .none { return plain }
        var name = NameChoice.plain(spec.namespace.value, .workflow) + NameChoice.plain(spec.name.value, .workflow)
        if qualification == .version { name += SwiftIdentifier.upperCamel("v" + spec.version.value, digitPrefix: "") }
        while NameRole.workflow.isReserved(name) { name += NameRole.workflow.suffix }
        return name
    }

    /// Names for all specs of a target: those that would share one are qualified, with a warning. Names are compared without
    /// regard to case.
    public static func assign(_ specs: [WorkflowSpec]) -> Assignment {
        var groups = Groups(specs.map { name(of: $0) })
        var qualifications = [Qualification](repeating: .none, count: specs.count)
        var diagnostics: [Diagnostic] = []
        for group in groups.clashing {
            let free = group.filter { specs[$0].swiftName == nil && !specs[$0].isDefinitionsOnly }
            if free.count < 2 { continue }
            for index in free { qualifications[index] = .namespace }
            groups = Groups(free.map { name(of: specs[$0], qualification: .namespace) })
            for same in groups.clashing {
                for position in same { qualifications[free[position]] = .version }
            }
            diagnostics += warnings(free, specs, qualifications)
        }
        var names: [String] = []
        var index = 0
        while index < specs.count {
            names.append(name(of: specs[index], qualification: qualifications[index]))
            index += 1
        }
        return Assignment(names: names, qualifications: qualifications, diagnostics: diagnostics.sorted())
    }

    private static func warnings(
        _ group: [Int], _ specs: [WorkflowSpec], _ qualifications: [Qualification]
    ) -> [Diagnostic] {
        var out: [Diagnostic] = []
        for index in group {
            let other = index == group[0] ? group[1] : group[0]
            let spec = specs[index]
            // One workflow in two files is an error, which no other name mends.
            if isSame(spec, specs[other]) { continue }
            let chosen = name(of: spec, qualification: qualifications[index])
            let note = Diagnostic.Note(
                file: specs[other].file, range: specs[other].name.range, message: "the other workflow is here")
            out.append(
                Diagnostic(
                    .workflowQualified, file: spec.file, range: spec.name.range,
                    "`\(name(of: spec))` is also the Swift name of the workflow in \(specs[other].file), so this one becomes "
                        + "`\(chosen)`; `x-swift-name` chooses another name",
                    notes: [note]))
        }
        return out
    }

    private static func isSame(_ a: WorkflowSpec, _ b: WorkflowSpec) -> Bool {
        a.namespace.value == b.namespace.value && a.name.value == b.name.value && a.version.value == b.version.value
    }

    /// Indices of equal names, in the order of the first of each.
    private struct Groups {
        private var order: [String] = []
        private var members: [String: [Int]] = [:]

        init(_ names: [String]) {
            var index = 0
            while index < names.count {
                let key = names[index].lowercased()
                if members[key] == nil { order.append(key) }
                members[key, default: []].append(index)
                index += 1
            }
        }

        var clashing: [[Int]] { order.compactMap { members[$0] }.filter { $0.count > 1 } }
    }
}
