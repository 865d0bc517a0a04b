public import SwiftCodegen
public import WorkflowSpec
public import YAMLSyntax

/// Follows references from specs to definitions of other files. Reads each file once, however many refer to it.
public final class SpecReferences {
    /// By normalized path; nil for a file that cannot be used.
    private var known: [String: LoadedSpec] = [:]

    public init() {}

    /// Makes a spec known that is read already.
    public func add(_ loaded: LoadedSpec, path: String) { known[SpecReferences.normalized(path)] = loaded }

    /// The files that a spec refers to, and those that they refer to, with what is wrong about the spec's own references: nil when it
    /// refers to none.
    public func files(of spec: WorkflowSpec, path: String) -> (files: ReferencedFiles?, diagnostics: [Diagnostic]) {
        if spec.externalReferences.isEmpty { return (nil, []) }
        let root = SpecReferences.normalized(path)
        var files = ReferencedFiles(root: root)
        var diagnostics: [Diagnostic] = []
        var waiting: [(identity: String, spec: WorkflowSpec)] = [(root, spec)]
        var seen: Set<String> = [root]
        while let (identity, current) = waiting.popLast() {
            for reference in current.externalReferences {
                guard let written = reference.file else { continue }
                let target = SpecReferences.path(written, from: identity)
                let found = target == root ? spec : load(target).spec
                if identity == root, let problem = problem(reference, found, target) { diagnostics.append(problem) }
                guard let found else { continue }
                files.link(written, in: identity, to: target)
                if seen.insert(target).inserted {
                    files.add(found, as: target)
                    waiting.append((target, found))
                }
            }
        }
        return (files, diagnostics)
    }

    /// The files that a spec refers to directly, by path.
    public static func targets(of spec: WorkflowSpec, path: String) -> [String] {
        let root = normalized(path)
        var found: [String] = []
        for reference in spec.externalReferences {
            guard let written = reference.file else { continue }
            let target = SpecReferences.path(written, from: root)
            if !found.contains(target) { found.append(target) }
        }
        return found
    }

    /// The spec or file of definitions at a path as it is written in another file; nil for one that cannot be used.
    public func spec(at written: String, from path: String) -> WorkflowSpec? {
        load(SpecReferences.path(written, from: SpecReferences.normalized(path))).spec
    }

    private func load(_ path: String) -> LoadedSpec {
        if let loaded = known[path] { return loaded }
        let loaded = SpecLoader.load(path)
        known[path] = loaded
        return loaded
    }

    private func problem(_ reference: Schema.Reference, _ found: WorkflowSpec?, _ path: String) -> Diagnostic? {
        let text = reference.text
        guard let found else {
            let loaded = load(path)
            let isMissing = loaded.diagnostics.contains { $0.code == .fileNotFound }
            let why = isMissing ? "there is no file \(path)" : "\(path) has errors of its own"
            var notes: [Diagnostic.Note] = []
            if !isMissing, let first = loaded.diagnostics.first(where: { $0.severity == .error }) {
                notes.append(Diagnostic.Note(file: first.file, range: first.range, message: first.message))
            }
            return Diagnostic(
                .unresolvedReference, file: reference.home, range: text.range, "'\(text.value)' leads nowhere: \(why)",
                notes: notes)
        }
        let name = reference.definition ?? ""
        let isThere = found.definitions.contains { !$0.isImplicit && Array($0.name.value.utf8) == Array(name.utf8) }
        if isThere { return nil }
        return Diagnostic(
            .unresolvedReference, file: reference.home, range: text.range,
            "'\(text.value)' leads nowhere: \(path) has no definition '\(name)'")
    }

    // MARK: Paths

    private static func path(_ written: String, from file: String) -> String {
        guard let slash = file.utf8.lastIndex(of: 0x2F) else { return normalized(written) }
        return normalized(String(file[...slash]) + written)
    }

    /// Without `.` and, as far as there are folders, without `..`.
    public static func normalized(_ path: String) -> String {
        var kept: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = kept.last, last != ".." {
                kept.removeLast()
            } else if part != ".." || !path.hasPrefix("/") || !kept.isEmpty {
                kept.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + kept.joined(separator: "/")
    }
}
