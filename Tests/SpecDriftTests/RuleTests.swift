import SpecDrift
import Testing

/// The table of the documentation, row by row.
@Suite("The rules of Documentation/Drift.md")
struct RuleTests {
    @Test("Each row's change has its rule and breaks whom it says, and nothing else", arguments: try RuleTable.rows())
    func row(_ row: RuleTable.Row) throws {
        let changes = SpecComparison.changes(from: [try row.workflow(row.before)], to: [try row.workflow(row.after)])
        #expect(changes.map(\.rule.id) == [row.rule], "\(changes)")
        #expect(changes.first?.breaks.map(\.rawValue) == row.breaks)
    }

    @Test("What did not change is no change", arguments: try RuleTable.rows())
    func same(_ row: RuleTable.Row) throws {
        let workflow = try row.workflow(row.after)
        #expect(SpecComparison.changes(from: [workflow], to: [try row.workflow(row.after)]).isEmpty)
    }

    @Test("Every rule has a row, or a test of its own")
    func complete() throws {
        let rows = Set(try RuleTable.rows().map(\.rule))
        let elsewhere: Set<String> = [
            "workflow-added", "workflow-removed", "batch-changed", "batch-worker-changed", "reference-changed",
            "alternative-added", "alternative-removed", "composition-changed",
        ]
        #expect(rows.union(elsewhere) == Set(DriftRule.all.map(\.id)))
        #expect(rows.isDisjoint(with: elsewhere))
        #expect(Set(DriftRule.all.map(\.id)).count == DriftRule.all.count)
    }
}
