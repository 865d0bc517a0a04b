import Foundation
import Testing

/// Stubs compile as they are, beside what is generated from the same specs.
@Suite(.serialized)
struct ScaffoldTests {
    private func compile(
        _ folder: TemporaryFolder, _ settings: [[String]] = [SwiftCompiler.strict + SwiftCompiler.mainActor],
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let generate = try Command.run(["generate", "--output", "out"], in: folder)
        let scaffold = try Command.run(["scaffold", "--output", "handlers"], in: folder)
        for run in [generate, scaffold] {
            #expect(run.hasExited, sourceLocation: location)
            #expect(run.error.split(separator: "\n").filter { $0.contains(": error: ") } == [], sourceLocation: location)
            #expect(run.status == 0, sourceLocation: location)
        }
        let files = try folder.files(below: "out") + folder.files(below: "handlers")
        for flags in settings {
            #expect(try SwiftCompiler.typecheck(files, flags) == "", sourceLocation: location)
        }
    }

    @Test func aStub() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            let run = try Command.run(["scaffold", "--output", "handlers"], in: folder)
            #expect(run.status == 0)
            let call = "ShipOrder.registered(pack: ShipOrder.PackHandler(), send: ShipOrder.SendHandler())"
            #expect(run.output.contains("\n    \(call)\n"))
            #expect(
                try folder.read("handlers/ShipOrder/ShipOrder+SendHandler.swift") == """
                    import Stepsmith

                    extension ShipOrder {
                        struct SendHandler: Send.Handler {
                            func send(packed: Pack.Result, inputs: Input, context: StepContext) async throws -> Send.Result {
                                throw PermanentError.notImplemented(step: "send")
                            }
                        }
                    }

                    """)
            try compile(folder)
        }
    }

    @Test func typesAndNamesThatNeedCare() throws {
        try TemporaryFolder.with { folder in
            try folder.write(
                "specs/care.yaml",
                """
                name: care
                namespace_name: a
                version: 1.0.0
                input_schema:
                  type: object
                  required: [at]
                  properties:
                    at: { type: string, format: date-time }
                    ids: { type: array, items: { type: string, format: uuid } }
                    in: { type: object, properties: { x: { type: integer } } }
                    any: { $ref: "#/definitions/PermanentError" }
                definitions:
                  PermanentError: { type: object, properties: { x: { type: integer } } }
                steps:
                  - { name: create, handler: { callable: x }, inputs: [at, ids, in, any] }
                  - { name: create_handler, handler: { callable: x }, depends_on: [create] }
                  - { name: defer, handler: { callable: x }, depends_on: { inout: create, repeat: create_handler } }

                """)
            let other = Specs.good.replacing("name: pack\n", with: "name: create\n")
            try folder.write("specs/other.yaml", other.replacing(": pack }", with: ": create }"))
            try compile(folder, [[], SwiftCompiler.strict, SwiftCompiler.strict + SwiftCompiler.mainActor])
            #expect(try folder.read("handlers/Care/Care+CreateHandlerStub.swift").hasPrefix("import Foundation\n"))
        }
    }

    @Test func hostileSpecs() throws {
        try TemporaryFolder.with { folder in
            for (index, text) in HostileText.all.enumerated() {
                try folder.write("specs/hostile\(index).yaml", HostileSpec.spec(text, index))
            }
            try folder.write("specs/words.yaml", HostileSpec.words)
            try folder.write("specs/kinds.yaml", HostileSpec.wordsOfKinds)
            try compile(folder)
        }
    }

    @Test(.enabled(if: Templates.folder != nil), arguments: ["contrib-fastapi", "core-python"])
    func corpus(_ name: String) throws {
        try TemporaryFolder.with { folder in
            let path = try #require(Templates.folder) + "/" + name
            try FileManager.default.copyItem(atPath: path, toPath: folder.path + "/specs")
            try compile(folder)
        }
    }

    @Test(
        arguments: [
            (
                "Pick", "first: First.Result, inputs: Input, context: StepContext", "Decision<Pick.Route, Pick.Result>",
                #"// Return .route([.work], result) with the branches to run, or .skip(reason: "why", result) for none."#
            ),
            (
                "Split", "work: Work.Result, inputs: Input, context: ConfiguredContext<Split.Configuration>",
                "BatchConfig<Split.Result>",
                "// Return BatchConfig(totalItems: count, result: result), or .noBatches(result) when there is nothing to do."
            ),
            (
                "Crunch", "split: Split.Result, batch: BatchContext, inputs: Input, context: StepContext", "Crunch.Result",
                "// The items of this range are those from batch.startCursor up to, not including, batch.endCursor."
            ),
            (
                "Join",
                "crunch: [Crunch.Result], crunchFailures: [BatchFailure], other: Other.Result?, inputs: Input, "
                    + "context: StepContext", "Join.Result", nil
            ),
            ("Work", "pick: Pick.Result, inputs: Input, api: APIClient, context: StepContext", "Work.Result", nil),
        ] as [(String, String, String, String?)])
    func aStubOfEachKind(_ step: String, _ parameters: String, _ result: String, _ advice: String?) throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/kinds.yaml", Specs.kinds)
            try compile(folder)
            let text = try folder.read("handlers/Kinds/Kinds+\(step)Handler.swift")
            let oneLine = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let method = step.lowercased()
            #expect(
                oneLine.replacing("( ", with: "(").replacing(" )", with: ")").contains(
                    "func \(method)(\(parameters)) async throws -> \(result) {"))
            #expect(text.contains("// ") == (advice != nil))
            if let advice { #expect(text.contains("            \(advice)\n            throw ")) }
            #expect(text.contains("throw PermanentError.notImplemented(step: \"\(method)\")"))
            #expect(text.contains("import StepsmithHTTP\n") == (step == "Work"))
        }
    }

    @Test func neverTouchesAFileThatIsThere() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            let name = "handlers/ShipOrder/ShipOrder+PackHandler.swift"
            try folder.write(name, "// mine")
            let run = try Command.run(["scaffold", "--output", "handlers"], in: folder)
            #expect(run.status == 0)
            #expect(run.output.hasPrefix("kept \(name)\nwrote handlers/ShipOrder/ShipOrder+SendHandler.swift\n"))
            #expect(try folder.read(name) == "// mine")
        }
    }

    @Test(arguments: [
        "extension ShipOrder {\n    struct Packer: Pack.Handler {}\n}", "struct Packer: ShipOrder.Pack.Handler {}",
        "final class All: ShipOrder.Handlers {}",
    ])
    func handlersElsewhereCount(_ text: String) throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("code/Own.swift", text)
            let run = try Command.run(["scaffold", "--output", "handlers", "--sources", "code"], in: folder)
            #expect(run.output.contains("kept code/Own.swift, which handles step pack\n"))
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/handlers/ShipOrder/ShipOrder+PackHandler.swift"))
        }
    }

    @Test(arguments: [
        "// Pack.Handler of ShipOrder comes later", "struct Packer: Other.Pack.Handler {}", "let x = ShipOrder.Packer()",
    ])
    func otherMentionsDoNot(_ text: String) throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("code/Own.swift", text)
            let run = try Command.run(["scaffold", "--output", "handlers", "--sources", "code"], in: folder)
            #expect(run.output.hasPrefix("wrote handlers/ShipOrder/ShipOrder+PackHandler.swift\n"))
        }
    }

    @Test func goesOnBesideASpecWithErrors() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("specs/bad.yaml", Specs.bad)
            let run = try Command.run(["scaffold", "--output", "handlers"], in: folder)
            #expect(run.status == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/handlers") == ["ShipOrder"])
        }
    }

    /// The module that tests import: the target whose folder the stubs go to, or the package's only one.
    @Test(arguments: [
        ("shop-app/Sources/shop-app", "shop_app", "shop-app/Tests/shop_appTests"),
        ("shop-app/Code/Handlers/Deep", "Depot", "shop-app/Tests/DepotTests"), ("Orders/handlers", "Orders", "Tests/OrdersTests"),
    ])
    func testsImportTheModuleOfTheOutput(_ output: String, _ module: String, _ tests: String) throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write(
                "shop-app/Package.swift",
                """
                // swift-tools-version: 6.1
                import PackageDescription
                let package = Package(
                    name: "shop",
                    targets: [.executableTarget(name: "shop-app"), .target(name: "Depot", path: "Code"), .testTarget(name: "Tests")])
                """)
            let run = try Command.run(["scaffold", "--output", output, "--tests"], in: folder)
            #expect(run.status == 0, "\(run.error)")
            #expect(try folder.read("\(tests)/ShipOrderTests.swift").contains("\n@testable import \(module)\n"))
        }
    }

    @Test func testsOfAnUnknownModuleAreRefused() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("Package.swift", "not a manifest")
            let run = try Command.run(["scaffold", "--output", "out", "--tests"], in: folder)
            #expect(run.status == 2)
            #expect(run.error.contains("--module names what tests import"))
            #expect(try folder.contents() == ["Package.swift", "specs"])
            #expect(
                try Command.run(["scaffold", "--output", "Sources/App/x", "--tests"], in: folder).output.contains(
                    "wrote Tests/AppTests/ShipOrderTests.swift"))
        }
    }

    /// Methods for payloads: those that must be there, and comments for those that may.
    @Test func events() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/pay.yaml", Specs.events)
            try compile(folder)
            let text = try folder.read("handlers/Pay/Pay+ChargeHandler.swift")
            let oneLine = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let signature = "_ outcome: StepOutcome<Charge.Result>, context: StepContext"
            for method in ["refunded", "chargeFailed"] {
                let type = method.prefix(1).uppercased() + method.dropFirst()
                #expect(
                    oneLine.replacing("( ", with: "(").replacing(" )", with: ")").contains(
                        "func \(method)(\(signature)) async throws -> Charge.\(type).Payload? { throw PermanentError.notImplemented("
                    ))
            }
            #expect(text.components(separatedBy: "    func ").count == 4)
            #expect(
                text.contains("        // The event charged is published with the result. For another payload, or none, write:\n")
            )
            #expect(text.contains("\n        // func charged("))
            // As the comment says it.
            let written = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                let code = line.drop { $0 == " " }
                guard ["// func ", "//     _ outcome", "// ) async"].contains(where: { code.hasPrefix($0) }) else { return line }
                return code.dropFirst(3) + (code.hasSuffix("?") ? " { nil }" : "")
            }
            try folder.write("handlers/Pay/Pay+ChargeHandler.swift", written.joined(separator: "\n"))
            try compile(folder)
        }
    }

    /// The test's own compilation, against the module that it tests.
    @Test func testsCompile() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("specs/kinds.yaml", Specs.kinds)
            #expect(try Command.run(["generate", "--output", "out"], in: folder).status == 0)
            let run = try Command.run(["scaffold", "-o", "handlers", "--tests", "--module", "Shop"], in: folder)
            #expect(run.status == 0)
            #expect(run.output.contains("wrote Tests/ShopTests/ShipOrderTests.swift\n"))
            #expect(try folder.read("Tests/ShopTests/KindsTests.swift").contains("hasAHandlerForEveryStep"))
            let sources = try folder.files(below: "out") + folder.files(below: "handlers")
            try SwiftCompiler.emitModule("Shop", sources, to: folder.path)
            let output = try SwiftCompiler.typecheck(
                folder.files(below: "Tests"),
                SwiftCompiler.strict + ["-I", folder.path] + SwiftCompiler.testingMacros()
                    + SwiftCompiler.moduleMaps(for: sources))
            #expect(output == "")
        }
    }
}

enum Templates {
    /// Real Tasker templates, beside the package or where STEPSMITH_CORPUS says.
    static let folder: String? = {
        var path = ProcessInfo.processInfo.environment["STEPSMITH_CORPUS"] ?? ""
        if path.isEmpty {
            var url = URL(fileURLWithPath: #filePath)
            for _ in 0..<4 { url.deleteLastPathComponent() }
            path = url.appending(path: "shared/corpus").path
        }
        path += "/tasker-templates"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()
}
