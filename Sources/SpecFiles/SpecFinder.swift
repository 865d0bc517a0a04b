import CFiles
public import YAMLSyntax

/// Finds spec files below a path.
public struct SpecFinder {
    /// A file that was found.
    public struct Found: Sendable {
        public var path: String
        /// The path below the folder that was searched, with `/` between folders; a file's own name if that was asked for itself.
        public var name: String
    }

    private var found: [Found] = []
    private var diagnostics: [Diagnostic] = []

    /// A file itself, or every `*.yaml` and `*.yml` below a folder, sorted by name, byte for byte. Names that start with a dot are
    /// passed over, and so are links to folders, which could lead round in a circle. A folder without specs is an error.
    public static func find(_ path: String) -> (found: [Found], diagnostics: [Diagnostic]) {
        var finder = SpecFinder()
        var status = stat()
        guard stat(path, &status) == 0 else {
            finder.report(SystemError(), path)
            return ([], finder.diagnostics)
        }
        if !isFolder(status) {
            return ([Found(path: path, name: SpecFinder.lastComponent(path))], [])
        }
        finder.walk(path)
        finder.found.sort { SpecFinder.precedes($0.name, $1.name) }
        if finder.found.isEmpty, finder.diagnostics.isEmpty {
            finder.diagnostics.append(
                Diagnostic(.noSpecs, file: path, range: .fileStart, "no *.yaml or *.yml file in this folder or below"))
        }
        return (finder.found, finder.diagnostics.sorted())
    }

    /// A finding for each spec below a folder that a build's plan does not have, because it was added since.
    public static func unplanned(below root: String, planned: [String]) -> [Diagnostic] {
        var finder = SpecFinder()
        finder.walk(root)
        let known = Set(planned)
        return finder.found.filter { !known.contains($0.path) }.map { found in
            Diagnostic(
                .unplannedSpec, file: found.path, range: .fileStart,
                "this spec was added after the build was planned; run `touch Package.swift`, then build again")
        }
    }

    private mutating func walk(_ root: String) {
        let start = root.hasSuffix("/") ? root : root + "/"
        var folders = [""]
        while let prefix = folders.popLast() {
            for name in entries(prefix.isEmpty ? root : start + prefix) {
                let path = start + prefix + name
                let isSpec = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
                var status = stat()
                guard lstat(path, &status) == 0 else { continue }
                if isFolder(status) {
                    folders.append(prefix + name + "/")
                } else if isSpec, !isLinkToFolder(path, status) {
                    found.append(Found(path: path, name: prefix + name))
                }
            }
        }
    }

    private func isLinkToFolder(_ path: String, _ status: stat) -> Bool {
        guard isLink(status) else { return false }
        var target = stat()
        return stat(path, &target) == 0 && isFolder(target)
    }

    /// Names in a folder without the hidden ones; none after reporting that it cannot be read.
    private mutating func entries(_ folder: String) -> [String] {
        guard let directory = opendir(folder) else {
            report(SystemError(), folder)
            return []
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { (pointer) -> String in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private mutating func report(_ error: SystemError, _ path: String) {
        let code: DiagnosticCode = error.isMissing ? .fileNotFound : .fileUnreadable
        let message = error.isMissing ? "there is no such file or folder" : "cannot be read: \(error.message)"
        diagnostics.append(Diagnostic(code, file: path, range: .fileStart, message))
    }

    private static func lastComponent(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
