import WorkflowSpec
import YAMLSyntax

func read(_ text: String) -> SpecReadResult { SpecReader.read(Array(text.utf8), file: "spec.yaml") }

/// The three keys that every workflow has, so that what follows starts on line 4.
let head = "name: w\nnamespace_name: n\nversion: 1.0.0\n"

/// `head`, and one step without fault at lines 4 to 7, so that what follows starts on line 8.
let headAndStep = head + "steps:\n- name: a\n  handler: {callable: a}\n  result_schema: {type: object}\n"

/// `headAndStep` with the schema written from line 8 as the workflow's input.
func schema(_ yaml: String) -> String { headAndStep + "input_schema: " + yaml + "\n" }

/// A step without fault on one line, with more keys.
func step(_ name: String, _ more: String = "") -> String {
    "- {name: \(name), handler: {callable: \(name)}, result_schema: {}" + (more.isEmpty ? "" : ", " + more) + "}\n"
}

/// `head`, `steps:` on line 4, and the steps from line 5.
func steps(_ steps: String...) -> String { head + "steps:\n" + steps.joined() }

/// Every finding as `line:column code`.
func places(_ result: SpecReadResult) -> [String] {
    result.diagnostics.map { "\($0.range.start.line):\($0.range.start.column) \($0.code.id)" }
}
