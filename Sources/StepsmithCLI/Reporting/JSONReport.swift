import Foundation
import YAMLSyntax

/// Findings for programs of one's own.
enum JSONReport {
    struct Document: Encodable {
        var specs: Int
        var errors: Int
        var warnings: Int
        var findings: [Finding]
    }

    struct Finding: Encodable {
        var code: String
        var severity: String
        var place: Place
        var message: String
        var notes: [Note]
    }

    struct Note: Encodable {
        var place: Place
        var message: String
    }

    /// Lines and columns count from 1, columns in Unicode scalars; the end is the first column that does not belong.
    struct Place: Encodable {
        var file: String
        var line: Int
        var column: Int
        var endLine: Int
        var endColumn: Int

        init(_ file: String, _ range: SourceRange) {
            self.file = file
            line = range.start.line
            column = range.start.column
            endLine = range.end.line
            endColumn = range.end.column
        }
    }

    static func text(_ report: Report) -> String {
        encoded(
            Document(
                specs: report.specCount, errors: report.count(.error), warnings: report.count(.warning),
                findings: report.diagnostics.map { found in
                    Finding(
                        code: found.code.id, severity: found.severity.rawValue, place: Place(found.file, found.range),
                        message: found.message,
                        notes: found.notes.map { Note(place: Place($0.file, $0.range), message: $0.message) })
                }))
    }

    /// The same bytes for the same document.
    static func encoded(_ document: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else {
            preconditionFailure("text and whole numbers can always be written as JSON")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
