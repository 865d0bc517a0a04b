import ArgumentParser
import SpecDrift
import SpecFiles
import YAMLSyntax

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what changed between two versions of specs, and whom each change breaks.",
        discussion: """
            OLD and NEW are files, folders, or git revisions of either, such as HEAD~1:specs. A change breaks callers when an input \
            that was accepted is refused, handlers when their code no longer compiles, and stored runs when what they recorded no \
            longer decodes or validates, or their graph has changed. Exit status: 0 when nothing breaks, 1 when something does.
            """)

    @Argument(help: ArgumentHelp("What the specs were.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("What they are.", valueName: "new"))
    var new: String

    @Option(help: "text, json, github and sarif all go to the standard output.")
    var format: ReportFormat = .text

    func validate() throws { try PathArguments.refuseEmpty([old, new], of: "a path") }

    func run() throws {
        let revisions = try (revision(old), revision(new))
        let problems = (revisions.0.diagnostics + revisions.1.diagnostics).filter { $0.severity == .error }
        if !problems.isEmpty {
            StandardError.write(problems)
            throw ExitCode(1)
        }
        let report = ChangeReport(
            changes: SpecComparison.changes(from: revisions.0.workflows, to: revisions.1.workflows), old: revisions.0,
            new: revisions.1)
        report.show(format)
        if report.isBreaking { throw ExitCode(1) }
    }

    private func revision(_ argument: String) throws -> SpecRevision {
        do {
            return try SpecRevision(argument)
        } catch let error as GitError {
            StandardError.write("error: \(Diagnostic.printable(argument)) is neither a path nor a git revision: \(error)\n")
            throw ExitCode(1)
        }
    }
}
