/// How much a finding matters. Errors stop a build; warnings do too under `--strict`; info never does.
public enum Severity: String, Comparable, Sendable {
    case info, warning, error

    private var rank: Int {
        switch self {
        case .info: return 0
        case .warning: return 1
        case .error: return 2
        }
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A stable name for a kind of finding, with the text that `stepsmith validate --explain CODE` prints.
///
/// Each layer declares its codes as static members in its own `DiagnosticCodes` file; a code, once released, keeps its name.
public struct DiagnosticCode: Hashable, Sendable {
    /// The name in brackets at the end of a message, in kebab-case: `unknown-key`.
    public let id: String
    /// The severity every finding of this code has.
    public let severity: Severity
    /// What the finding means and what to do, one to four sentences.
    public let explanation: String

    public init(_ id: String, _ severity: Severity, _ explanation: String) {
        self.id = id
        self.severity = severity
        self.explanation = explanation
    }

    public static func == (a: DiagnosticCode, b: DiagnosticCode) -> Bool { a.id == b.id }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// One finding, with its place. Sorted by file, place and code, so that output is the same on every run.
public struct Diagnostic: Hashable, Sendable {
    /// A second place that explains the first, such as "first declared here".
    public struct Note: Hashable, Sendable {
        public var file: String
        public var range: SourceRange
        public var message: String

        public init(file: String, range: SourceRange, message: String) {
            self.file = file
            self.range = range
            self.message = message
        }
    }

    public var code: DiagnosticCode
    public var file: String
    public var range: SourceRange
    public var message: String
    public var notes: [Note]

    public init(_ code: DiagnosticCode, file: String, range: SourceRange, _ message: String, notes: [Note] = []) {
        self.code = code
        self.file = file
        self.range = range
        self.message = message
        self.notes = notes
    }

    public var severity: Severity { code.severity }

    /// `path:line:column: error: message [code]`, one line for the finding and one for each note: the form that SwiftPM, Xcode
    /// and editors show in place. Line breaks and other control characters in a message are escaped, so that untrusted text
    /// cannot fake a second finding.
    public var text: String {
        var out = Diagnostic.line(file, range.start, severity == .info ? "note" : severity.rawValue, message)
        out += " ["
        out += code.id
        out += "]"
        for note in notes {
            out += "\n"
            out += Diagnostic.line(note.file, note.range.start, "note", note.message)
        }
        return out
    }

    private static func line(_ file: String, _ at: SourcePosition, _ kind: String, _ message: String) -> String {
        var out = printable(file)
        out += ":\(at.line):\(at.column): \(kind): "
        out += printable(message)
        return out
    }

    /// The text with control, line-breaking and bidirectional-override characters written as `\u{…}`.
    public static func printable(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            default:
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension Diagnostic: Comparable {
    public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
        if a.file != b.file { return a.file < b.file }
        if a.range.start != b.range.start { return a.range.start < b.range.start }
        if a.code.id != b.code.id { return a.code.id < b.code.id }
        return a.message < b.message
    }
}
