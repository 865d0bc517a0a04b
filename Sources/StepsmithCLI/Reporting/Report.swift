import ArgumentParser
import SpecFiles
import YAMLSyntax

enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, sarif
}

/// What a command found in all specs it was given.
struct Report {
    /// Sorted, each once.
    let diagnostics: [Diagnostic]
    let specCount: Int

    init(_ diagnostics: [Diagnostic], specCount: Int) {
        var seen: Set<Diagnostic> = []
        self.diagnostics = diagnostics.sorted().filter { seen.insert($0).inserted }
        self.specCount = specCount
    }

    func count(_ severity: Severity) -> Int { diagnostics.filter { $0.severity == severity }.count }

    func hasFailed(strict: Bool) -> Bool { diagnostics.contains { $0.isFailure(strict: strict) } }

    /// - Parameter verbose: whether info findings are shown where people read them; machines always get them.
    func show(_ format: ReportFormat, strict: Bool, verbose: Bool) {
        let shown = verbose ? diagnostics : diagnostics.filter { $0.severity > .info }
        switch format {
        case .text:
            StandardError.write(shown)
            print(TextReport.summary(self, strict: strict))
        case .json: print(JSONReport.text(self))
        case .github: shown.forEach { print(GitHubReport.line($0)) }
        case .sarif: print(SARIFReport.text(self))
        }
    }
}

extension Diagnostic {
    func isFailure(strict: Bool) -> Bool { severity == .error || strict && severity == .warning }
}
