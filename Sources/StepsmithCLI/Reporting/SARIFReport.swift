import Foundation
import YAMLSyntax

/// Findings as SARIF 2.1.0 (OASIS), the form that code scanning services take.
///
/// Files are named relative to the folder that the command runs in, which for such a service is the root of the sources.
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
                id: $0.id, shortDescription: Message(text: firstSentence($0.explanation)),
                fullDescription: Message(text: $0.explanation), help: Message(text: $0.explanation),
                defaultConfiguration: Configuration(level: level($0.severity)))
        }
        let root = ArtifactLocation(root: FileManager.default.currentDirectoryPath)
        let run = Run(
            tool: Tool(driver: Driver(rules: rules)), originalUriBaseIds: [ArtifactLocation.rootName: root], results: results)
        return JSONReport.encoded(Log(runs: [run]))
    }

    private static func firstSentence(_ text: String) -> String {
        guard let end = text.firstRange(of: ". ") else { return text }
        return String(text[..<end.lowerBound]) + "."
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
        var originalUriBaseIds: [String: ArtifactLocation]
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
        var shortDescription: Message
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
        static let rootName = "%SRCROOT%"

        var uri: String
        var uriBaseId: String?

        /// What is below the current folder is relative to it; another absolute path becomes a `file:` URI.
        init(_ path: String) {
            let root = FileManager.default.currentDirectoryPath
            var path = path
            if path.hasPrefix(root + "/") { path.removeFirst(root.count + 1) }
            while path.hasPrefix("./") { path.removeFirst(2) }
            let encoded = ArtifactLocation.encoded(path)
            let isAbsolute = path.hasPrefix("/")
            uri = isAbsolute ? "file://" + encoded : encoded
            uriBaseId = isAbsolute ? nil : ArtifactLocation.rootName
        }

        /// A folder that others are relative to.
        init(root: String) { uri = "file://" + ArtifactLocation.encoded(root.hasSuffix("/") ? root : root + "/") }

        private static func encoded(_ path: String) -> String {
            var allowed = CharacterSet.urlPathAllowed
            // A colon in the first part of a relative reference would look like a scheme (RFC 3986, section 4.2).
            allowed.remove(charactersIn: ":;")
            return path.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        }
    }

    private struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
        var endLine: Int
        var endColumn: Int
    }
}
