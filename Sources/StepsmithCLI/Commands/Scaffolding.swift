import ArgumentParser
import Foundation
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

struct Scaffolding: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaffold",
        abstract: "Writes a stub for every handler that is missing, and never touches a file that is there.",
        discussion: """
            A stub compiles as it is and throws a permanent error that names its step and its file. It goes to \
            DIR/WORKFLOW/WORKFLOW+STEPHandler.swift. A step whose handler protocol is named in a Swift file of the output folder, \
            or of a folder given with --sources, has its handler already.
            """)

    @Argument(help: ArgumentHelp("Specs, or folders to look for *.yaml and *.yml in.", valueName: "path"))
    var paths: [String] = ["specs"]

    @Option(name: [.short, .long], help: ArgumentHelp("The folder for the stubs; made if it is not there.", valueName: "dir"))
    var output: String

    @Option(help: ArgumentHelp("Another folder that may hold handlers; may be given more than once.", valueName: "dir"))
    var sources: [String] = []

    @Flag(help: "Write a Swift Testing file for each workflow too.")
    var tests = false

    @Option(
        help: ArgumentHelp(
            "The folder for the tests. (default: Tests/NAMETests in the package, NAME being the module)", valueName: "dir"))
    var testsOutput: String?

    @Option(
        help: ArgumentHelp(
            "The module with the handlers, for the tests to import. (default: that of the target whose folder the output is in)",
            valueName: "name"))
    var module: String?

    func validate() throws {
        if let module, !ScaffoldTest.isModuleName(module) {
            throw ValidationError("'\(Diagnostic.printable(module))' cannot be the name of a Swift module.")
        }
        try PathArguments.refuseEmpty([output], of: "--output")
        try PathArguments.refuseEmpty(sources, of: "--sources")
        try PathArguments.refuseEmpty([testsOutput].compactMap { $0 }, of: "--tests-output")
        try PathArguments.refuseEmpty(paths, of: "a path")
        if !tests, testsOutput != nil { throw ValidationError("--tests-output is of use only with --tests.") }
    }

    func run() throws {
        let tested = tests ? HandlersModule(of: output, given: module) : nil
        if let tested, tested.name == nil {
            throw ValidationError(
                "no target has its folder around \(Diagnostic.printable(output)); --module names what tests import.")
        }
        let specs = SpecSet(paths)
        var diagnostics = specs.diagnostics
        var writer = ScaffoldWriter(output: output, sources: sources)
        for entry in specs.entries {
            guard let spec = entry.spec else { continue }
            let scaffold = ScaffoldGenerator.generate(spec, typeName: entry.qualifiedName)
            diagnostics += scaffold.diagnostics
            if scaffold.hasErrors || spec.isDefinitionsOnly { continue }
            writer.write(scaffold)
            if let tested, let module = tested.name {
                writer.writeTest(
                    ScaffoldTest.text(scaffold, of: spec, module: module), ScaffoldTest.fileName(of: scaffold),
                    to: testsOutput ?? tested.testsFolder)
            }
        }
        writer.finish()
        let report = Report(diagnostics + writer.diagnostics, specCount: specs.entries.count)
        report.show(.text, strict: false, verbose: false)
        if report.hasFailed(strict: false) { throw ExitCode(1) }
    }
}
