import ArgumentParser
import Stepsmith
import StepsmithCommand
import StepsmithSQLite

@main
struct Examples: WorkflowApplication {
    static let commandName = "stepsmith-examples"
    static let abstract = "Runs the example workflows, and looks after their runs."
    static let stores: [StoreScheme] = [.sqlite, .memory]
    static let defaultStore = "sqlite:stepsmith-examples.sqlite"
    static let commands: [any ParsableCommand.Type] = [CSVExample.self]

    static func workflows() -> [any WorkflowRegistration] { ExampleWorkflows.registered() }
}
