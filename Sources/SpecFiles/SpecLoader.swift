public import WorkflowSpec
public import YAMLSyntax

/// A spec file, read and checked.
public struct LoadedSpec: Sendable {
    /// Nil when a diagnostic is an error.
    public var spec: WorkflowSpec?
    public var diagnostics: [Diagnostic]
}

public enum SpecLoader {
    /// From a path to a spec. Diagnostics name the file by the path as it is given.
    public static func load(_ path: String) -> LoadedSpec {
        let contents = SpecFile.read(path)
        guard let bytes = contents.bytes else { return LoadedSpec(spec: nil, diagnostics: contents.diagnostics) }
        let result = SpecReader.read(bytes, file: path)
        let hasErrors = result.diagnostics.contains { $0.severity == .error }
        return LoadedSpec(spec: hasErrors ? nil : result.spec, diagnostics: result.diagnostics)
    }
}
