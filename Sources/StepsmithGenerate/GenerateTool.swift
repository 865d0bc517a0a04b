import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// The build plugin's tool: reads specs, writes Swift, reports to the standard error stream.
enum GenerateTool {
    /// The process's exit status.
    static func run(_ words: [String]) -> Int32 {
        do {
            let arguments = try Arguments(words)
            let diagnostics: [Diagnostic]
            switch arguments.command {
            case .spec: diagnostics = generateSpecs(arguments)
            case .registry: diagnostics = generateRegistry(arguments)
            }
            StandardError.write(diagnostics.sorted())
            return diagnostics.contains { $0.severity == .error } ? 1 : 0
        } catch {
            StandardError.write("stepsmith-generate: \(error.message)\n\n" + Arguments.usage)
            return 2
        }
    }

    private static func generateSpecs(_ arguments: Arguments) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let references = SpecReferences()
        for input in arguments.inputs {
            let loaded = SpecLoader.load(input.path)
            diagnostics += loaded.diagnostics
            references.add(loaded, path: input.path)
            guard let spec = loaded.spec, let output = input.output else { continue }
            let found = references.files(of: spec, path: input.path)
            diagnostics += found.diagnostics
            if !found.diagnostics.isEmpty { continue }
            let options = GenerationOptions(
                access: arguments.access, typeName: chosenName(of: spec, input),
                sourceName: input.sourceName ?? input.path)
            let result = SwiftGenerator.generate(spec, options: options, files: found.files)
            diagnostics += result.diagnostics
            if !result.hasErrors { write(result.text, output, &diagnostics) }
        }
        return diagnostics
    }

    private static func generateRegistry(_ arguments: Arguments) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let planned = arguments.inputs.map { $0.path }
        for root in arguments.roots { diagnostics += SpecFinder.unplanned(below: root, planned: planned) }
        var entries: [RegistryGenerator.Entry] = []
        for input in arguments.inputs {
            let loaded = SpecLoader.load(input.path)
            // Warnings about one spec come from that spec's own command.
            diagnostics += loaded.diagnostics.filter { $0.severity == .error }
            guard let spec = loaded.spec else { continue }
            entries.append(
                RegistryGenerator.Entry(
                    spec: spec, typeName: chosenName(of: spec, input) ?? WorkflowNaming.name(of: spec)))
        }
        if !diagnostics.isEmpty { return diagnostics }
        let assigned = WorkflowNaming.assign(entries.map { $0.spec })
        if assigned.names == entries.map({ $0.typeName }) { diagnostics += assigned.diagnostics }
        let result = RegistryGenerator.generate(entries, access: arguments.access)
        diagnostics += result.diagnostics
        if let output = arguments.output, !result.hasErrors { write(result.text, output, &diagnostics) }
        return diagnostics
    }

    /// Nil leaves the name to the spec, with its warnings.
    private static func chosenName(of spec: WorkflowSpec, _ input: Arguments.Input) -> String? {
        if let typeName = input.typeName { return typeName }
        return input.qualification == .none ? nil : WorkflowNaming.name(of: spec, qualification: input.qualification)
    }

    private static func write(_ text: String, _ path: String, _ diagnostics: inout [Diagnostic]) {
        if case .failed(let diagnostic) = OutputFile.write(text, to: path) { diagnostics.append(diagnostic) }
    }
}
