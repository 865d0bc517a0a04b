internal import ArgumentParser
internal import Stepsmith

/// Why a command could not do what it was asked, for people. Exit status 1.
struct CommandFailure: Error {
    var message: String
    init(_ message: String) { self.message = message }
}

/// The command line was not understood. Exit status 2.
func misuse(_ message: String) -> any Error { ArgumentParser.ValidationError(message) }

/// What to say about an error that ends a command: failures of a schema on a line each.
func explanation(of error: any Error) -> String {
    switch error {
    case let failure as CommandFailure: return failure.message
    case EngineError.invalidInput(let workflow, let error):
        return "The input of \(workflow) breaks its input_schema:" + list(error)
    default: return "\(error)"
    }
}

func list(_ error: Stepsmith.ValidationError) -> String {
    error.failures.map { "\n  " + $0.description.printable }.joined()
}
