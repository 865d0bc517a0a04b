import CYAML

extension TreeBuilder {
    /// Says why libyaml stopped.
    func reportFailure(of parser: UnsafeMutablePointer<yaml_parser_t>) {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
        if parser.pointee.error == YAML_READER_ERROR {
            reportBadBytes(at: Int(parser.pointee.problem_offset), value: parser.pointee.problem_value, problem)
            return
        }
        let at = position(parser.pointee.problem_mark)
        if hasEndMarker && problem == "did not find expected <document start>" {
            reportSecondDocument(at: at)
            return
        }
        var message = problem
        var notes: [Diagnostic.Note] = []
        if let context = parser.pointee.context {
            let text = String(cString: context)
            message += ", " + text
            let start = position(parser.pointee.context_mark)
            if start != at, let thing = TreeBuilder.thing(in: text) {
                let range = SourceRange(start: start, end: start)
                notes.append(Diagnostic.Note(file: file, range: range, message: "the \(thing) starts here"))
            }
        }
        let next: UInt8 = parser.pointee.unread > 0 ? parser.pointee.buffer.pointer.pointee : 0
        if let plainer = TreeBuilder.plainer(problem, next: next) {
            message = plainer.message
            if plainer.isComplete { notes = [] }
        }
        report(.yamlSyntax, SourceRange(start: at, end: at), message, notes: notes)
    }

    private func reportBadBytes(at offset: Int, value: Int32, _ problem: String) {
        if problem.hasPrefix("control") {
            let at = source.position(ofByte: offset)
            report(
                .binaryFile, SourceRange(start: at, end: at),
                "this looks like a binary file: it has the control character U+\(hex(value, digits: 4)) here")
            return
        }
        // libyaml may point at the byte that ought to continue a character; the character is what is wrong.
        var start = min(offset, source.bytes.count)
        if problem.hasPrefix("invalid trailing") && start > 0 {
            repeat { start -= 1 } while start > 0 && source.bytes[start] & 0xC0 == 0x80
        }
        let at = source.position(ofByte: start)
        let byte = start < source.bytes.count ? hex(Int32(source.bytes[start]), digits: 2) : "at the end"
        report(
            .invalidUTF8, SourceRange(start: at, end: at),
            "the byte 0x\(byte) is not UTF-8 here; save the file as UTF-8")
    }

    private func hex(_ value: Int32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// `block mapping` in `while parsing a block mapping`.
    private static func thing(in context: String) -> String? {
        for prefix in ["while parsing a ", "while scanning a ", "while parsing an ", "while scanning an "]
        where context.hasPrefix(prefix) {
            return String(context.dropFirst(prefix.utf8.count))
        }
        return nil
    }

    /// What to do about the mistakes that are made most, in place of libyaml's words.
    private static func plainer(_ problem: String, next: UInt8) -> (message: String, isComplete: Bool)? {
        switch problem {
        case "found character that cannot start any token":
            if next == UInt8(ascii: "\t") { return (tab, true) }
            guard next > 0x20 && next < 0x7F else { return nil }
            return ("a plain text cannot start with '\(Unicode.Scalar(next))'; put it in quotes", true)
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            return (tab, true)
        case "found incompatible YAML document":
            return ("only YAML 1.1 and 1.2 are read: write `%YAML 1.2`, or remove the line", true)
        case "mapping values are not allowed in this context":
            return ("a mapping cannot start here; a text that contains ': ' needs quotes", true)
        case "did not find expected <document start>":
            return ("the document has ended before this text; check the indentation", true)
        case "did not find expected key":
            return ("expected a key of the mapping or its end; check the indentation", false)
        case "did not find expected '-' indicator":
            return ("expected '-' or the end of the sequence; check the indentation", false)
        case "could not find expected ':'":
            return ("expected ':' after the key", false)
        default:
            return nil
        }
    }

    private static let tab = "a tab is used for indentation; YAML allows only spaces there"
}
