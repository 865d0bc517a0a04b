import CFiles

/// What the system said about the last call that failed.
struct SystemError {
    let number: Int32

    /// To be made right after the failing call.
    init() { number = lastError() }

    var isMissing: Bool { number == ENOENT || number == ENOTDIR }

    var message: String {
        guard let text = strerror(number) else { return "error \(number)" }
        return String(cString: text)
    }
}

/// `read` and `write` of the C library, under names that no method hides.
func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

func writeSome(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
