import CFiles
public import YAMLSyntax

/// Reads spec files.
public enum SpecFile {
    /// 10 MB, the largest spec that is read.
    public static let maximumSize = 10_000_000

    public struct Contents: Sendable {
        /// Nil when a diagnostic says why.
        public var bytes: [UInt8]?
        public var diagnostics: [Diagnostic]
    }

    /// The file's bytes. Looks at what it opened before reading.
    public static func read(_ path: String) -> Contents {
        let descriptor = openToRead(path)
        if descriptor < 0 { return failure(SystemError(), path) }
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) != 0 { return failure(SystemError(), path) }
        if isFolder(status) { return failure(.notAFile, path, "this is a folder, and a spec is a file") }
        if !isRegularFile(status) { return failure(.notAFile, path, "this is no regular file") }
        if status.st_size > off_t(maximumSize) {
            return failure(
                .fileTooLarge, path, "the file has \(status.st_size) bytes, and the most that is read is \(maximumSize)"
            )
        }
        return readAll(descriptor, expecting: Int(status.st_size), path)
    }

    /// Reads to the end, which may have moved since the size was asked for.
    private static func readAll(_ descriptor: Int32, expecting size: Int, _ path: String) -> Contents {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
            let room = bytes.count - count
            let got = bytes.withUnsafeMutableBytes { (buffer: UnsafeMutableRawBufferPointer) -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                return readSome(descriptor, start + count, room)
            }
            if got < 0 {
                let error = SystemError()
                if error.number == EINTR { continue }
                return failure(error, path)
            }
            if got == 0 { break }
            count += got
            if count > maximumSize {
                return failure(.fileTooLarge, path, "the file grew beyond \(maximumSize) bytes while it was read")
            }
        }
        bytes.removeLast(bytes.count - count)
        return Contents(bytes: bytes, diagnostics: [])
    }

    private static func failure(_ error: SystemError, _ path: String) -> Contents {
        error.isMissing
            ? failure(.fileNotFound, path, "there is no such file")
            : failure(.fileUnreadable, path, "cannot be read: \(error.message)")
    }

    private static func failure(_ code: DiagnosticCode, _ path: String, _ message: String) -> Contents {
        Contents(bytes: nil, diagnostics: [Diagnostic(code, file: path, range: .fileStart, message)])
    }
}
