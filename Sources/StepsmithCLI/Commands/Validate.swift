import ArgumentParser
import SpecFiles
import SwiftCodegen
import YAMLSyntax

struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reports everything that is wrong with specs, and writes nothing.",
        discussion: """
            All findings of all files come in one run, sorted by place, each with a code in brackets that --explain tells more about.
            """)

    @Argument(help: ArgumentHelp("Specs, or folders to look for *.yaml and *.yml in.", valueName: "path"))
    var paths: [String] = ["specs"]

    @Flag(help: "Fail on warnings too.")
    var strict = false

    @Flag(help: "Show info findings too, in text and github format.")
    var verbose = false

    @Option(help: "text goes to the standard error stream, json, github and sarif to the standard output.")
    var format: ReportFormat = .text

    @Option(help: ArgumentHelp("Tell what a code means and what to do, and check nothing; 'list' names all.", valueName: "code"))
    var explain: String?

    func validate() throws { try PathArguments.refuseEmpty(paths, of: "a path") }

    func run() throws {
        if let explain { return try Validate.explain(explain) }
        let specs = SpecSet(paths)
        var diagnostics = specs.diagnostics
        for entry in specs.entries {
            if let result = specs.generated(entry, access: .internal) { diagnostics += result.diagnostics }
        }
        diagnostics += RegistryGenerator.generate(specs.registryEntries, access: .internal).diagnostics
        let report = Report(diagnostics, specCount: specs.entries.count)
        report.show(format, strict: strict, verbose: verbose)
        if report.hasFailed(strict: strict) { throw ExitCode(1) }
    }

    private static func explain(_ name: String) throws {
        if name == "list" {
            for code in DiagnosticCode.all { print(code.id) }
            return
        }
        if let code = DiagnosticCode.all.first(where: { $0.id == name }) { return print(code.page) }
        let hint = DiagnosticCode.nearest(to: name).map { "; did you mean '\($0.id)'?" } ?? "."
        let list = DiagnosticCode.all.map(\.id).joined(separator: ", ")
        throw ValidationError("There is no code '\(Diagnostic.printable(name))'\(hint) The codes are: \(list).")
    }
}
