import ArgumentParser
import SpecFiles
import WorkflowSpec
import YAMLSyntax

enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
    case mermaid, dot, svg

    /// Those that --help names.
    static var allValueStrings: [String] { ["mermaid", "dot"] }
}

struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws the steps of a workflow and what depends on what, to the standard output.")

    @Argument(help: "A spec.")
    var spec: String

    @Option(help: "mermaid for Markdown pages, dot for Graphviz.")
    var format: GraphFormat = .mermaid

    func validate() throws {
        try PathArguments.refuseEmpty([spec], of: "the spec's path")
        if format == .svg {
            throw ValidationError("svg cannot be drawn yet; --format dot piped into 'dot -Tsvg' makes one.")
        }
    }

    func run() throws {
        let loaded = SpecLoader.load(spec)
        var diagnostics = loaded.diagnostics.filter { $0.severity == .error }
        if loaded.spec?.isDefinitionsOnly == true {
            diagnostics.append(
                Diagnostic(.noWorkflow, file: spec, range: .fileStart, "this file holds definitions only, no workflow"))
        }
        guard diagnostics.isEmpty, let workflow = loaded.spec else {
            StandardError.write(diagnostics)
            throw ExitCode(1)
        }
        print(format == .dot ? DotGraph.text(workflow) : MermaidGraph.text(workflow))
    }
}
