import Foundation
import SpecDrift
import Stepsmith
import StepsmithTesting
import Testing

/// Verdicts about stored runs against what happens: code of both versions is generated, compiled and run.
@Suite("Verdicts are true")
struct ProofTests {
    @Test("Rows of the documentation: what breaks stored runs refuses some value, and what does not refuses none")
    func table() throws {
        var pairs: [ProofPair] = []
        for (number, row) in try RuleTable.rows().enumerated() where ["input", "result"].contains(row.place) {
            // The place decides about callers; the values are the same.
            if row.place == "input", row.rule == "members-refused" { continue }
            var random = RandomSchema(SeededGenerator(seed: UInt64(number)))
            let schema = try Flow.json(row.before)
            let values = (0..<60).map { _ in random.value(of: schema) }
            let new = try Flow.text(row.after)
            pairs.append(try #require(ProofPair("Row\(number)", old: try Flow.text(row.before), new: new, values: values)))
        }
        let outcomes = try ProofProgram.run(pairs)
        for pair in pairs {
            let outcome = try #require(outcomes[pair.name])
            #expect(outcome.taken > 0, "\(pair.old)")
            #expect(
                outcome.refused.isEmpty != pair.breaksStoredRuns,
                "\(pair.old) → \(pair.new): \(pair.changes.map(\.rule.id)) \(outcome.refused.first ?? "nothing refused")")
        }
    }

    /// `STEPSMITH_DRIFT_PAIRS` has more of them compared in the long tests.
    @Test("Random edits: no change that is called compatible refuses a value of the old code")
    func edits() throws {
        let count = ProcessInfo.processInfo.environment["STEPSMITH_DRIFT_PAIRS"].flatMap(Int.init) ?? 80
        var pairs: [ProofPair] = []
        var seed: UInt64 = 1
        var (compatible, breaking) = (0, 0)
        while pairs.count < count {
            var random = RandomSchema(SeededGenerator(seed: seed))
            let old = random.object()
            let new = random.edited(old)
            let values = (0..<40).map { _ in random.value(of: old) }
            let texts = (try Flow.text(old), try Flow.text(new))
            if let pair = ProofPair("Seed\(seed)", old: texts.0, new: texts.1, values: values), pair.code != nil {
                if pair.breaksStoredRuns { breaking += 1 } else { compatible += 1 }
                // Those that break are only there to be counted: most of the work goes to the verdict that must not be wrong.
                if !pair.changes.isEmpty, !pair.breaksStoredRuns || pairs.count % 4 == 0 { pairs.append(pair) }
            }
            seed += 1
        }
        let outcomes = try ProofProgram.run(pairs)
        var confirmed = 0
        for pair in pairs {
            let outcome = try #require(outcomes[pair.name])
            if pair.breaksStoredRuns {
                confirmed += outcome.refused.isEmpty ? 0 : 1
            } else {
                #expect(
                    outcome.refused.isEmpty,
                    "\(pair.name): \(pair.old) → \(pair.new): \(pair.changes.map(\.rule.id)) refuses \(outcome.refused.first ?? "")"
                )
            }
        }
        // The edits are of both kinds, values do reach the new code, and breaks are mostly real.
        #expect(compatible > count / 4 && breaking > count / 4)
        #expect(outcomes.values.filter { $0.taken > 0 }.count > count / 2)
        #expect(confirmed * 2 > pairs.count { $0.breaksStoredRuns })
    }
}
