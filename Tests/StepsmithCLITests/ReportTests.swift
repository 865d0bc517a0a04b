import Foundation
import Testing

/// The formats for machines.
struct ReportTests {
    @Test func json() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/bad.yaml", Specs.bad)
            let run = try Command.run(["validate", "--format", "json"], in: folder)
            #expect(run.status == 1)
            #expect(run.error == "")
            let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
            #expect(report.specs == 1)
            #expect(report.errors == 2)
            #expect(report.warnings == 0)
            let first = try #require(report.findings.first { $0.severity == "error" })
            #expect(first.code == "missing-key")
            #expect(first.place.file == "specs/bad.yaml")
            #expect(first.place.line == 5)
            #expect(first.place.column == 5)
            #expect(first.place.endLine >= 5)
            #expect(!first.message.isEmpty)
        }
    }

    private struct Report: Decodable {
        var specs: Int
        var errors: Int
        var warnings: Int
        var findings: [Finding]
    }

    private struct Finding: Decodable {
        var code: String
        var severity: String
        var message: String
        var place: Place
        var notes: [Note]
    }

    private struct Note: Decodable {
        var message: String
        var place: Place
    }

    private struct Place: Decodable {
        var file: String
        var line: Int
        var column: Int
        var endLine: Int
        var endColumn: Int
    }

    /// What the schema of SARIF 2.1.0 requires, and what ties results to rules.
    @Test func sarif() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/a b.yaml", Specs.bad)
            try folder.write("specs/warned.yaml", Specs.warned)
            let run = try Command.run(["validate", "--format", "sarif"], in: folder)
            #expect(run.status == 1)
            let log = try JSONDecoder().decode(SARIF.self, from: Data(run.output.utf8))
            #expect(log.version == "2.1.0")
            let only = try #require(log.runs.first)
            #expect(only.tool.driver.name == "stepsmith")
            #expect(Set(only.tool.driver.rules.map(\.id)).count == only.tool.driver.rules.count)
            for result in only.results {
                #expect(only.tool.driver.rules[result.ruleIndex].id == result.ruleId)
                #expect(["error", "warning", "note"].contains(result.level))
                #expect(!result.message.text.isEmpty)
            }
            #expect(only.results.filter { $0.level == "error" }.map(\.ruleId) == ["missing-key", "unknown-dependency"])
            #expect(only.results.contains { $0.level == "warning" && $0.ruleId == "unknown-key" })
            let place = try #require(only.results.first { $0.level == "error" }?.locations.first?.physicalLocation)
            #expect(place.artifactLocation.uri == "specs/a%20b.yaml" && place.artifactLocation.uriBaseId == "%SRCROOT%")
            let root = try #require(only.originalUriBaseIds["%SRCROOT%"]?.uri)
            #expect(root.hasPrefix("file:///") && root.hasSuffix("/"))
            for rule in only.tool.driver.rules {
                #expect(
                    rule.shortDescription.text.hasSuffix(".") && rule.help.text.hasPrefix(rule.shortDescription.text.dropLast()))
                #expect(["error", "warning", "note"].contains(rule.defaultConfiguration.level))
            }
            // However the file is named, its place is the same.
            for path in ["./specs", folder.path + "/specs"] {
                let again = try Command.run(["validate", "--format", "sarif", path], in: folder)
                let run = try JSONDecoder().decode(SARIF.self, from: Data(again.output.utf8)).runs.first
                #expect(
                    run?.results.first?.locations.first?.physicalLocation.artifactLocation.uri == "specs/a%20b.yaml", "\(path)")
            }
            #expect(place.region.startLine == 5)
            #expect(place.region.startColumn == 5)
        }
    }

    private struct SARIF: Decodable {
        struct Run: Decodable {
            var tool: Tool
            var originalUriBaseIds: [String: Artifact]
            var results: [Result]
        }
        struct Tool: Decodable { var driver: Driver }
        struct Driver: Decodable {
            var name: String
            var rules: [Rule]
        }
        struct Rule: Decodable {
            struct Configuration: Decodable { var level: String }
            var id: String
            var shortDescription: Text
            var help: Text
            var defaultConfiguration: Configuration
        }
        struct Text: Decodable { var text: String }
        struct Result: Decodable {
            var ruleId: String
            var ruleIndex: Int
            var level: String
            var message: Text
            var locations: [Location]
        }
        struct Location: Decodable { var physicalLocation: Physical }
        struct Physical: Decodable {
            var artifactLocation: Artifact
            var region: Region
        }
        struct Artifact: Decodable {
            var uri: String
            var uriBaseId: String?
        }
        struct Region: Decodable {
            var startLine: Int
            var startColumn: Int
        }
        var version: String
        var runs: [Run]
    }

    @Test func nothingFoundIsAReportToo() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            let sarif = try Command.run(["validate", "--format", "sarif"], in: folder)
            #expect(sarif.status == 0)
            #expect(try JSONDecoder().decode(SARIF.self, from: Data(sarif.output.utf8)).runs.map(\.results.count) == [0])
            #expect(try Command.run(["validate", "--format", "github"], in: folder).output == "")
        }
    }

    /// A name cannot start a command of its own, nor a property.
    @Test func github() throws {
        try TemporaryFolder.with { folder in
            let name = "10%, a::b\n::error::x.yaml"
            try folder.write(name, Specs.bad.replacing("three", with: "\"100%::x\""))
            let run = try Command.run(["validate", "--format", "github", "."], in: folder)
            #expect(run.status == 1)
            let lines = run.output.split(separator: "\n")
            #expect(lines.count == 2)
            let file = "./10%25%2C a%3A%3Ab%0A%3A%3Aerror%3A%3Ax.yaml"
            #expect(lines.first?.hasPrefix("::error file=\(file),line=5,") == true, "\(run.output)")
            #expect(lines.last?.contains("100%25::x") == true)
            #expect(lines.last?.contains(",title=unknown-dependency::") == true)
        }
    }
}
