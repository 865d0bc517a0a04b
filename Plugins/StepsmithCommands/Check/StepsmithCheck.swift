import Foundation
import PackagePlugin

/// `swift package stepsmith-check`: whether the snapshot, the lock and the handlers still fit the package's specs.
@main
struct StepsmithCheck: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "target")
        let against = extractor.extractOption(named: "against").last
        let generated = extractor.extractOption(named: "generated").last
        let format = extractor.extractOption(named: "format").last
        let isStrict = extractor.extractFlag(named: "strict") > 0
        try extractor.finish(
            usage: "stepsmith-check [--target NAME]… [--generated DIR] [--against REVISION] [--strict] [--format FORMAT]")
        let tool = try context.stepsmith()
        let targets = try SpecTarget.all(in: context.package, named: names)
        var options = ["check"]
        if isStrict { options.append("--strict") }
        if let against { options += ["--against", against] }
        if let generated { options += ["--generated", generated] }
        if let format { options += ["--format", format] }
        for found in targets { options += ["--handlers", found.target.directoryURL.path] }
        try tool.run(options + ["--"] + SpecTarget.roots(of: targets, in: context.package))
    }
}
