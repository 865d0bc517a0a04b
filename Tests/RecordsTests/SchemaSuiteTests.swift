import Foundation
import Stepsmith
import Testing

/// Single keywords of the official JSON Schema suite, which lies beside the package where it is developed; elsewhere
/// `STEPSMITH_CORPUS` names its place.
private let suite: URL = {
    if let path = ProcessInfo.processInfo.environment["STEPSMITH_CORPUS"] {
        return URL(fileURLWithPath: path + "/json-schema")
    }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.deletingLastPathComponent().appendingPathComponent("shared/corpus/json-schema")
}()

@Suite(.enabled(if: FileManager.default.fileExists(atPath: suite.path), "no corpus beside the package"))
struct SchemaSuiteTests {
    @Test(arguments: [
        ("const", 54), ("enum", 30), ("exclusiveMinimum", 4), ("maxItems", 4), ("maxLength", 5), ("maximum", 8),
        ("minLength", 5), ("minimum", 11), ("pattern", 12),
        ("required", 9), ("type", 80), ("uniqueItems", 25),
    ])
    func keyword(_ name: String, _ least: Int) throws {
        let text = try Data(contentsOf: suite.appendingPathComponent(name + ".json"))
        var count = 0
        for group in try JSONValue(parsing: Array(text)).arrayValue ?? [] {
            guard let schema = group["schema"]?.objectValue, let tests = group["tests"]?.arrayValue else { continue }
            let rules = schema.filter { !$0.key.hasPrefix("$") }
            guard rules.allSatisfy({ known.contains($0.key) }) else { continue }
            for test in tests {
                guard let data = test["data"], let isValid = test["valid"]?.boolValue else { continue }
                let found = failures { v in for (keyword, argument) in rules { apply(keyword, argument, data, &v) } }
                #expect(found.isEmpty == isValid, "\(name): \(test["description"]?.stringValue ?? "")")
                count += 1
            }
        }
        #expect(count >= least)
    }
}

private let known: Set<String> = [
    "const", "enum", "exclusiveMinimum", "maxItems", "maxLength", "maximum", "minLength", "minimum", "pattern",
    "required", "type", "uniqueItems",
]

/// What the generator writes for one keyword of a schema that says nothing else.
private func apply(_ keyword: String, _ argument: JSONValue, _ data: JSONValue, _ v: inout Validation) {
    let count = argument.intValue ?? 0
    let bound = argument.doubleValue ?? 0
    switch keyword {
    case "const": v.enumeration(data, [argument])
    case "enum": v.enumeration(data, argument.arrayValue ?? [])
    case "type":
        v.type(data, (argument.arrayValue ?? [argument]).compactMap { JSONType(rawValue: $0.stringValue ?? "") })
    case "required":
        if let o = data.objectValue { for key in argument.arrayValue ?? [] { v.required(o, key.stringValue ?? "") } }
    case "minimum": if let x = data.doubleValue { v.minimum(x, bound) }
    case "maximum": if let x = data.doubleValue { v.maximum(x, bound) }
    case "exclusiveMinimum": if let x = data.doubleValue { v.exclusiveMinimum(x, bound) }
    case "minLength": if let x = data.stringValue { v.minLength(x, count) }
    case "maxLength": if let x = data.stringValue { v.maxLength(x, count) }
    case "pattern": if let x = data.stringValue { v.pattern(x, argument.stringValue ?? "") }
    case "maxItems": if let x = data.arrayValue { v.maxItems(x, count) }
    case "uniqueItems": if let x = data.arrayValue, argument == true { v.uniqueItems(x) }
    default: v.fail(keyword, expected: "a keyword of this test", found: "another")
    }
}
