import WorkflowSpec
import YAMLSyntax

/// The constants of one step: `handler.initialization`, with what any environment makes of it.
struct Constants {
    struct Constant {
        let key: Located<String>
        /// Null while every value is.
        var type: ConstantType
        /// Absent in some environment, or null.
        var isOptional: Bool
        /// Where the first value stands that is not null.
        var place: SourceRange
    }

    /// In the order of the spec, those of the step itself first.
    private(set) var list: [Constant] = []
    private var indices: [String: Int] = [:]

    init(_ step: StepSpec, _ overrides: [StepOverrides.Override], _ findings: inout Findings) {
        for entry in step.initialization?.mapping ?? [] { add(entry) }
        for override in overrides {
            for entry in override.entries { change(entry, override.environment, step, &findings) }
        }
    }

    private mutating func add(_ entry: YAMLEntry) {
        guard let key = entry.key.text, indices[key] == nil else { return }
        let type = ConstantType.of(entry.value)
        indices[key] = list.count
        list.append(
            Constant(
                key: Located(key, at: entry.key.range), type: type, isOptional: type == .null, place: entry.value.range))
    }

    private mutating func change(_ entry: YAMLEntry, _ environment: String, _ step: StepSpec, _ findings: inout Findings) {
        guard let key = entry.key.text else { return }
        guard let index = indices[key] else {
            add(entry)
            list[list.count - 1].isOptional = true
            return
        }
        let before = list[index].type
        let own = ConstantType.of(entry.value)
        if own == .null {
            list[index].isOptional = true
            return
        }
        if before == .null {
            list[index].type = own
            list[index].place = entry.value.range
            return
        }
        let joined = before.joined(with: own)
        list[index].type = joined
        if joined.isVaguer(than: before) {
            findings.add(
                .constantTypes, at: entry.value.range,
                "environment `\(environment)` gives `\(key)` of step `\(step.name.value)` \(own.words), and elsewhere it is "
                    + "\(before.words), so the handler gets untyped JSON",
                note: "it is \(before.words) here", noteAt: list[index].place)
        }
    }
}

/// What the environments change in the constants of each step.
struct StepOverrides {
    struct Override {
        let environment: String
        let entries: [YAMLEntry]
    }

    /// Constants that `ALL` gives to each of many steps are written out for each.
    static let limit = 100_000

    private let steps: [StepSpec]
    private var overrides: [Override] = []
    private var ofAll: [Int] = []
    private var ofStep: [String: [Int]] = [:]

    init(_ spec: WorkflowSpec) {
        steps = spec.steps
        for environment in spec.environments {
            for override in environment.overrides {
                guard let entries = override.initialization?.mapping, !entries.isEmpty else { continue }
                if override.step.value == "ALL" {
                    ofAll.append(overrides.count)
                } else {
                    ofStep[override.step.value, default: []].append(overrides.count)
                }
                overrides.append(Override(environment: environment.name.value, entries: entries))
            }
        }
    }

    /// In the order of the spec.
    func of(_ index: Int) -> [Override] {
        var own = ofAll
        if let more = ofStep[steps[index].name.value] {
            own += more
            if !ofAll.isEmpty { own.sort() }
        }
        var found: [Override] = []
        for index in own { found.append(overrides[index]) }
        return found
    }

    /// The first place at which they come to more than the limit.
    static func excess(_ spec: WorkflowSpec) -> SourceRange? {
        var count = 0
        for environment in spec.environments {
            for override in environment.overrides where override.step.value == "ALL" {
                count += (override.initialization?.mapping?.count ?? 0) * spec.steps.count
                if count > limit { return override.step.range }
            }
        }
        return nil
    }
}
