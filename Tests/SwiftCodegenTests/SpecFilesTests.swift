import Foundation
import SpecFiles
import Testing
import YAMLSyntax

struct SpecFilesTests {
    // MARK: Reading

    @Test func readsAFile() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("a.yaml", "name: x")
            #expect(SpecFile.read(path).bytes == Array("name: x".utf8))
            #expect(SpecFile.read(try folder.write("empty.yaml", "")).bytes == [])
        }
    }

    @Test func refusesWhatIsNoFile() throws {
        try TemporaryFolder.with { folder in
            expect(SpecFile.read(folder.path), "not-a-file", "folder")
            expect(SpecFile.read(folder.path + "/none.yaml"), "file-not-found", "no such file")
            let pipe = folder.path + "/pipe.yaml"
            #expect(mkfifo(pipe, 0o600) == 0)
            expect(SpecFile.read(pipe), "not-a-file", "no regular file")
            expect(SpecFile.read("/dev/zero"), "not-a-file", "no regular file")
            expect(SpecFile.read(try folder.write("x.yaml", "a") + "/y.yaml"), "file-not-found", "no such file")
        }
    }

    @Test func refusesALargeFileWithoutReadingIt() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("large.yaml", "")
            #expect(truncate(path, 100_000_000) == 0)
            expect(SpecFile.read(path), "file-too-large", "100000000 bytes")
            #expect(truncate(path, off_t(SpecFile.maximumSize)) == 0)
            #expect(SpecFile.read(path).bytes?.count == SpecFile.maximumSize)
        }
    }

    /// Files under /proc say that they are empty and are not.
    @Test func readsPastTheSizeThatTheSystemGave() throws {
        #if os(Linux)
            #expect(SpecFile.read("/proc/self/status").bytes?.isEmpty == false)
        #endif
    }

    @Test(.disabled(if: getuid() == 0, "root may read everything"))
    func reportsAFileThatCannotBeRead() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("secret.yaml", "name: x")
            #expect(chmod(path, 0) == 0)
            expect(SpecFile.read(path), "file-unreadable", "ermission")
        }
    }

    private func expect(
        _ contents: SpecFile.Contents, _ code: String, _ part: String, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(contents.bytes == nil, sourceLocation: location)
        #expect(contents.diagnostics.map(\.code.id) == [code], sourceLocation: location)
        #expect(contents.diagnostics.first?.message.contains(part) == true, sourceLocation: location)
        #expect(contents.diagnostics.first?.range == .fileStart, sourceLocation: location)
    }

    // MARK: Finding

    @Test func findsSpecsInOrder() throws {
        try TemporaryFolder.with { folder in
            for name in [
                "b.yaml", "a.yml", "Z.yaml", "sub/deep/c.yaml", "sub/a.yaml", ".hidden.yaml", ".git/x.yaml",
                "readme.md", "d.yaml/e.yaml",
            ] {
                try folder.write(name, "x: 1")
            }
            #expect(symlink(folder.path, folder.path + "/sub/loop") == 0)
            #expect(symlink(folder.path + "/b.yaml", folder.path + "/linked.yaml") == 0)
            let result = SpecFinder.find(folder.path)
            #expect(
                result.found.map(\.name) == [
                    "Z.yaml", "a.yml", "b.yaml", "d.yaml/e.yaml", "linked.yaml", "sub/a.yaml", "sub/deep/c.yaml",
                ])
            #expect(result.found.first?.path == folder.path + "/Z.yaml")
            #expect(result.diagnostics.isEmpty)
            #expect(SpecFinder.find(folder.path + "/").found.first?.path == folder.path + "/Z.yaml")
        }
    }

    @Test func aFileIsFoundByItself() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("sub/spec.txt", "x")
            #expect(SpecFinder.find(path).found.map(\.name) == ["spec.txt"])
        }
    }

    @Test func nothingToFindIsAnError() throws {
        try TemporaryFolder.with { folder in
            try folder.write("readme.md", "x")
            #expect(SpecFinder.find(folder.path).diagnostics.map(\.code.id) == ["no-specs"])
            #expect(SpecFinder.find(folder.path + "/none").diagnostics.map(\.code.id) == ["file-not-found"])
        }
    }

    // MARK: Writing

    @Test func writesOnlyWhatChanged() throws {
        try TemporaryFolder.with { folder in
            let path = folder.path + "/out.swift"
            #expect(OutputFile.write("one", to: path) == .written)
            let before = try folder.modificationDate("out.swift")
            #expect(OutputFile.write("one", to: path) == .unchanged)
            #expect(try folder.modificationDate("out.swift") == before)
            #expect(OutputFile.write("two", to: path) == .written)
            #expect(try folder.read("out.swift") == "two")
            #expect(OutputFile.write("", to: path) == .written)
            #expect(OutputFile.write("", to: path) == .unchanged)
            #expect(try folder.contents() == ["out.swift"])
        }
    }

    @Test func aFailureLeavesNothingBehind() throws {
        try TemporaryFolder.with { folder in
            guard case .failed(let missing) = OutputFile.write("x", to: folder.path + "/none/out.swift") else {
                Issue.record("written into a folder that is not there")
                return
            }
            #expect(missing.code.id == "file-unwritable")
            try folder.write("taken/inside.txt", "x")
            guard case .failed = OutputFile.write("x", to: folder.path + "/taken") else {
                Issue.record("replaced a folder")
                return
            }
            #expect(try folder.contents() == ["taken"])
        }
    }
}
