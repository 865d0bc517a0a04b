/// Everything that changed between two sets of workflows.
public enum SpecComparison {
    /// Workflows are told by namespace and name. Where a set has several versions of one, each is compared with the same
    /// version of the other set, and what is left with the latest.
    ///
    /// - Returns: the changes of each workflow in the order of its spec.
    public static func changes(from old: [CanonicalWorkflow], to new: [CanonicalWorkflow]) -> [Change] {
        var changes: [Change] = []
        let before = Dictionary(grouping: old, by: \.identity)
        let after = Dictionary(grouping: new, by: \.identity)
        for identity in Set(before.keys).union(after.keys).sorted() {
            for (was, isNow) in pairs(before[identity] ?? [], after[identity] ?? []) {
                switch (was, isNow) {
                case (let was?, let isNow?): changes += WorkflowComparison.changes(was, isNow)
                case (nil, let isNow?): changes.append(added(isNow))
                case (let was?, nil): changes.append(removed(was))
                case (nil, nil): break
                }
            }
        }
        return changes
    }

    private static func pairs(
        _ old: [CanonicalWorkflow], _ new: [CanonicalWorkflow]
    ) -> [(CanonicalWorkflow?, CanonicalWorkflow?)] {
        var pairs: [(CanonicalWorkflow?, CanonicalWorkflow?)] = []
        var left = new.sorted { Version($0.version) < Version($1.version) }
        var unmatched: [CanonicalWorkflow] = []
        for workflow in old.sorted(by: { Version($0.version) < Version($1.version) }) {
            if let index = left.firstIndex(where: { $0.version == workflow.version }) {
                pairs.append((workflow, left.remove(at: index)))
            } else {
                unmatched.append(workflow)
            }
        }
        // The latest of the old ones became the first of the new ones; the others came or went.
        if let last = unmatched.last, !left.isEmpty {
            pairs.append((last, left.removeFirst()))
            unmatched.removeLast()
        }
        return pairs + unmatched.map { ($0, nil) } + left.map { (nil, $0) }
    }

    private static func added(_ workflow: CanonicalWorkflow) -> Change {
        Change(
            workflow: workflow.identity, at: "", isGone: false, rule: .workflowAdded, breaks: [],
            message: "version \(workflow.version) is new")
    }

    private static func removed(_ workflow: CanonicalWorkflow) -> Change {
        Change(
            workflow: workflow.identity, at: "", isGone: true, rule: .workflowRemoved, breaks: Break.allCases.sorted(),
            message: "version \(workflow.version) is gone")
    }

    static func list(_ texts: [String]?) -> String {
        guard let texts, !texts.isEmpty else { return "nothing" }
        return texts.joined(separator: ", ")
    }

    static func list(_ arguments: [CanonicalWorkflow.Argument]?) -> String {
        guard let arguments else { return "all of it" }
        return list(arguments.map { argument in argument.label.map { "\($0): \(argument.name)" } ?? argument.name })
    }

    /// Numbers with dots between them, compared as numbers.
    struct Version: Comparable {
        let parts: [Int]

        init(_ text: String) { parts = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".").map { Int($0) ?? 0 } }

        static func < (a: Version, b: Version) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
    }
}
