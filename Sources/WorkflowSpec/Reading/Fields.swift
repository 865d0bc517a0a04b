import YAMLSyntax

/// The values of one mapping by the keys of its format, their kinds checked. What is wrong has been reported and is left out.
struct Fields {
    let format: FormatMapping
    let node: YAMLNode
    /// By the index of the key in `format.keys`. A value that is null counts as not written.
    private var values: [YAMLNode?]
    /// Where each key was written, also when its value was null or refused.
    private var keys: [YAMLNode?]
    /// Whether each key has a value that was reported and left out.
    private var refused: [Bool]

    /// Nil if the node is not a mapping.
    init?(_ node: YAMLNode, _ format: FormatMapping, _ findings: Findings, allRequired: Bool = true) {
        self.format = format
        self.node = node
        values = [YAMLNode?](repeating: nil, count: format.keys.count)
        keys = values
        refused = [Bool](repeating: false, count: format.keys.count)
        guard case .mapping(let entries) = node.content else {
            findings.wrongType(node, wanted: format.name + " is a mapping", hint: "")
            return nil
        }
        for entry in entries {
            guard let key = entry.key.text else { continue }
            let index = format.index(of: key)
            if index < 0 {
                findings.unknownKey(key, entry, format)
                continue
            }
            let described = format.keys[index]
            if let earlier = keys[index] {
                if entry.value.isNull || earlier.text == key { continue }
                if values[index] != nil {
                    findings.add(
                        .conflictingKeys, entry.key.range,
                        "\(quoted(key)) and \(quoted(earlier.text ?? "")) mean the same; write one of them",
                        note: "the other one is written here", at: earlier.range)
                    continue
                }
            }
            keys[index] = entry.key
            if entry.value.isNull { continue }
            if findings.accepts(entry.value, described.value, key) {
                values[index] = entry.value
            } else {
                refused[index] = true
            }
        }
        if allRequired { reportMissing(findings) }
    }

    private func reportMissing(_ findings: Findings) {
        var index = 0
        while index < format.keys.count {
            if format.keys[index].required, values[index] == nil, !refused[index] {
                let key = quoted(format.keys[index].name)
                if let written = keys[index] {
                    findings.add(.missingKey, written.range, "\(key) has no value; \(format.name) needs one")
                } else {
                    let start = SourceRange(start: node.range.start, end: node.range.start)
                    findings.add(.missingKey, start, "\(format.name) needs the key \(key)")
                }
            }
            index += 1
        }
    }

    private func position(_ key: String) -> Int {
        var index = 0
        while index < format.keys.count {
            if format.keys[index].name == key { return index }
            index += 1
        }
        return -1
    }

    func value(_ key: String) -> YAMLNode? {
        let index = position(key)
        return index < 0 ? nil : values[index]
    }

    /// Where the key is written, whatever its value.
    func key(_ key: String) -> YAMLNode? {
        let index = position(key)
        return index < 0 ? nil : keys[index]
    }

    func isRefused(_ key: String) -> Bool {
        let index = position(key)
        return index >= 0 && refused[index]
    }

    func text(_ key: String) -> String? { value(key)?.text }

    func located(_ key: String) -> Located<String>? {
        guard let node = value(key), let text = node.text else { return nil }
        return Located(text, at: node.range)
    }

    func integer(_ key: String) -> Int? { value(key)?.integerValue }

    func boolean(_ key: String) -> Bool? {
        if case .bool(let bool)? = value(key)?.value { return bool }
        return nil
    }

    /// The texts of a list of scalars.
    func texts(_ key: String) -> [String] {
        guard case .sequence(let items)? = value(key)?.content else { return [] }
        var texts: [String] = []
        for item in items {
            if let text = item.text { texts.append(text) }
        }
        return texts
    }
}

extension YAMLNode {
    var isNull: Bool {
        guard case .scalar(let scalar) = content, scalar.text.utf8.count <= 4, let value else { return false }
        return value == .null
    }

    /// An integer that fits, also when written as `2.0`.
    var integerValue: Int? {
        switch value {
        case .integer(let integer)?: return Int(exactly: integer)
        case .number(let number)?: return Int(exactly: number)
        default: return nil
        }
    }

    /// What kind of thing this is, for a message: `the number 1.0`.
    var shape: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            switch value {
            case .null?: return "null"
            case .bool?: return "the boolean " + scalar.text
            case .integer?, .number?: return "the number " + clipped(scalar.text)
            default: return "the text " + quoted(scalar.text)
            }
        }
    }
}
