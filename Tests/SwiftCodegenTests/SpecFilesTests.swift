import Foundation
import SpecFiles
import SwiftCodegen
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

    // MARK: References

    @Test func followsReferences() throws {
        try TemporaryFolder.with { folder in
            let spec = try folder.write("specs/a/one.yaml", SpecFilesTests.spec("../../shared/x.yaml#/definitions/A"))
            try folder.write(
                "shared/x.yaml", "definitions:\n  A: { type: array, items: { $ref: \"./sub/../y.yaml#/definitions/B\" } }\n")
            try folder.write("shared/y.yaml", "definitions:\n  B: { type: string }\n  C: { $ref: \"x.yaml#/definitions/A\" }\n")
            let loaded = try #require(SpecLoader.load(spec).spec)
            let found = SpecReferences().files(of: loaded, path: spec)
            #expect(found.diagnostics == [])
            #expect(found.files?.specs.keys.sorted() == [folder.path + "/shared/x.yaml", folder.path + "/shared/y.yaml"])
            #expect(SpecReferences.targets(of: loaded, path: spec) == [folder.path + "/shared/x.yaml"])
        }
    }

    @Test(arguments: [
        ("none.yaml#/definitions/A", "there is no file"), ("bad.yaml#/definitions/A", "has errors of its own"),
        ("x.yaml#/definitions/B", "has no definition 'B'"),
    ])
    func reportsReferencesThatLeadNowhere(_ reference: String, _ why: String) throws {
        try TemporaryFolder.with { folder in
            let spec = try folder.write("one.yaml", SpecFilesTests.spec(reference))
            try folder.write("bad.yaml", "definitions: { A: { type: strnig } }\n")
            try folder.write("x.yaml", "definitions: { A: {} }\n")
            let found = SpecReferences().files(of: try #require(SpecLoader.load(spec).spec), path: spec).diagnostics
            #expect(found.map(\.code.id) == ["unresolved-reference"] && found[0].range.start.line == 4)
            #expect(found[0].message.contains(why))
        }
    }

    @Test(arguments: [("a/./b", "a/b"), ("/a/../../b", "/b"), ("../a//b/../c", "../a/c"), ("a/..", ""), ("../../x", "../../x")])
    func normalizesPaths(_ path: String, _ expected: String) { #expect(SpecReferences.normalized(path) == expected) }

    private static func spec(_ reference: String) -> String {
        "name: one\nnamespace_name: t\nversion: 1.0.0\ninput_schema: { $ref: \"\(reference)\" }\n"
            + "steps:\n- { name: a, handler: { callable: x } }\n"
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
