import YAMLSyntax

extension Findings {
    func wrongType(_ node: YAMLNode, wanted: String, hint: String) {
        add(.wrongType, node.range, "\(wanted), and this is \(node.shape)\(hint)")
    }

    func unknownKey(_ key: String, _ entry: YAMLEntry, _ format: FormatMapping) {
        if key.hasPrefix("x-") { return }
        for (written, meant) in format.renamed where written == key {
            add(.unknownKey, entry.key.range, "\(format.name) has no key \(quoted(key)); did you mean '\(meant)'?")
            return
        }
        for (ignored, why) in format.ignored where ignored == key {
            if !entry.value.isNull { add(.ignoredKey, entry.key.range, "\(quoted(key)) has no effect: \(why)") }
            return
        }
        var names: [String] = []
        for known in format.keys { names.append(known.name) }
        let hint = suggestion(for: key, among: names)
        add(.unknownKey, entry.key.range, "\(format.name) has no key \(quoted(key))\(hint)")
    }

    /// Whether the value may be used: it is of the right kind and not refused. Reports what is wrong otherwise. What is in a
    /// mapping with a format of its own is not looked at.
    func accepts(_ node: YAMLNode, _ value: FormatValue, _ key: String) -> Bool {
        switch value {
        case .any: return true
        case .text, .typeName: return acceptsText(node, key)
        case .name(let max): return acceptsText(node, key) && acceptsName(node, key, max)
        case .integer(let accepted, let usual): return acceptsInteger(node, key, accepted, usual)
        case .boolean:
            if case .bool? = node.value { return true }
            wrongType(node, wanted: "\(quoted(key)) must be true or false", hint: "")
            return false
        case .choice(let words): return acceptsChoice(node, key, words)
        case .timestamp:
            guard acceptsText(node, key) else { return false }
            if let text = node.text, !Timestamp.isValid(text) {
                add(.badTimestamp, node.range, "\(quoted(key)) is no timestamp; write it like 2026-01-31T00:00:00Z")
            }
            return true
        case .swiftName:
            guard acceptsText(node, key) else { return false }
            if let text = node.text, !SwiftIdentifier.isValid(text) {
                add(.badSwiftName, node.range, "\(quoted(text)) cannot be a Swift name; write letters, digits and '_'")
                return false
            }
            return true
        case .mapping(let format): return acceptsMapping(node, key, format)
        case .map(let element): return acceptsMap(node, key, element)
        case .list(let element): return acceptsList(node, key, element)
        case .listOrMap(let element):
            if case .mapping = node.content { return acceptsMap(node, key, element) }
            return acceptsList(node, key, element)
        case .schema, .schemaOrBoolean, .number, .count: return true
        }
    }

    private func acceptsText(_ node: YAMLNode, _ key: String) -> Bool {
        guard case .scalar(let scalar) = node.content else {
            wrongType(node, wanted: "\(quoted(key)) must be text", hint: "")
            return false
        }
        switch node.value {
        case .string?: return true
        case .null?: wrongType(node, wanted: "\(quoted(key)) must be text", hint: "")
        default:
            let hint = scalar.text.utf8.count <= 40 ? "; put it in quotes: \"\(scalar.text)\"" : "; put it in quotes"
            wrongType(node, wanted: "\(quoted(key)) must be text", hint: hint)
        }
        return false
    }

    private func acceptsName(_ node: YAMLNode, _ key: String, _ max: Int) -> Bool {
        guard let text = node.text else { return false }
        if let problem = Names.problem(text, max: max) {
            add(.badName, node.range, "\(quoted(key)) \(problem)")
            return false
        }
        return true
    }

    private func acceptsInteger(
        _ node: YAMLNode, _ key: String, _ accepted: ClosedRange<Int>, _ usual: ClosedRange<Int>
    ) -> Bool {
        guard case .integer(let written)? = node.value else {
            var hint = ""
            if case .number(let number)? = node.value {
                if let whole = Int(exactly: number) {
                    hint = "; write \(whole)"
                } else if number.rounded() == number {
                    outOfRange(node, key, accepted, node.text ?? "")
                    return false
                }
            }
            if case .string(let text)? = node.value, Int(text) != nil { hint = "; remove the quotes" }
            wrongType(node, wanted: "\(quoted(key)) must be an integer", hint: hint)
            return false
        }
        guard let integer = Int(exactly: written), accepted.contains(integer) else {
            outOfRange(node, key, accepted, "\(written)")
            return false
        }
        if !usual.contains(integer) {
            let range = "\(usual.lowerBound) to \(usual.upperBound)"
            let meaning = integer == 0 ? SpecFormat.meaningOfZero(key) : ""
            add(.unusualValue, node.range, "\(quoted(key)) is usually \(range), and this is \(integer)\(meaning)")
        }
        return true
    }

    private func outOfRange(_ node: YAMLNode, _ key: String, _ accepted: ClosedRange<Int>, _ written: String) {
        let range = "at least \(accepted.lowerBound) and at most \(accepted.upperBound)"
        add(.outOfRange, node.range, "\(quoted(key)) must be \(range), and this is \(clipped(written))")
    }

    private func acceptsChoice(_ node: YAMLNode, _ key: String, _ words: [String]) -> Bool {
        guard acceptsText(node, key), let text = node.text else { return false }
        if words.contains(text) { return true }
        var hint = suggestion(for: text, among: words)
        if hint.isEmpty, let meant = words.first(where: { (word: String) -> Bool in word.hasPrefix(text + "_") }) {
            hint = "; did you mean '\(meant)'?"
        }
        let choices = words.joined(separator: ", ")
        add(.unknownValue, node.range, "\(quoted(key)) is one of \(choices), and not \(quoted(text))\(hint)")
        return false
    }

    private func acceptsMapping(_ node: YAMLNode, _ key: String, _ format: FormatMapping) -> Bool {
        if case .mapping = node.content { return true }
        var hint = ""
        if let first = format.keys.first(where: { (key: FormatKey) -> Bool in key.required }), Findings.suits(node, first.value) {
            hint = "; write { \(first.name): \(clipped(node.text ?? "")) }"
        }
        wrongType(node, wanted: "\(quoted(key)) must be a mapping", hint: hint)
        return false
    }

    /// Whether a value written in place of a mapping may be meant for the key of that format.
    private static func suits(_ node: YAMLNode, _ value: FormatValue) -> Bool {
        switch (value, node.value) {
        case (.text, .string(let text)?), (.name, .string(let text)?): return !text.isEmpty
        case (.integer, .integer?): return true
        default: return false
        }
    }

    private func acceptsMap(_ node: YAMLNode, _ key: String, _ element: FormatValue) -> Bool {
        guard case .mapping(let entries) = node.content else {
            wrongType(node, wanted: "\(quoted(key)) must be a mapping", hint: "")
            return false
        }
        if case .any = element { return true }
        if case .schema = element { return true }
        if case .mapping = element { return true }
        var accepted = true
        for entry in entries {
            guard let name = entry.key.text else { continue }
            if !accepts(entry.value, element, name) { accepted = false }
        }
        return accepted
    }

    private func acceptsList(_ node: YAMLNode, _ key: String, _ element: FormatValue) -> Bool {
        guard case .sequence(let items) = node.content else {
            var hint = ""
            if let text = node.text { hint = "; write [\(clipped(text))]" }
            wrongType(node, wanted: "\(quoted(key)) must be a list", hint: hint)
            return false
        }
        if case .mapping = element { return true }
        var accepted = true
        for item in items where !accepts(item, element, key) { accepted = false }
        return accepted
    }
}
