import Foundation
import PackagePlugin

/// `swift package stepsmith-snapshot`: what the package's specs generate, and the lock, into the folder `Generated`.
@main
struct StepsmithSnapshot: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "target")
        let output = extractor.extractOption(named: "output").last ?? "Generated"
        let allowsIncompatible = extractor.extractFlag(named: "allow-incompatible") > 0
        try extractor.finish(usage: "stepsmith-snapshot [--target NAME]… [--output DIR] [--allow-incompatible]")
        let tool = try context.stepsmith()
        let targets = try SpecTarget.all(in: context.package, named: names)
        var options = ["generate", "--lock", "--output", output]
        if allowsIncompatible { options.append("--allow-incompatible") }
        try tool.run(options + ["--"] + SpecTarget.roots(of: targets, in: context.package))
    }
}
