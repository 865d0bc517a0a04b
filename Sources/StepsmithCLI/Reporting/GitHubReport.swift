import YAMLSyntax

/// Workflow commands of GitHub Actions, which show findings in a pull request's files.
enum GitHubReport {
    static func line(_ found: Diagnostic) -> String {
        var properties = "file=\(property(found.file)),line=\(found.range.start.line)"
        // GitHub takes columns only within one line, and there as the last one that belongs.
        if found.range.start.line == found.range.end.line {
            let last = max(found.range.start.column, found.range.end.column - 1)
            properties += ",col=\(found.range.start.column),endColumn=\(last)"
        } else {
            properties += ",endLine=\(found.range.end.line)"
        }
        var message = found.message
        for note in found.notes {
            message += "\n\(note.file):\(note.range.start.line):\(note.range.start.column): \(note.message)"
        }
        return "::\(command(found.severity)) \(properties),title=\(property(found.code.id))::\(data(message))"
    }

    private static func command(_ severity: Severity) -> String {
        switch severity {
        case .error: return "error"
        case .warning: return "warning"
        case .info: return "notice"
        }
    }

    private static func data(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": out += "%25"
            case "\r": out += "%0D"
            case "\n": out += "%0A"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    private static func property(_ text: String) -> String {
        var out = ""
        for scalar in data(text).unicodeScalars {
            switch scalar {
            case ":": out += "%3A"
            case ",": out += "%2C"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
