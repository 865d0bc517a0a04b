/// What can be wrong with a file as YAML, before anyone asks what it says.
extension DiagnosticCode {
    public static let yamlSyntax = DiagnosticCode(
        "yaml-syntax", .error,
        "The text is not YAML at this place. Reading stops here, so later mistakes in the file show only once"
            + " this one is mended. Frequent causes: a tab used for indentation, an unclosed quote or bracket, or a"
            + " plain text that contains ': ' or ' #' and needs quotes.")
    public static let invalidUTF8 = DiagnosticCode(
        "invalid-utf8", .error,
        "The file is not UTF-8 text: it has a byte that UTF-8 does not allow at this place, or it is UTF-16 "
            + "or UTF-32. Save it as UTF-8; a byte order mark is allowed.")
    public static let binaryFile = DiagnosticCode(
        "binary-file", .error,
        "The file has a control character that YAML does not allow in text (YAML 1.2.2, section 5.1), so it "
            + "probably is no text file. In a text that needs such a character, write it as an escape in double "
            + "quotes: \"\\e\".")
    public static let ambiguousLineBreak = DiagnosticCode(
        "ambiguous-line-break", .error,
        "U+0085, U+2028 and U+2029 end a line for YAML 1.1 but not for YAML 1.2, nor in most editors, so that"
            + " what looks like a comment could be read as content. Write them as escapes in double quotes: "
            + "\"\\u2028\".")
    public static let emptyDocument = DiagnosticCode(
        "empty-document", .error,
        "The file has no content: it is empty, or has only comments, spaces or document markers.")
    public static let multipleDocuments = DiagnosticCode(
        "multiple-documents", .error,
        "A file holds one YAML document, and a second one starts here. Put it into a file of its own. One "
            + "'---' before the document and one '...' after it are fine.")
    public static let documentTooLarge = DiagnosticCode(
        "document-too-large", .error,
        "A file may not exceed 10 MB. It was not read.")
    public static let nestingTooDeep = DiagnosticCode(
        "nesting-too-deep", .error,
        "Mappings and sequences may be nested 1,000 levels deep at most, where an alias counts like the text "
            + "it stands for.")
    public static let tooManyNodes = DiagnosticCode(
        "too-many-nodes", .error,
        "A document may have 100,000 nodes (scalars, sequences and mappings, keys included) at most, where an"
            + " alias counts like the text it stands for.")
    public static let unknownAlias = DiagnosticCode(
        "unknown-alias", .error,
        "'*name' stands for the node that was marked '&name' earlier in the same document, and there is none."
            + " Texts that start with '*' need quotes.")
    public static let recursiveAlias = DiagnosticCode(
        "recursive-alias", .error,
        "An alias stands inside the very node that it refers to, so the document would be endless.")
    public static let badMerge = DiagnosticCode(
        "bad-merge", .error,
        "The value of a merge key '<<' must be a mapping or a sequence of mappings, usually as aliases: '<<: "
            + "*defaults'. To use '<<' as an ordinary key, quote it.")
    public static let duplicateKey = DiagnosticCode(
        "duplicate-key", .error,
        "A mapping has the same key twice, and one of the two values would be lost. Keys that come in by a "
            + "merge '<<' may be written again: the written one wins.")
    public static let complexKey = DiagnosticCode(
        "complex-key", .error,
        "The key of a mapping must be a scalar; this one is a sequence or a mapping.")
    public static let badTag = DiagnosticCode(
        "bad-tag", .error,
        "The value does not fit the tag written before it, such as '!!int twelve'. Without the tag the kind "
            + "of a scalar follows from its text (YAML 1.2 core schema).")

    /// Every code that `YAMLParser` reports.
    public static let yamlSyntaxCodes: [DiagnosticCode] = [
        yamlSyntax, invalidUTF8, binaryFile, ambiguousLineBreak, emptyDocument, multipleDocuments, documentTooLarge,
        nestingTooDeep, tooManyNodes, unknownAlias, recursiveAlias, badMerge, duplicateKey, complexKey, badTag,
    ]
}
