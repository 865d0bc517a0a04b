import SpecDrift
import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// All specs that a command was given, read, named and checked together.
struct SpecSet {
    struct Entry {
        var path: String
        /// The path below the folder that was searched; of a file that was not asked for, its path.
        var name: String
        /// Nil when the file has errors.
        var spec: WorkflowSpec?
        /// The Swift type; empty without a spec.
        var typeName = ""
        /// The type name to generate under, when it is not the spec's own.
        var qualifiedName: String?
    }

    private(set) var entries: [Entry] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let references = SpecReferences()

    /// - Parameter paths: files and folders; none means the folder `specs`.
    init(_ paths: [String]) {
        var seen: Set<ExactText> = []
        for path in paths.isEmpty ? ["specs"] : paths {
            let search = SpecFinder.find(path)
            diagnostics += search.diagnostics
            for found in search.found where seen.insert(ExactText(found.path)).inserted {
                let loaded = SpecLoader.load(found.path)
                diagnostics += loaded.diagnostics
                references.add(loaded, path: found.path)
                entries.append(Entry(path: found.path, name: found.name, spec: loaded.spec))
            }
        }
        addReferenced()
        nameTypes()
        for entry in entries {
            if let spec = entry.spec { diagnostics += references.files(of: spec, path: entry.path).diagnostics }
        }
    }

    /// Files that specs refer to and that were not asked for: their types are needed all the same.
    private mutating func addReferenced() {
        var known = Set(entries.map { SpecReferences.normalized($0.path) })
        var index = 0
        while index < entries.count {
            if let spec = entries[index].spec {
                for path in SpecReferences.targets(of: spec, path: entries[index].path) where known.insert(path).inserted {
                    let loaded = SpecLoader.load(path)
                    // A file that is not there is reported at the reference to it.
                    guard let spec = loaded.spec else { continue }
                    diagnostics += loaded.diagnostics
                    references.add(loaded, path: path)
                    entries.append(Entry(path: path, name: path, spec: spec))
                }
            }
            index += 1
        }
    }

    private mutating func nameTypes() {
        let indices = entries.indices.filter { entries[$0].spec != nil }
        let assigned = WorkflowNaming.assign(indices.compactMap { entries[$0].spec })
        diagnostics += assigned.diagnostics
        for (position, index) in indices.enumerated() {
            entries[index].typeName = assigned.names[position]
            if assigned.qualifications[position] != .none { entries[index].qualifiedName = assigned.names[position] }
        }
    }

    var registryEntries: [RegistryGenerator.Entry] {
        entries.compactMap { entry in
            entry.spec.map { RegistryGenerator.Entry(spec: $0, typeName: entry.typeName) }
        }
    }

    /// Every workflow that has no errors, with its file.
    var canonicalWorkflows: [(workflow: CanonicalWorkflow, file: String)] {
        entries.compactMap { entry in
            guard let spec = entry.spec, !spec.isDefinitionsOnly else { return nil }
            let fingerprint = Fingerprint.of(spec, files: references.files(of: spec, path: entry.path).files)
            let workflow = CanonicalWorkflow(spec, fingerprint: fingerprint) { references.spec(at: $0, from: entry.path) }
            return (workflow, entry.path)
        }
    }

    func generated(_ entry: Entry, access: AccessLevel) -> GenerationResult? {
        entry.spec.map {
            SwiftGenerator.generate(
                $0, options: GenerationOptions(access: access, typeName: entry.qualifiedName, sourceName: entry.name),
                files: references.files(of: $0, path: entry.path).files)
        }
    }
}
