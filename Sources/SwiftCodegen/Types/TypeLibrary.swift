import WorkflowSpec
import YAMLSyntax

/// The types that definitions of other files become, so that a reference to one is a reference to the type that the other file's own
/// generated code declares.
final class TypeLibrary {
    let files: ReferencedFiles
    private unowned let own: SchemaTranslator
    /// Those of other files, by the identity of the file.
    private var translators: [String: SchemaTranslator] = [:]
    /// The same by the file as diagnostics, and so references, name it.
    private var homes: [String: SchemaTranslator] = [:]
    private var order: [(translator: SchemaTranslator, spec: WorkflowSpec)] = []

    /// - Parameter own: the translator of the file that is generated, which files that refer back to it get to see.
    init(_ files: ReferencedFiles, own: SchemaTranslator) {
        self.files = files
        self.own = own
        own.file = files.root
        for identity in files.specs.keys.sorted() where identity != files.root {
            guard let spec = files.specs[identity] else { continue }
            let name = WorkflowNaming.name(of: spec)
            let translator = SchemaTranslator(workflowName: name, findings: Findings(file: spec.file), owner: name)
            translator.outerLibrary = self
            translator.file = identity
            translators[identity] = translator
            homes[spec.file] = translator
            order.append((translator, spec))
        }
    }

    // All files at each step, since they may refer to each other in circles.

    func collect() {
        for entry in order { entry.translator.collectDefinitions(entry.spec.definitions) }
    }

    func declare() {
        for entry in order { entry.translator.declareDefinitions(entry.spec.definitions) }
    }

    func translate() {
        for entry in order { entry.translator.translateDefinitions(entry.spec.definitions) }
        for entry in order { entry.translator.fillDefaults() }
    }

    /// The names of the types that hold those of other files.
    var owners: [String] { order.map { $0.translator.workflowName } }

    /// The translator of the file that a reference leads to.
    func translator(of reference: Schema.Reference) -> SchemaTranslator? {
        let home = homes[reference.home] ?? own
        guard let path = reference.file else { return home }
        guard let identity = files.target(of: path, in: home.file) else { return nil }
        return identity == files.root ? own : translators[identity]
    }

    /// Whether what the file refers to, at any distance, includes the file that is generated.
    func isCircular(_ owner: String?) -> Bool {
        for entry in order where entry.translator.owner == owner { return files.leadsBack(from: entry.translator.file) }
        return false
    }
}
