import CFiles
public import YAMLSyntax

/// Writes generated files.
public enum OutputFile {
    public enum Outcome: Equatable, Sendable {
        case written
        /// The file had these bytes already and was not touched, so that nothing is compiled again.
        case unchanged
        case failed(Diagnostic)
    }

    /// Puts the text at the path, all of it or nothing: it goes to a file beside it, which then takes its place. Makes no folder.
    public static func write(_ text: String, to path: String) -> Outcome {
        var text = text
        return text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> Outcome in
            if holds(path, UnsafeRawBufferPointer(bytes)) { return .unchanged }
            return replace(path, UnsafeRawBufferPointer(bytes))
        }
    }

    /// Removes a file; what went wrong, if anything did.
    public static func remove(_ path: String) -> Diagnostic? {
        if unlink(path) == 0 { return nil }
        let reason = SystemError().message
        return Diagnostic(.fileUnwritable, file: path, range: .fileStart, "cannot be removed: \(reason)")
    }

    private static func holds(_ path: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let descriptor = openToRead(path)
        if descriptor < 0 { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, isRegularFile(status), Int(status.st_size) == bytes.count else { return false }
        if bytes.isEmpty { return true }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { buffer.deallocate() }
        guard let start = buffer.baseAddress, let wanted = bytes.baseAddress else { return false }
        var count = 0
        while count < bytes.count {
            let got = readSome(descriptor, start + count, bytes.count - count)
            if got < 0, lastError() == EINTR { continue }
            if got <= 0 { return false }
            count += got
        }
        return memcmp(start, wanted, count) == 0
    }

    private static func replace(_ path: String, _ bytes: UnsafeRawBufferPointer) -> Outcome {
        let temporary = path + ".\(getpid()).tmp"
        // A file of that name can only be left over from a process that was killed.
        unlink(temporary)
        let descriptor = openNew(temporary)
        if descriptor < 0 { return failed(SystemError(), path) }
        var error = writeAll(descriptor, bytes)
        if close(descriptor) != 0, error == nil { error = SystemError() }
        if error == nil, rename(temporary, path) != 0 { error = SystemError() }
        guard let error else { return .written }
        unlink(temporary)
        return failed(error, path)
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> SystemError? {
        guard let start = bytes.baseAddress else { return nil }
        var count = 0
        while count < bytes.count {
            let put = writeSome(descriptor, start + count, bytes.count - count)
            if put < 0 {
                let error = SystemError()
                if error.number == EINTR { continue }
                return error
            }
            count += put
        }
        return nil
    }

    private static func failed(_ error: SystemError, _ path: String) -> Outcome {
        .failed(Diagnostic(.fileUnwritable, file: path, range: .fileStart, "cannot be written: \(error.message)"))
    }
}
