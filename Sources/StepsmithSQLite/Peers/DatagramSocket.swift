#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Unix datagrams of one byte that mean: look again.
enum DatagramSocket {
    static func open(at path: String) throws -> Int32 {
        #if canImport(Glibc)
            let type = Int32(SOCK_DGRAM.rawValue)
        #else
            let type = SOCK_DGRAM
        #endif
        let socket = socket(AF_UNIX, type, 0)
        if socket < 0 { throw SQLiteStoreError.notWritable(path: path, reason: SystemError.text) }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
        unlink(path)
        if withAddress(of: path, { bind(socket, $0, $1) }) != 0 {
            let reason = SystemError.text
            close(socket)
            throw SQLiteStoreError.notWritable(path: path, reason: reason)
        }
        return socket
    }

    static func drain(_ socket: Int32) {
        var byte: UInt8 = 0
        while recv(socket, &byte, 1, 0) >= 0 {}
    }

    static func send(from socket: Int32, to path: String) {
        var byte: UInt8 = 1
        _ = withAddress(of: path) { sendto(socket, &byte, 1, 0, $0, $1) }
    }

    /// The path must be shorter than the 104 bytes that every system has room for.
    private static func withAddress<Answer>(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
    ) -> Answer {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { name in
            name.copyBytes(from: path.utf8.prefix(name.count - 1))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
