import SwiftCodegen

/// What the tool is asked to do.
struct Arguments {
    enum Command {
        /// Swift from specs, a file for each.
        case spec
        /// The table of a target's workflows, from all its specs.
        case registry
    }

    struct Input {
        var path: String
        var output: String?
        var sourceName: String?
        var typeName: String?
        var qualification: WorkflowNaming.Qualification = .none
    }

    var command: Command
    var access: AccessLevel = .internal
    /// Of `registry`.
    var output: String?
    var inputs: [Input] = []
    /// Of `registry`: folders whose specs must all be among the inputs.
    var roots: [String] = []

    struct Invalid: Error {
        var message: String
    }

    static let usage = """
        usage: stepsmith-generate spec [--access LEVEL] (--input PATH --output FILE [--source-name NAME] [NAMING])...
               stepsmith-generate registry --output FILE [--access LEVEL] [--root DIR]... (--spec PATH [--source-name NAME] [NAMING])...

        LEVEL is public, package or internal (the default). NAMING is --type-name TYPE, or --qualify namespace|version. The build
        plugin calls this tool; `stepsmith generate` is the command for people.

        """

    /// Options that follow a path are about that path.
    init(_ words: [String]) throws(Invalid) {
        switch words.first {
        case "spec": command = .spec
        case "registry": command = .registry
        case let other?: throw Invalid(message: "unknown command \(other)")
        case nil: throw Invalid(message: "no command")
        }
        var index = 1
        while index < words.count {
            let option = words[index]
            guard index + 1 < words.count else { throw Invalid(message: "\(option) needs a value") }
            try read(option, words[index + 1])
            index += 2
        }
        try check()
    }

    private mutating func read(_ option: String, _ value: String) throws(Invalid) {
        switch option {
        case "--access":
            guard let level = AccessLevel(rawValue: value) else {
                throw Invalid(message: "unknown access level \(value)")
            }
            access = level
        case "--input" where command == .spec, "--spec" where command == .registry: inputs.append(Input(path: value))
        case "--output" where command == .registry: output = value
        case "--root" where command == .registry: roots.append(value)
        case "--output", "--source-name", "--type-name", "--qualify": try readNaming(option, value)
        default: throw Invalid(message: "unknown option \(option)")
        }
    }

    private mutating func readNaming(_ option: String, _ value: String) throws(Invalid) {
        guard !inputs.isEmpty else { throw Invalid(message: "\(option) must follow the path it is about") }
        let last = inputs.count - 1
        switch option {
        case "--output": inputs[last].output = value
        case "--source-name": inputs[last].sourceName = value
        case "--type-name":
            guard WorkflowNaming.isValid(value) else { throw Invalid(message: "\(value) cannot name a Swift type") }
            inputs[last].typeName = value
        default:
            guard let qualification = WorkflowNaming.Qualification(rawValue: value) else {
                throw Invalid(message: "unknown qualification \(value)")
            }
            inputs[last].qualification = qualification
        }
    }

    private func check() throws(Invalid) {
        switch command {
        case .registry:
            if output == nil { throw Invalid(message: "registry needs --output") }
        case .spec:
            if inputs.isEmpty { throw Invalid(message: "spec needs --input") }
            for input in inputs where input.output == nil { throw Invalid(message: "\(input.path) needs an --output") }
        }
    }
}
