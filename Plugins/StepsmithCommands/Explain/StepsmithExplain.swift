import Foundation
import PackagePlugin

/// `swift package stepsmith-explain`: which specs the build plugin finds for which target, and why.
@main
struct StepsmithExplain: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "target")
        try extractor.finish(usage: "stepsmith-explain [--target NAME]…")
        var options = ["explain", "--package", context.package.directoryURL.path]
        for target in try SpecTarget.all(in: context.package, named: names) {
            options += ["--target", target.target.name, target.target.directoryURL.path]
        }
        try context.stepsmith().run(options)
    }
}
