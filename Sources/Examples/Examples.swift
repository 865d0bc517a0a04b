import ArgumentParser
import Stepsmith

@main
struct Examples: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepsmith-examples",
        abstract: "Runs the example workflows on an input file, in memory, and shows what happened.",
        subcommands: [RunExample.self, CSVExample.self])
}
