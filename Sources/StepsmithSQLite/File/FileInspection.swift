#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Looks at a file before SQLite does, which might write to it.
enum FileInspection {
    /// True when there is no file yet, or nothing in it. Throws `SQLiteStoreError` for what can be no store.
    static func check(_ path: String) throws -> Bool {
        var status = stat()
        let folder = folder(of: path)
        guard stat(path, &status) == 0 else {
            let code = errno
            if code != ENOENT { throw SQLiteStoreError.notWritable(path: path, reason: SystemError.text) }
            if stat(folder, &status) != 0 { throw SQLiteStoreError.missingFolder(path: folder) }
            try checkWritable(folder)
            return true
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw SQLiteStoreError.isFolder(path: path) }
        try checkWritable(path)
        try checkWritable(folder)
        if status.st_size == 0 { return true }
        // SQLite was interrupted while it wrote to the file itself, and will mend it.
        if stat(path + "-journal", &status) == 0, status.st_size > 0 { return false }
        // SQLite has it open here, and has seen what it is.
        if !OpenFile.isOpen(path) { try checkHeader(path) }
        return false
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func checkWritable(_ path: String) throws {
        if access(path, R_OK | W_OK) != 0 { throw SQLiteStoreError.notWritable(path: path, reason: SystemError.text) }
    }

    /// The header of a SQLite database: https://www.sqlite.org/fileformat2.html#the_database_header
    private static func checkHeader(_ path: String) throws {
        var header = [UInt8](repeating: 0, count: 100)
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 { throw SQLiteStoreError.notWritable(path: path, reason: SystemError.text) }
        defer { close(file) }
        let count = read(file, &header, header.count)
        guard count == header.count, header.starts(with: "SQLite format 3\0".utf8) else {
            throw SQLiteStoreError.notAStore(path: path, reason: "it is no SQLite database")
        }
        func number(at offset: Int) -> UInt32 {
            header[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
        let (application, version) = (Int32(bitPattern: number(at: 68)), Int32(bitPattern: number(at: 60)))
        if application != Schema.applicationID {
            throw SQLiteStoreError.notAStore(path: path, reason: "it is another program's SQLite database")
        }
        if version > Schema.version {
            throw SQLiteStoreError.newerSchema(path: path, found: Int(version), known: Int(Schema.version))
        }
        let short = UInt32(header[16]) << 8 | UInt32(header[17])
        let pageSize = short == 1 ? 65536 : short
        var status = stat()
        // What a checkpoint was interrupted at is still in the WAL.
        if stat(path + "-wal", &status) == 0, status.st_size > 0 { return }
        guard fstat(file, &status) == 0 else { throw SQLiteStoreError.notWritable(path: path, reason: SystemError.text) }
        // The page count is valid when the two change counters agree.
        let pages = number(at: 28)
        if number(at: 24) == number(at: 92), UInt64(pages) * UInt64(pageSize) > UInt64(status.st_size) {
            throw SQLiteStoreError.corrupt(path: path, reason: "it is shorter than its header says")
        }
    }
}
