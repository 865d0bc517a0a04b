import Foundation
import SwiftCodegen

/// The module that handlers in a folder are compiled into, and where its tests belong.
struct HandlersModule {
    /// Nil when nothing tells.
    let name: String?
    /// The folder of the package, as it is shown; empty for the current one.
    private let package: String

    /// - Parameter given: the module's name, if that is known.
    init(of output: String, given: String?) {
        let folder = URL(fileURLWithPath: output).standardizedFileURL.path
        let root = PackageManifest.folder(at: folder)
        package = root.map { HandlersModule.shown($0) } ?? ""
        name = given ?? HandlersModule.name(folder, root).flatMap { ScaffoldTest.isModuleName($0) ? $0 : nil }
    }

    var testsFolder: String { (package.isEmpty ? "" : package + "/") + "Tests/\(name ?? "")Tests" }

    /// The target whose folder it is, or the only one; without a package, the folder's name.
    private static func name(_ folder: String, _ root: String?) -> String? {
        guard let root else {
            let parts = folder.split(separator: "/").filter { $0.lowercased() != "handlers" && $0 != "Sources" }
            return parts.last.map { PackageManifest.moduleName(String($0)) }
        }
        if let manifest = PackageManifest.read(root) {
            let targets = manifest.targets.filter(\.holdsCode)
            let around = targets.filter { (folder + "/").hasPrefix($0.folder + "/") }
            if let nearest = around.max(by: { $0.folder.utf8.count < $1.folder.utf8.count }) { return nearest.moduleName }
            return targets.count == 1 ? targets[0].moduleName : nil
        }
        let below = folder.dropFirst(root.count).split(separator: "/")
        return below.count >= 2 && below[0] == "Sources" ? PackageManifest.moduleName(String(below[1])) : nil
    }

    private static func shown(_ path: String) -> String {
        let current = URL(fileURLWithPath: ".").standardizedFileURL.path
        if path == current { return "" }
        return path.hasPrefix(current + "/") ? String(path.dropFirst(current.count + 1)) : path
    }
}
