/// Runs every test of a suite against generated code and prints a table.
public enum Conformance {
    /// - Parameter schemas: for each group of the suite, in its order.
    /// - Returns: the process's exit status: 0 when nothing disagrees, else 1.
    public static func run(_ suite: Suite, _ schemas: [GeneratedSchema]) -> Int32 {
        var next = schemas.makeIterator()
        var rows: [Row] = []
        for file in suite.files {
            var row = Row(name: file.name)
            for group in file.groups {
                let schema = next.next() ?? .failed("no code was generated")
                for test in group.tests {
                    let verdict = Verdict(schema, test)
                    row.add(verdict)
                    if case .disagree(let why) = verdict {
                        print("\(file.name): \(group.description): \(test.description): \(why)")
                    }
                }
            }
            rows.append(row)
        }
        let total = rows.reduce(into: Row(name: "total")) { $0.add($1) }
        if total.disagree > 0 { print() }
        Table(rows: rows, total: total).show()
        return total.disagree == 0 ? 0 : 1
    }
}

/// The counts of one file.
struct Row {
    var name: String
    var agree = 0
    var disagree = 0
    /// By keyword.
    var unsupported: [String: Int] = [:]

    mutating func add(_ verdict: Verdict) {
        switch verdict {
        case .agree: agree += 1
        case .disagree: disagree += 1
        case .unsupported(let keyword): unsupported[keyword, default: 0] += 1
        }
    }

    mutating func add(_ other: Row) {
        agree += other.agree
        disagree += other.disagree
        unsupported.merge(other.unsupported, uniquingKeysWith: +)
    }

    /// The count, and each keyword with its own.
    var unsupportedText: String {
        let count = unsupported.values.reduce(0, +)
        if count == 0 { return "0" }
        let keywords = unsupported.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return "\(count) (\(keywords.joined(separator: ", ")))"
    }
}

private struct Table {
    var rows: [Row]
    var total: Row

    func show() {
        let width = (rows + [total]).map { $0.name.count }.max() ?? 0
        func line(_ name: String, _ agree: String, _ disagree: String, _ unsupported: String) {
            print(
                name + String(repeating: " ", count: width - name.count) + pad(agree, 8) + pad(disagree, 10) + "   " + unsupported
            )
        }
        func pad(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }
        line("file", "agree", "disagree", "unsupported")
        for row in rows + [total] {
            line(row.name, String(row.agree), String(row.disagree), row.unsupportedText)
        }
    }
}
