import Foundation
import PackagePlugin

/// A target of the package that has specs, and those.
struct SpecTarget {
    var target: any SourceModuleTarget
    var discovery: SpecDiscovery

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The targets that `--target NAME` names; without any, those that could use the GenerateHandlers plugin. A package does not tell
    /// its command plugins which targets use which build plugin, but generated code needs the product `Stepsmith`.
    ///
    /// Throws `Failure` for a target that is not there, and when no target is left.
    static func all(in package: Package, named names: [String]) throws -> [SpecTarget] {
        let targets = package.targets.compactMap { $0 as? any SourceModuleTarget }
        if let missing = names.first(where: { name in !targets.contains { $0.name == name } }) {
            let known = targets.map(\.name).sorted().joined(separator: ", ")
            throw Failure(description: "this package has no target \(missing) with sources; it has \(known)")
        }
        let chosen = targets.filter { names.isEmpty ? $0.mayUseGenerateHandlers : names.contains($0.name) }
        let found = chosen.map { target in
            SpecTarget(
                target: target,
                discovery: SpecDiscovery(
                    packageDirectory: package.directoryURL.path, targetDirectory: target.directoryURL.path))
        }
        let withSpecs = found.filter { !$0.discovery.specs.isEmpty || !$0.discovery.problems.isEmpty }
        if !withSpecs.isEmpty { return withSpecs }
        if !names.isEmpty { return found }
        throw Failure(
            description: "no target of this package both depends on the product Stepsmith and has specs: put them into specs/ in "
                + "the package or in a target, list them in a target's \(SpecConfig.fileName), or name a target with --target NAME"
        )
    }

    /// The specs' paths. Throws `Failure` with what is wrong with the target's config, or when there are none.
    func paths() throws -> [String] {
        if !discovery.problems.isEmpty { throw Failure(description: discovery.problems.joined(separator: "\n")) }
        if discovery.specs.isEmpty {
            throw Failure(
                description: "target \(target.name) has no specs: put them into specs/ in the package or in the target, or list "
                    + "them in the target's \(SpecConfig.fileName)")
        }
        return discovery.specs.map(\.path)
    }

    /// Folders and files that hold the specs of all these targets, each once, relative to the package where they are in it. Throws
    /// `Failure` as `paths()` does.
    static func roots(of targets: [SpecTarget], in package: Package) throws -> [String] {
        let start = package.directoryURL.path + "/"
        var roots: [String] = []
        for target in targets {
            let specs = try target.paths()
            // A target's own folder holds other YAML files, too.
            let own = target.target.directoryURL.standardizedFileURL.path
            let folders = target.discovery.roots.map(\.path).filter { $0 != own && $0 != own + "/" }
            let alone = specs.filter { spec in !folders.contains { spec == $0 || spec.hasPrefix($0 + "/") } }
            for root in folders + alone {
                let name = root.hasPrefix(start) ? String(root.dropFirst(start.count)) : root
                if !roots.contains(name) { roots.append(name) }
            }
        }
        return roots
    }
}

extension SourceModuleTarget {
    fileprivate var mayUseGenerateHandlers: Bool {
        kind != .test
            && dependencies.contains { dependency in
                switch dependency {
                case .target(let target): return target.name == "Stepsmith"
                case .product(let product): return product.name == "Stepsmith"
                @unknown default: return false
                }
            }
    }
}
