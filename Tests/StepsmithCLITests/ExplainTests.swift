import Foundation
import Testing

struct ExplainTests {
    @Test func tellsWhatAndWhy() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("specs/types.yaml", "definitions:\n  Money: { type: integer }\n")
            try folder.write("specs/broken.yaml", Specs.bad)
            try folder.write("Sources/App/main.swift", "")
            let run = try Command.run(["explain"], in: folder)
            #expect(run.status == 0)
            for part in [
                "Target App in ", "plugin GenerateHandlers: this is what it does if the target uses it", "config: none",
                "access: internal, the default",
                "because the target has no specs of its own, and the package has a folder named specs",
                "generates ship.workflow.swift: enum ShipOrder", ", the types of its definitions",
                "generates broken.workflow.swift: nothing until its errors are mended", "Workflows.registry.swift",
            ] {
                #expect(run.output.contains(part), "\(run.output)")
            }
        }
    }

    @Test func listsTheTargetsThatUseThePlugin() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("Sources/Library/Library.swift", "")
            try folder.write("Code/App/main.swift", "")
            let manifest = """
                // swift-tools-version: 6.1
                import PackageDescription
                let package = Package(
                    name: "shop",
                    dependencies: [.package(name: "stepsmith", path: "../stepsmith")],
                    targets: [
                        .target(name: "Library"),
                        .executableTarget(
                            name: "App", path: "Code/App", plugins: [.plugin(name: "GenerateHandlers", package: "stepsmith")]),
                    ])

                """
            try folder.write("Package.swift", manifest)
            let run = try Command.run(["explain"], in: folder)
            #expect(run.status == 0)
            #expect(
                run.output.hasPrefix("Target App in \(folder.path)/Code/App\n  plugin GenerateHandlers: used"), "\(run.output)")
            #expect(!run.output.contains("Library"))
            try folder.write("Package.swift", manifest.replacing("GenerateHandlers", with: "Other"))
            let none = try Command.run(["explain"], in: folder)
            #expect(none.status == 1)
            #expect(none.error.contains("has no target that uses the plugin GenerateHandlers"))
        }
    }

    @Test func readsTheConfig() throws {
        try TemporaryFolder.with { folder in
            try folder.write("flows/a.yaml", Specs.good)
            try folder.write("flows/b.yaml", Specs.good.replacing("shop\n", with: "depot\n"))
            try folder.write("Sources/App/stepsmith.json", #"{ "specs": ["../../flows"], "access": "public" }"#)
            let run = try Command.run(["explain", "--target", "App", "Sources/App", "--target", "Other", "Sources"], in: folder)
            #expect(run.status == 0)
            #expect(run.output.contains("stepsmith.json, which sets specs and access"))
            #expect(run.output.contains("access: public, from the config"))
            #expect(run.output.contains("because stepsmith.json lists ../../flows"))
            #expect(run.output.contains("enum ShopShipOrder, with its namespace because another workflow has the same name"))
            #expect(run.output.contains("Target Other in "))
            #expect(run.output.contains("no specs: put them into specs/"))
        }
    }

    @Test(arguments: [
        (#"{ "spec": [] }"#, "unknown key \"spec\""),
        (#"{ "specs": ["nowhere"] }"#, "nowhere, listed under \"specs\", does not exist"),
        ("nonsense", "is not a JSON object"), (#"{ "access": "secret" }"#, "\"access\" must be"),
    ])
    func aConfigThatIsWrong(_ config: String, _ message: String) throws {
        try TemporaryFolder.with { folder in
            try folder.write("App/stepsmith.json", config)
            let run = try Command.run(["explain", "--target", "App", "App"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.contains("App/stepsmith.json:1:1: error: "))
            #expect(run.error.contains(message))
        }
    }

    @Test func whereThereIsNothing() throws {
        try TemporaryFolder.with { folder in
            let missing = try Command.run(["explain", "--package", "none"], in: folder)
            #expect(missing.status == 1)
            #expect(missing.error.contains("there is no folder "))
            let empty = try Command.run(["explain"], in: folder)
            #expect(empty.status == 1)
            #expect(empty.error.contains("--target NAME DIR"))
        }
    }
}
