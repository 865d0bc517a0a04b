import YAMLSyntax

/// The last line of a report for people.
enum TextReport {
    static func summary(_ report: Report, strict: Bool) -> String {
        let specs = counted(report.specCount, "spec")
        let errors = report.count(.error)
        let warnings = report.count(.warning)
        if errors == 0 && warnings == 0 { return "\(specs), nothing to report" }
        let found = [errors == 0 ? nil : counted(errors, "error"), warnings == 0 ? nil : counted(warnings, "warning")]
        let suffix = strict && errors == 0 ? ", which --strict makes errors" : ""
        return "\(specs), \(found.compactMap { $0 }.joined(separator: " and "))\(suffix)"
    }

    static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
