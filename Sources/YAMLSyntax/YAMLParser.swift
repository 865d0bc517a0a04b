/// What a file holds: a tree, what is wrong with it, or both.
public struct YAMLDocument: Sendable {
    /// Nil when an error leaves no tree, or one that lacks what its author wrote. Entries with a key that is written twice,
    /// or that is no scalar, are reported and left out: what is wrong with the others can be told all the same.
    public let root: YAMLNode?
    public let diagnostics: [Diagnostic]
}

public enum YAMLParser {
    /// Reads one YAML document. Never crashes, whatever the bytes: what is wrong is in the diagnostics, as much of it as
    /// can be told in one run. `file` is the name that the diagnostics carry. May be called from any thread.
    public static func parse(_ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()) -> YAMLDocument {
        let empty = Diagnostic(.emptyDocument, file: file, range: .fileStart, "the file has no content")
        if bytes.isEmpty { return YAMLDocument(root: nil, diagnostics: [empty]) }
        if bytes.count > limits.maxBytes {
            let message = "the file has \(bytes.count) bytes, and the most that is read is \(limits.maxBytes)"
            let finding = Diagnostic(.documentTooLarge, file: file, range: .fileStart, message)
            return YAMLDocument(root: nil, diagnostics: [finding])
        }
        return bytes.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) -> YAMLDocument in
            let source = SourceText(bytes: buffer)
            if let finding = checkEncoding(source, file: file) {
                return YAMLDocument(root: nil, diagnostics: [finding])
            }
            let builder = TreeBuilder(file: file, source: source, limits: limits)
            builder.readEvents()
            if builder.diagnostics.isEmpty && builder.root == nil { builder.diagnostics.append(empty) }
            return YAMLDocument(
                root: builder.isWhole ? builder.root : nil, diagnostics: builder.diagnostics.sorted())
        }
    }

    /// What libyaml would decode, skip or treat otherwise than an editor shows it. Bad UTF-8 is left to libyaml.
    private static func checkEncoding(_ source: SourceText, file: String) -> Diagnostic? {
        let bytes = source.bytes
        if bytes.count >= 4 {
            let isMarked16 = (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)
            let isMarked32 = bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0xFE && bytes[3] == 0xFF
            let low = bytes[0] == 0 && bytes[2] == 0
            let high = bytes[1] == 0 && bytes[3] == 0
            if isMarked16 || isMarked32 || low != high {
                return Diagnostic(
                    .invalidUTF8, file: file, range: .fileStart,
                    "the file seems to be UTF-16 or UTF-32; save it as UTF-8")
            }
        }
        if let offset = source.find(0) {
            let at = source.position(ofByte: offset)
            return Diagnostic(
                .binaryFile, file: file, range: SourceRange(start: at, end: at),
                "this looks like a binary file: it has a NUL character here")
        }
        return checkLineBreak(source, file: file, lead: 0xC2) ?? checkLineBreak(source, file: file, lead: 0xE2)
            ?? checkDirectives(source, file: file)
    }

    /// libyaml compares each `%TAG` directive with all others, so that a file full of them would take minutes.
    private static func checkDirectives(_ source: SourceText, file: String) -> Diagnostic? {
        let bytes = source.bytes
        var count = 0
        var found = source.find(0x25)
        while let offset = found {
            let startsLine = offset == 0 || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
            if startsLine && offset + 1 < bytes.count && bytes[offset + 1] == 0x54 { count += 1 }
            if count > 100 {
                let at = source.position(ofByte: offset)
                return Diagnostic(
                    .yamlSyntax, file: file, range: SourceRange(start: at, end: at), "more than 100 %TAG directives")
            }
            found = source.find(0x25, from: offset + 1)
        }
        return nil
    }

    private static func checkLineBreak(_ source: SourceText, file: String, lead: UInt8) -> Diagnostic? {
        let bytes = source.bytes
        var found = source.find(lead)
        while let offset = found {
            var name: String?
            if lead == 0xC2, offset + 1 < bytes.count, bytes[offset + 1] == 0x85 { name = "0085" }
            if lead == 0xE2, offset + 2 < bytes.count, bytes[offset + 1] == 0x80 {
                if bytes[offset + 2] == 0xA8 { name = "2028" }
                if bytes[offset + 2] == 0xA9 { name = "2029" }
            }
            if let name {
                let at = source.position(ofByte: offset)
                return Diagnostic(
                    .ambiguousLineBreak, file: file, range: SourceRange(start: at, end: at),
                    "U+\(name) ends a line for some YAML readers only; write it as \"\\u\(name)\" in double quotes")
            }
            found = source.find(lead, from: offset + 1)
        }
        return nil
    }
}
