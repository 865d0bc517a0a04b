import WorkflowSpec
import YAMLSyntax

extension SchemaTranslator {
    /// Names the cases. A name that is taken gets a number, in the order of the values, so that it is the same every time.
    func enumModel(_ values: [String], _ schema: Schema) -> EnumModel {
        var numbers: [String: Int] = [:]
        var taken: Set<String> = []
        var cases: [EnumModel.Case] = []
        for value in values {
            var base = SwiftIdentifier.lowerCamel(value)
            if SwiftWords.isUnusableCase(base) || (base == "unknown" && schema.keywords.extensible) { base += "Value" }
            var name = base
            while !taken.insert(name).inserted {
                let number = (numbers[base] ?? 1) + 1
                numbers[base] = number
                name = base + "_" + String(number)
            }
            cases.append(
                EnumModel.Case(name: SwiftWords.escaped(name), value: value, literal: StringLiteral.of(value)))
        }
        return EnumModel(cases: cases, isExtensible: schema.keywords.extensible)
    }
}
