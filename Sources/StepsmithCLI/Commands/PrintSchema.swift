import ArgumentParser

struct PrintSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints a JSON Schema of the spec format, for completion and hover in editors.",
        discussion: """
            With the YAML language server, write it to a file and name it in the first line of a spec:

                # yaml-language-server: $schema=../stepsmith.schema.json
            """)

    func run() throws { print(try EditorSchema.text()) }
}
