import YAMLSyntax

/// Finds definitions that apply themselves to the same value again: by references that lead back with nothing in between, or by way
/// of `allOf` and the like. No value could ever be checked against them. (A type may contain itself in a member or an item.)
struct CircleCheck {
    private let schemas: SchemaReading
    private let definitions: [NamedSchema]
    private var states: [UInt8]  // 0 new, 1 on the way, 2 done

    private struct Step {
        let index: Int
        let targets: [Int]
        var next = 0
    }

    init(_ schemas: SchemaReading, _ definitions: [NamedSchema]) {
        self.schemas = schemas
        self.definitions = definitions
        states = [UInt8](repeating: 0, count: definitions.count)
    }

    /// Depth first with a stack of its own: definitions may refer to each other in chains of any length.
    mutating func report(_ findings: Findings) {
        var start = 0
        while start < definitions.count {
            var way: [Step] = []
            if states[start] == 0 { enter(start, &way) }
            while let step = way.last {
                guard step.next < step.targets.count else {
                    states[step.index] = 2
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                let target = step.targets[step.next]
                if states[target] == 0 {
                    enter(target, &way)
                } else if states[target] == 1, let first = way.firstIndex(where: { $0.index == target }) {
                    report(way[first...].map { $0.index }, findings)
                }
            }
            start += 1
        }
    }

    private mutating func enter(_ index: Int, _ way: inout [Step]) {
        states[index] = 1
        var targets: [Int] = []
        collect(definitions[index].schema, &targets)
        way.append(Step(index: index, targets: targets))
    }

    /// The definitions that a schema applies to the value itself.
    private func collect(_ schema: Schema, _ targets: inout [Int]) {
        if let reference = schema.keywords.reference, reference.file == nil, let name = reference.definition,
            let index = schemas.index(ofDefinition: name), !targets.contains(index)
        {
            targets.append(index)
        }
        guard let applicators = schema.applicators else { return }
        for part in applicators.allOf + applicators.anyOf + applicators.oneOf { collect(part, &targets) }
        for part in [applicators.not, applicators.condition, applicators.then, applicators.otherwise] {
            if let part { collect(part, &targets) }
        }
        for named in applicators.dependentSchemas { collect(named.schema, &targets) }
    }

    private func report(_ circle: [Int], _ findings: Findings) {
        let first = definitions[circle[0]]
        var text = ""
        for index in circle.prefix(12) { text += quoted(definitions[index].name.value) + " → " }
        if circle.count > 12 { text += "… \(circle.count - 12) more … → " }
        text += quoted(first.name.value)
        let range = first.schema.keywords.reference?.text.range ?? first.name.range
        findings.add(.circularReference, range, "references lead in a circle: \(text)")
    }
}
