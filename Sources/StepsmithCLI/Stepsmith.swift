import ArgumentParser

@main
struct StepsmithCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "stepsmith")
}
