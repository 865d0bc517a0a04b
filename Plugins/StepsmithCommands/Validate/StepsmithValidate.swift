import Foundation
import PackagePlugin

/// `swift package stepsmith-validate`: everything that is wrong with the package's specs.
@main
struct StepsmithValidate: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "target")
        let format = extractor.extractOption(named: "format").last
        let isStrict = extractor.extractFlag(named: "strict") > 0
        let isVerbose = extractor.extractFlag(named: "verbose") > 0
        try extractor.finish(usage: "stepsmith-validate [--target NAME]… [--strict] [--verbose] [--format FORMAT]")
        let tool = try context.stepsmith()
        var options: [String] = []
        if isStrict { options.append("--strict") }
        if isVerbose { options.append("--verbose") }
        if let format { options += ["--format", format] }
        var failure: (any Error)?
        // Names must be unique within a target only, so each is checked by itself, even after another has failed; but the specs of
        // the whole package only once.
        var checked: Set<[String]> = []
        for target in try SpecTarget.all(in: context.package, named: names) {
            do {
                let paths = try target.paths()
                if checked.insert(paths).inserted { try tool.run(["validate"] + options + ["--"] + paths) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
