import Foundation
import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// A spec and the Swift made from it.
struct Generated {
    var spec: WorkflowSpec
    var result: GenerationResult

    var text: String { result.text }
    /// `line: code`, sorted.
    var findings: [String] { result.diagnostics.map { "\($0.range.start.line): \($0.code.id)" } }

    /// - Parameter folder: where files lie that the spec refers to.
    init(
        _ yaml: String, access: AccessLevel = .internal, typeName: String? = nil, file: String = "spec.yaml",
        folder: String? = nil
    ) throws {
        let read = SpecReader.read(Array(yaml.utf8), file: file)
        guard let spec = read.spec else { throw NoSpec(diagnostics: read.diagnostics) }
        self.spec = spec
        let found = folder.map { SpecReferences().files(of: spec, path: $0 + "/" + file) }
        if let problems = found?.diagnostics, !problems.isEmpty { throw NoSpec(diagnostics: problems) }
        result = SwiftGenerator.generate(
            spec, options: GenerationOptions(access: access, typeName: typeName, sourceName: file), files: found?.files)
    }

    /// The spec of a test has an error that the test is not about.
    struct NoSpec: Error, CustomStringConvertible {
        var diagnostics: [Diagnostic]
        var description: String { diagnostics.filter { $0.severity == .error }.map(\.text).joined(separator: "\n") }
    }

    /// A spec with one step and these properties in its input.
    static func properties(_ properties: String, definitions: String = "") throws -> Generated {
        try Generated(
            """
            name: outer
            namespace_name: test
            version: 1.0.0
            input_schema:
              type: object
              properties:
            \(properties.indented(by: 4))
            \(definitions.isEmpty ? "" : "definitions:\n" + definitions.indented(by: 2))
            steps:
              - name: only
                handler: { callable: x }
            """)
    }

    /// The lines that hold `part`, without their indentation.
    func lines(with part: String) -> [String] {
        text.split(separator: "\n").filter { $0.contains(part) }.map { String($0.drop { $0 == " " }) }
    }
}

extension String {
    func indented(by count: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String(repeating: " ", count: count) + $0 }
            .joined(separator: "\n")
    }

    /// As a YAML scalar in double quotes, whatever the text holds.
    var yaml: String {
        var out = "\""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: out += "\\" + String(scalar)
            case 0x20..<0x7F: out.unicodeScalars.append(scalar)
            case 0...0xFFFF: out += "\\u" + hex(scalar, 4)
            default: out += "\\U" + hex(scalar, 8)
            }
        }
        return out + "\""
    }

    private func hex(_ scalar: Unicode.Scalar, _ width: Int) -> String {
        let digits = String(scalar.value, radix: 16)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}
