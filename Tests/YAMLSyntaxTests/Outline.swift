import YAMLSyntax

/// A tree as one line of text, to compare whole trees in tables. Strings are in quotes, other scalars as they resolve.
func outline(_ node: YAMLNode?) -> String {
    guard let node else { return "nothing" }
    switch node.content {
    case .scalar(let scalar):
        switch node.value {
        case .string: return "\"\(scalar.text)\""
        case .null: return "null"
        case .bool(let bool): return "\(bool)"
        case .integer(let integer): return "\(integer)"
        case .number(let number): return "\(number)"
        case nil: return "scalar without a value"
        }
    case .sequence(let items):
        return "[" + items.map { outline($0) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
        return "{" + entries.map { outline($0.key) + ": " + outline($0.value) }.joined(separator: ", ") + "}"
    }
}

/// The places of a tree's nodes in the order written: `kind start-end`, such as `map 1:1-3:5`.
func places(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    let range = "\(node.range.start.line):\(node.range.start.column)-\(node.range.end.line):\(node.range.end.column)"
    switch node.content {
    case .scalar(let scalar): return ["\(scalar.text.isEmpty ? "(empty)" : scalar.text) \(range)"]
    case .sequence(let items): return ["seq \(range)"] + items.flatMap { places($0) }
    case .mapping(let entries): return ["map \(range)"] + entries.flatMap { places($0.key) + places($0.value) }
    }
}

func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLDocument {
    YAMLParser.parse(Array(text.utf8), file: "f", limits: limits)
}

/// `line:column code` of each finding, and of its notes.
func findings(_ document: YAMLDocument) -> [String] {
    document.diagnostics.map { finding in
        let notes = finding.notes.map { " (\($0.range.start.line):\($0.range.start.column) \($0.message))" }.joined()
        return "\(finding.range.start.line):\(finding.range.start.column) \(finding.code.id)\(notes)"
    }
}

/// The message of the only finding.
func message(_ document: YAMLDocument) -> String {
    document.diagnostics.count == 1 ? document.diagnostics[0].message : "\(document.diagnostics.count) findings"
}
