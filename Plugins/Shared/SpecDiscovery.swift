import Foundation

/// Which specs belong to a target, where its config is, and why: the one answer that the build plugin, the command plugins and
/// `stepsmith explain` share (this file is a symbolic link in each of them).
///
/// Rules, first match wins: the `specs` of the target's `stepsmith.json`; a `specs` folder in the target, with any
/// `*.workflow.yaml` elsewhere in it; the package's `specs` folder.
struct SpecDiscovery {
    struct Spec {
        /// Absolute path.
        var path: String
        /// The path below its root, with `/` between folders: what output names are made from.
        var name: String
    }

    var configPath: String
    var config: SpecConfig?
    /// Folders and files that were searched, each with the reason.
    var roots: [(path: String, reason: String)] = []
    /// Sorted by name.
    var specs: [Spec] = []
    /// What is wrong, as `path: message`; a build must not go on.
    var problems: [String] = []

    var access: String { config?.access ?? "internal" }

    private let packageDirectory: String

    init(packageDirectory: String, targetDirectory: String) {
        self.packageDirectory = packageDirectory
        configPath = targetDirectory + "/" + SpecConfig.fileName
        do {
            config = try SpecConfig.read(configPath)
        } catch {
            problems.append("\(configPath):1:1: error: \(error)")
            return
        }
        if let listed = config?.specs {
            for entry in listed { addListed(entry, targetDirectory: targetDirectory) }
        } else {
            let own = targetDirectory + "/specs"
            if isDirectory(own) { add(root: own, reason: "the target has a folder named specs") }
            addNamedSpecs(in: targetDirectory, except: own)
            let shared = packageDirectory + "/specs"
            if specs.isEmpty, isDirectory(shared) {
                add(root: shared, reason: "the target has no specs of its own, and the package has a folder named specs")
            }
        }
        specs.sort { $0.name < $1.name }
        reportTwins()
    }

    private mutating func addListed(_ entry: String, targetDirectory: String) {
        let path = URL(fileURLWithPath: entry, relativeTo: URL(fileURLWithPath: targetDirectory, isDirectory: true))
            .standardizedFileURL.path
        let reason = "\(SpecConfig.fileName) lists \(entry)"
        if isDirectory(path) {
            add(root: path, reason: reason)
        } else if FileManager.default.fileExists(atPath: path) {
            roots.append((path, reason))
            specs.append(Spec(path: path, name: (path as NSString).lastPathComponent))
        } else {
            problems.append("\(configPath):1:1: error: \(entry), listed under \"specs\", does not exist (looked for \(path))")
        }
    }

    private mutating func add(root: String, reason: String) {
        roots.append((root, reason))
        for name in yamlFiles(below: root) { specs.append(Spec(path: root + "/" + name, name: name)) }
    }

    /// `*.workflow.yaml` files anywhere in the target: specs kept beside the code they belong to.
    private mutating func addNamedSpecs(in directory: String, except own: String) {
        let found = yamlFiles(below: directory).filter { name in
            let isNamed = name.hasSuffix(".workflow.yaml") || name.hasSuffix(".workflow.yml")
            return isNamed && !(directory + "/" + name).hasPrefix(own + "/")
        }
        if found.isEmpty { return }
        roots.append((directory, "the target has files named *.workflow.yaml"))
        for name in found { specs.append(Spec(path: directory + "/" + name, name: name)) }
    }

    /// Two roots may hold files of the same relative name, which would be generated into the same file.
    private mutating func reportTwins() {
        for (first, second) in zip(specs, specs.dropFirst()) where first.name == second.name && first.path != second.path {
            problems.append(
                "\(second.path):1:1: error: \(first.path) has the same path below its folder, so both would be generated into "
                    + "one file; rename one, or list a folder above both in \(SpecConfig.fileName)")
        }
    }

    /// The target's specs, and the files that they refer to and that are none of them: types that specs share are generated once,
    /// where they are defined.
    var specsWithReferenced: [Spec] {
        var all = specs
        var known = Set(all.map(\.path))
        var index = 0
        while index < all.count {
            for path in ReferencedPaths.files(of: all[index].path) where known.insert(path).inserted {
                let isInside = path.hasPrefix(packageDirectory + "/")
                all.append(Spec(path: path, name: isInside ? String(path.dropFirst(packageDirectory.count + 1)) : path))
            }
            index += 1
        }
        return all
    }

    /// The searched folders that are not files listed by name, apart from the target's own, which SwiftPM watches itself.
    func watchedRoots(outside targetDirectory: String) -> [String] {
        roots.map(\.path).filter { isDirectory($0) && !($0 + "/").hasPrefix(targetDirectory + "/") }
    }

    /// A folder and all below it: what changes when a file is added or removed.
    func folders(below root: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [root] }
        var found = [root]
        for case let name as String in walk {
            if (name as NSString).lastPathComponent.hasPrefix(".") {
                walk.skipDescendants()
            } else if isDirectory(root + "/" + name) {
                found.append(root + "/" + name)
            }
        }
        return found
    }

    private func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Paths below `root`, without hidden files; links to folders are not followed.
    private func yamlFiles(below root: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
        var found: [String] = []
        for case let name as String in walk {
            if (name as NSString).lastPathComponent.hasPrefix(".") {
                walk.skipDescendants()
                continue
            }
            guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { continue }
            if !isDirectory(root + "/" + name) { found.append(name) }
        }
        return found
    }
}
