import Foundation
import Testing

/// `stepsmith check`, on packages with a snapshot, a lock and handlers.
@Suite struct CheckTests {
    @Test func everythingFits() throws {
        try Package.with { folder in
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 0 && run.codes.isEmpty, "\(run.error)")
        }
    }

    @Test func aStaleSnapshot() throws {
        try Package.with { folder in
            try folder.write("Generated/ship.workflow.swift", "// mine\n")
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && run.codes == ["snapshot-stale"])
            #expect(run.error.hasPrefix("specs/ship.yaml:1:7: error: Generated/ship.workflow.swift is not what this generates"))
        }
    }

    @Test func aSnapshotOfASpecThatIsGone() throws {
        try Package.with { folder in
            try folder.write("specs/other.yaml", Specs.good.replacing("ship_order", with: "other"))
            #expect(try Command.run(["generate", "--lock", "--output", "Generated"], in: folder).status == 0)
            try FileManager.default.removeItem(atPath: folder.path + "/specs/other.yaml")
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1)
            #expect(Set(run.codes) == ["snapshot-orphaned", "snapshot-stale", "lock-stale"])
            #expect(run.error.contains("Generated/other.workflow.swift:1:1: error: "))
        }
    }

    @Test func noSnapshotAndNoLock() throws {
        try Package.with { folder in
            try FileManager.default.removeItem(atPath: folder.path + "/Generated")
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && Set(run.codes) == ["snapshot-missing", "lock-missing"])
        }
    }

    @Test(arguments: ["{", "{\"format\": 99, \"workflows\": []}", "[]"])
    func aLockThatCannotBeRead(_ text: String) throws {
        try Package.with { folder in
            try folder.write("Generated/schema-lock.json", text)
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && run.codes == ["lock-unreadable"])
            // Nothing says that it may be replaced.
            #expect(try Command.run(["generate", "--lock", "--output", "Generated"], in: folder).status == 1)
            #expect(try folder.read("Generated/schema-lock.json") == text)
        }
    }

    @Test func aSpecWithErrors() throws {
        try Package.with { folder in
            try folder.write("specs/broken.yaml", Specs.bad)
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && run.error.contains("specs/broken.yaml:5:5: error: "))
        }
    }

    // MARK: Versions

    /// At the line that breaks them, and in any form.
    @Test func aVersionThatChangedUnderItsCallers() throws {
        try Package.with { folder in
            let changed = Package.spec(minLength: 2)
            try folder.write("specs/ship.yaml", changed)
            let line = try #require(changed.split(separator: "\n").firstIndex { $0.contains("minLength: 2") }) + 1
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1)
            #expect(Set(run.codes) == ["incompatible-change", "lock-stale", "fingerprint-changed", "snapshot-stale"])
            #expect(run.error.contains("specs/ship.yaml:\(line):"))
            // Writing the lock anew does not help, but under a new version it does.
            let refused = try Command.run(["generate", "--lock", "--output", "Generated"], in: folder)
            #expect(refused.status == 1 && refused.codes == ["incompatible-change"])
            try folder.write("specs/ship.yaml", changed.replacing("version: 1.0.0", with: "version: 2.0.0"))
            #expect(try Command.run(["generate", "--lock", "--output", "Generated"], in: folder).status == 0)
            #expect(try Command.run(["check"], in: folder).status == 0)
        }
    }

    @Test func aVersionThatNobodyRunsMayChange() throws {
        try Package.with { folder in
            try folder.write("specs/ship.yaml", Package.spec(minLength: 2))
            let lock = ["generate", "--lock", "--allow-incompatible", "--output", "Generated"]
            #expect(try Command.run(lock, in: folder).status == 0)
            #expect(try Command.run(["check"], in: folder).status == 0)
            #expect(try Command.run(["generate", "--allow-incompatible", "--output", "Generated"], in: folder).status == 2)
        }
    }

    /// A change that breaks nobody makes the lock stale, no more; stores see another fingerprint.
    @Test func aCompatibleChange() throws {
        try Package.with { folder in
            try folder.write("specs/ship.yaml", Package.spec(minLength: 0))
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && Set(run.codes) == ["lock-stale", "fingerprint-changed", "snapshot-stale"])
            #expect(try Command.run(["generate", "--lock", "--output", "Generated"], in: folder).status == 0)
            #expect(try Command.run(["check"], in: folder).status == 0)
        }
    }

    /// The lock is written anew along with the spec, and the revision before tells on it.
    @Test func aLockThatIsWrittenAnewHidesNothing() throws {
        try Package.with { folder in
            try Package.commit(folder)
            try folder.write("specs/ship.yaml", Package.spec(minLength: 2))
            let lock = ["generate", "--lock", "--allow-incompatible", "--output", "Generated"]
            #expect(try Command.run(lock, in: folder).status == 0)
            #expect(try Command.run(["check"], in: folder).status == 0)
            let run = try Command.run(["check", "--against", "HEAD"], in: folder)
            #expect(run.status == 1 && run.codes == ["incompatible-change"])
            let unknown = try Command.run(["check", "--against", "nowhere"], in: folder)
            #expect(unknown.status == 1 && unknown.codes == ["lock-missing"])
        }
    }

    @Test func theLockIsTheSameEverywhere() throws {
        try Package.with { folder in
            let lock = try folder.read("Generated/schema-lock.json")
            for locale in ["C", "tr_TR.UTF-8", "de_DE.UTF-8"] {
                try FileManager.default.removeItem(atPath: folder.path + "/Generated")
                let run = try Command.run(
                    ["generate", "--lock", "--output", "Generated"], in: folder,
                    launch: ["/usr/bin/env", "LC_ALL=\(locale)", "TZ=Asia/Kathmandu", BuildFolder.find("stepsmith").path])
                #expect(run.status == 0)
                #expect(try folder.read("Generated/schema-lock.json") == lock)
            }
        }
    }

    // MARK: Handlers

    @Test func aHandlerThatIsMissing() throws {
        try Package.with { folder in
            let stubs = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/Sources").filter {
                $0.hasSuffix(".swift")
            }
            try FileManager.default.removeItem(atPath: folder.path + "/Sources/" + #require(stubs.first))
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && run.codes == ["handler-missing"])
            #expect(run.error.hasPrefix("specs/ship.yaml:"))
            #expect(try Command.run(["check", "--handlers", "Elsewhere"], in: folder).codes.count == stubs.count)
        }
    }

    @Test func aHandlerWhoseStepIsGone() throws {
        try Package.with { folder in
            try folder.write(
                "Sources/App/Mine.swift",
                """
                // A word in a comment is none: ShipOrder.Older.Handler
                enum Mine { protocol Handler {} }
                struct A: Mine.Handler {}
                struct B: ShipOrder.Gone.Handler {}
                """)
            try folder.write(
                "Sources/App/ShipOrder/ShipOrder+OldHandler.swift",
                "extension ShipOrder {\n    struct OldHandler: Old.Handler {}\n}\n")
            let run = try Command.run(["check"], in: folder)
            #expect(run.status == 1 && run.codes == ["handler-orphaned", "handler-orphaned"])
            #expect(run.error.contains("Sources/App/Mine.swift:4:1: error: ShipOrder has no step for Gone.Handler any more"))
            #expect(run.error.contains("Sources/App/ShipOrder/ShipOrder+OldHandler.swift:2:1: error: "))
        }
    }

    // MARK: Reports

    @Test func annotationsShowOnTheLine() throws {
        try Package.with { folder in
            try folder.write("specs/ship.yaml", Package.spec(minLength: 2))
            let github = try Command.run(["check", "--format", "github"], in: folder)
            #expect(github.output.contains("::error file=specs/ship.yaml,line="))
            #expect(github.output.contains("title=incompatible-change::"))
            let sarif = try Command.run(["check", "--format", "sarif"], in: folder)
            let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let rules = try #require(((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]])
            let results = try #require(run["results"] as? [[String: Any]])
            #expect(results.contains { $0["ruleId"] as? String == "incompatible-change" })
            for result in results {
                let index = try #require(result["ruleIndex"] as? Int)
                #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            }
        }
    }

    @Test func itWritesNothing() throws {
        try Package.with { folder in
            try folder.write("specs/ship.yaml", Package.spec(minLength: 2))
            let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path).map { ($0, try folder.modified($0)) }
            #expect(try Command.run(["check"], in: folder).status == 1)
            let after = try FileManager.default.subpathsOfDirectory(atPath: folder.path).map { ($0, try folder.modified($0)) }
            #expect(before.map(\.0) == after.map(\.0) && before.map(\.1) == after.map(\.1))
        }
    }
}

/// A package with a spec and all that belongs to it.
enum Package {
    static func spec(minLength: Int) -> String {
        Specs.good.replacing("address: { type: string }", with: "address: { type: string, minLength: \(minLength) }")
    }

    static func with(_ body: (TemporaryFolder) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", spec(minLength: 1))
            #expect(try Command.run(["generate", "--lock", "--output", "Generated"], in: folder).status == 0)
            #expect(try Command.run(["scaffold", "--output", "Sources/App/Handlers"], in: folder).status == 0)
            try body(folder)
        }
    }

    /// Makes the folder a repository with one commit.
    static func commit(_ folder: TemporaryFolder) throws {
        for arguments in [
            ["init", "--quiet"], ["add", "--all"],
            ["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "all"],
        ] {
            #expect(try Command.run(arguments, in: folder, launch: ["/usr/bin/env", "git"]).status == 0)
        }
    }
}

extension TemporaryFolder {
    func modified(_ name: String) throws -> Date {
        try #require(FileManager.default.attributesOfItem(atPath: path + "/" + name)[.modificationDate] as? Date)
    }
}
