import ArgumentParser
import Stepsmith
import StepsmithCommand

@main
struct Examples: WorkflowApplication {
    static let commandName = "stepsmith-examples"
    static let abstract = "Runs the example workflows, and looks after their runs."
    static let commands: [any ParsableCommand.Type] = [CSVExample.self]

    static func workflows() -> [any WorkflowRegistration] { ExampleWorkflows.registered() }
}
