public import YAMLSyntax

extension DiagnosticCode {
    /// Every code that reading and writing files can report.
    public static let fileCodes: [DiagnosticCode] = [
        fileNotFound, fileUnreadable, notAFile, fileTooLarge, noSpecs, unplannedSpec, fileUnwritable,
    ]

    static let fileNotFound = DiagnosticCode("file-not-found", .error, "There is no file or folder at this path.")

    static let fileUnreadable = DiagnosticCode(
        "file-unreadable", .error,
        "The file or folder is there, but the system does not let it be read; the message says why. Its permissions are the most "
            + "frequent reason.")

    static let notAFile = DiagnosticCode(
        "not-a-file", .error,
        "A spec must be a regular file. Folders, pipes, sockets and devices are not read.")

    static let fileTooLarge = DiagnosticCode(
        "file-too-large", .error, "A spec may not exceed 10 MB. It was not read.")

    static let noSpecs = DiagnosticCode(
        "no-specs", .error,
        "The folder holds no spec: no file whose name ends in .yaml or .yml, there or in a folder below. Names that start with a "
            + "dot are passed over.")

    static let unplannedSpec = DiagnosticCode(
        "unplanned-spec", .error,
        "The build was planned before this spec was there. SwiftPM looks for changed folders only inside a target's own folder, so a "
            + "spec added elsewhere, such as in the package's specs folder, needs a new plan: `touch Package.swift`, then build.")

    static let fileUnwritable = DiagnosticCode(
        "file-unwritable", .error,
        "The file could not be written; the message says why. What was there before is unchanged.")
}
