import Foundation
import YAMLSyntax

/// Findings as SARIF 2.1.0 (OASIS), the form that code scanning services take.
enum SARIFReport {
    static func text(_ report: Report) -> String {
        let codes = DiagnosticCode.all
        var indices: [DiagnosticCode: Int] = [:]
        for (index, code) in codes.enumerated() { indices[code] = index }
        let results = report.diagnostics.map { found in
            Result(
                ruleId: found.code.id, ruleIndex: indices[found.code], level: level(found.severity),
                message: Message(text: found.message), locations: [Location(found.file, found.range, message: nil)],
                relatedLocations: found.notes.isEmpty
                    ? nil : found.notes.map { Location($0.file, $0.range, message: Message(text: $0.message)) })
        }
        let rules = codes.map {
            Rule(
                id: $0.id, fullDescription: Message(text: $0.explanation), help: Message(text: $0.explanation),
                defaultConfiguration: Configuration(level: level($0.severity)))
        }
        return JSONReport.encoded(Log(runs: [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]))
    }

    private static func level(_ severity: Severity) -> String { severity == .info ? "note" : severity.rawValue }

    private struct Log: Encodable {
        var schema = "https://json.schemastore.org/sarif-2.1.0.json"
        var version = "2.1.0"
        var runs: [Run]

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case version, runs
        }
    }

    private struct Run: Encodable {
        var tool: Tool
        /// Columns count Unicode scalars.
        var columnKind = "unicodeCodePoints"
        var results: [Result]
    }

    private struct Tool: Encodable {
        var driver: Driver
    }

    private struct Driver: Encodable {
        var name = "stepsmith"
        var informationUri = "https://github.com/stepsmith/stepsmith"
        var rules: [Rule]
    }

    private struct Rule: Encodable {
        var id: String
        var fullDescription: Message
        var help: Message
        var defaultConfiguration: Configuration
    }

    private struct Configuration: Encodable {
        var level: String
    }

    private struct Message: Encodable {
        var text: String
    }

    private struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int?
        var level: String
        var message: Message
        var locations: [Location]
        var relatedLocations: [Location]?
    }

    private struct Location: Encodable {
        var physicalLocation: PhysicalLocation
        var message: Message?

        init(_ file: String, _ range: SourceRange, message: Message?) {
            physicalLocation = PhysicalLocation(
                artifactLocation: ArtifactLocation(file),
                region: Region(
                    startLine: range.start.line, startColumn: range.start.column, endLine: range.end.line,
                    endColumn: range.end.column))
            self.message = message
        }
    }

    private struct PhysicalLocation: Encodable {
        var artifactLocation: ArtifactLocation
        var region: Region
    }

    private struct ArtifactLocation: Encodable {
        var uri: String

        /// A relative path stays one, percent-encoded; an absolute one becomes a `file:` URI.
        init(_ path: String) {
            var allowed = CharacterSet.urlPathAllowed
            // A colon in the first part of a relative reference would look like a scheme (RFC 3986, section 4.2).
            allowed.remove(charactersIn: ":;")
            let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
            uri = path.hasPrefix("/") ? "file://" + encoded : encoded
        }
    }

    private struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
        var endLine: Int
        var endColumn: Int
    }
}
