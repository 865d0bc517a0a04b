import ArgumentParser
import SpecDrift
import SpecFiles
import SwiftCodegen
import YAMLSyntax

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fails when what was generated, locked or written by hand no longer fits the specs.",
        discussion: """
            For CI: it reads only, and needs no network. Compared are the folder of generated files with what the specs generate now; \
            \(SchemaLock.fileName) in it with what they are now, where a version that the lock knows may not change in a way that \
            breaks callers or stored runs; and the handlers in Swift files with the steps. With --against, the lock of that git \
            revision counts, too: a lock written anew in the same change then hides nothing.
            """)

    @Argument(help: ArgumentHelp("Specs, or folders to look for *.yaml and *.yml in.", valueName: "path"))
    var paths: [String] = ["specs"]

    @Option(help: ArgumentHelp("The folder that `stepsmith generate --lock` wrote.", valueName: "dir"))
    var generated: String = "Generated"

    @Option(help: ArgumentHelp("A folder with handlers; may be given more than once. (default: Sources)", valueName: "dir"))
    var handlers: [String] = []

    @Option(help: ArgumentHelp("A git revision whose lock counts, too, such as origin/main.", valueName: "revision"))
    var against: String?

    @Option(help: "The access level that the generated files have.")
    var access: AccessLevel = .internal

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Flag(help: "Show info findings too, in text and github format.")
    var verbose = false

    @Option(help: "text goes to the standard error stream, json, github and sarif to the standard output.")
    var format: ReportFormat = .text

    func validate() throws {
        try PathArguments.refuseEmpty(paths, of: "a path")
        try PathArguments.refuseEmpty([generated], of: "--generated")
        try PathArguments.refuseEmpty(handlers, of: "--handlers")
    }

    func run() throws {
        let specs = SpecSet(paths)
        let snapshot = SnapshotCheck(specs, access: access, in: generated)
        var diagnostics = specs.diagnostics + snapshot.diagnostics
        diagnostics += lockFindings(specs, snapshot.folder.path(of: SchemaLock.fileName))
        diagnostics += HandlerCheck(specs, below: handlers.isEmpty ? ["Sources"] : handlers).diagnostics
        let report = Report(diagnostics, specCount: specs.entries.count)
        report.show(format, strict: strict, verbose: verbose)
        if report.hasFailed(strict: strict) { throw ExitCode(1) }
    }

    private func lockFindings(_ specs: SpecSet, _ path: String) -> [Diagnostic] {
        var check = LockCheck(specs)
        if let lock = check.read(path) {
            check.refuseIncompatible(with: lock)
            check.refuseStale(lock, path)
        }
        if let against, let lock = check.read(path, at: against) { check.refuseIncompatible(with: lock) }
        return check.diagnostics
    }
}
