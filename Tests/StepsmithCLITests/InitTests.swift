import Foundation
import Testing

struct InitTests {
    /// What the package's own build would do, without building Stepsmith once more.
    @Test func thePackageCompiles() throws {
        try TemporaryFolder.with { folder in
            let run = try Command.run(["init", "my-shop"], in: folder)
            #expect(run.status == 0)
            let commands = [
                "cd my-shop", "swift run MyShop start place_order --input order.json --wait", "swift run MyShop runs",
            ]
            #expect(run.output.contains(commands.map { "    \($0)\n" }.joined()))
            #expect(try Command.run(["validate", "my-shop/specs", "--strict"], in: folder).status == 0)
            #expect(try Command.run(["generate", "my-shop/specs", "--output", "out"], in: folder).status == 0)
            let sources = "my-shop/Sources/MyShop"
            let files =
                try folder.files(below: sources).filter { $0.hasSuffix(".swift") } + folder.files(below: "out")
            #expect(files.count == 5)
            #expect(try SwiftCompiler.typecheck(files, []) == "")
            #expect(try SwiftCompiler.typecheck(files) == "")
            #expect(try Command.run(["scaffold", "my-shop/specs", "-o", sources], in: folder).output.contains("wrote") == false)
        }
    }

    @Test func theManifestSaysWhereStepsmithIs() throws {
        try TemporaryFolder.with { folder in
            let repository = #".package(url: "https://github.com/stepsmith/stepsmith", from: "0.1.0")"#
            // The command was built in a checkout, which is there for sure.
            _ = try Command.run(["init", "one"], in: folder)
            let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
                .standardizedFileURL
            let here = try folder.read("one/Package.swift")
            #expect(here.contains("\n        .package(name: \"stepsmith\", path: \"\(checkout.path)\")\n"))
            #expect(here.contains("\n        // \(repository)\n"))
            // From anywhere else there is only the repository.
            _ = try Command.run(["init", "five"], in: folder, launch: [try Command.copy(to: folder)])
            let elsewhere = try folder.read("five/Package.swift")
            #expect(elsewhere.contains("\n        \(repository)\n") && !elsewhere.contains("path:"))
            _ = try Command.run(["init", "two", "--stepsmith-url", "https://example.com/fork/forge.git"], in: folder)
            let fork = try folder.read("two/Package.swift")
            #expect(fork.contains(#".package(url: "https://example.com/fork/forge.git", from: "0.1.0")"#))
            #expect(fork.contains(#".plugin(name: "GenerateHandlers", package: "forge")"#))
            try folder.write("a \"copy\"/Package.swift", "")
            #expect(try Command.run(["init", "three", "--stepsmith-path", "a \"copy\""], in: folder).status == 0)
            let local = try folder.read("three/Package.swift")
            #expect(local.contains(#".package(name: "stepsmith", path: ""#))
            #expect(local.contains(#"/a \"copy\"")"#))
            let both = ["init", "six", "--stepsmith-path", ".", "--stepsmith-url", "https://example.com/x"]
            #expect(try Command.run(both, in: folder).status == 2)
            let missing = try Command.run(["init", "four", "--stepsmith-path", "nowhere"], in: folder)
            #expect(missing.status == 1)
            #expect(missing.error.contains("there is no package in "))
        }
    }

    @Test func refusesAFolderThatIsInUse() throws {
        try TemporaryFolder.with { folder in
            try folder.write("mine/notes.txt", "keep")
            let run = try Command.run(["init", "mine"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.contains("mine is not empty: it has notes.txt"))
            let file = try Command.run(["init", "mine/notes.txt"], in: folder)
            #expect(file.status == 1)
            #expect(file.error.contains("is a file"))
            #expect(try folder.files(below: "mine") == [folder.path + "/mine/notes.txt"])
        }
    }

    @Test func aFreshRepositoryIsEmptyEnough() throws {
        try TemporaryFolder.with { folder in
            try folder.write("fresh/.git/HEAD", "")
            #expect(try Command.run(["init", "fresh"], in: folder).status == 0)
            #expect(try folder.read("fresh/Package.swift").contains("name: \"Fresh\""))
        }
    }

    @Test(arguments: ["42", "stepsmith", "---", "класс", "self"])
    func foldersThatNameNoModule(_ name: String) throws {
        try TemporaryFolder.with { folder in
            let run = try Command.run(["init", "--", name], in: folder)
            #expect(run.status == 1)
            #expect(run.error.contains("no Swift module can be named after"))
            #expect(try folder.contents() == [])
        }
    }
}
