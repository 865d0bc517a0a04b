import Foundation
import SpecFiles
import SwiftCodegen
import Testing
import WorkflowSpec
import YAMLSyntax

/// Generated code compiles without a warning in modules of every setting. One compiler at a time, many specs each.
@Suite(.serialized)
struct CompilationTests {
    @Test(arguments: AccessLevel.allCases)
    func goldenSpecs(_ access: AccessLevel) throws {
        let specs = try Golden.specs.map { (name: $0, text: try Golden.read("Specs/" + $0)) }
        try Module.with(specs, access) { files in
            try expectCompiles(files, [])
            try expectCompiles(files)
            try expectCompiles(files, SwiftCompiler.strict + SwiftCompiler.mainActor)
        }
    }

    private func expectCompiles(
        _ files: [String], _ flags: [String] = SwiftCompiler.strict, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let output = try SwiftCompiler.typecheck(files, flags)
        #expect(output == "", sourceLocation: location)
    }

    /// A hand-written file beside the generated ones may import as most people do.
    @Test(arguments: AccessLevel.allCases, ["import", "public import"])
    func besideOtherFiles(_ access: AccessLevel, _ statement: String) throws {
        let modifier = statement == "import" ? "" : "public "
        let own =
            "\(statement) Stepsmith\n\(statement) Foundation\n\(modifier)func twice(_ value: JSONValue, _ date: Date) {}\n"
        try Module.with([("handlers.yaml", try Golden.read("Specs/handlers.yaml"))], access) { files in
            let path = files[0] + ".own.swift"
            try Data(own.utf8).write(to: URL(fileURLWithPath: path))
            try expectCompiles(files + [path], [])
            try expectCompiles(files + [path])
        }
    }

    @Test(
        .enabled(if: Corpus.isThere, "the corpus is not beside this checkout, in ../shared/corpus"),
        arguments: ["contrib-fastapi", "core-python", ""],
        [AccessLevel.public, .internal])
    func corpus(_ folder: String, _ access: AccessLevel) throws {
        let specs = try Corpus.specs(folder)
        #expect(specs.count >= (folder.isEmpty ? 2 : 5))
        try Module.with(specs, access) { files in
            try expectCompiles(files, SwiftCompiler.strict + SwiftCompiler.mainActor)
            for (name, text) in specs {
                let generated = try Generated(text, file: name)
                // Every step of every kind has its handler, and every workflow can be registered.
                #expect(generated.lines(with: "protocol Handler: Sendable {").count == generated.spec.steps.count)
                #expect(generated.lines(with: "static func registered(").count == 2)
            }
        }
    }

    /// The corpus has every kind of step that there is.
    @Test(.enabled(if: Corpus.isThere, "the corpus is not beside this checkout, in ../shared/corpus"))
    func corpusHasEveryKind() throws {
        var kinds: Set<StepKind> = []
        for folder in ["contrib-fastapi", "core-python", ""] {
            for (name, text) in try Corpus.specs(folder) {
                for step in try Generated(text, file: name).spec.steps { kinds.insert(step.kind) }
            }
        }
        #expect(kinds == Set(StepKind.allCases))
    }

    @Test func hostileSpecs() throws {
        var specs: [(name: String, text: String)] = []
        for (index, text) in HostileText.all.enumerated() {
            specs.append(("hostile\(index).yaml", HostileSpec.spec(text, index)))
        }
        try Module.with(specs, .public) { files in
            try expectCompiles(files, SwiftCompiler.strict + SwiftCompiler.mainActor)
        }
    }

    /// What would take minutes if generated code were written without care for the compiler: deep types, long chains, many steps.
    @Test(.timeLimit(.minutes(1)))
    func deepAndLongSpecs() throws {
        let nested = String(repeating: "{ type: object, properties: { x: ", count: 60) + "{ type: string }"
        var yaml = "name: long\nnamespace_name: test\nversion: 1.0.0\n"
        yaml += "input_schema: \(nested)\(String(repeating: " } }", count: 60))\ndefinitions:\n"
        for index in 0..<100 {
            yaml += "  A\(index): { type: object, properties: { next: { $ref: \"#/definitions/A\(index + 1)\" } } }\n"
        }
        yaml += "  A100: { type: object, properties: { end: { type: string } } }\nsteps:\n"
        for index in 0..<200 {
            let parent = index == 0 ? "" : "s\(index - 1)"
            yaml += "  - { name: s\(index), handler: { callable: x }, inputs: [], depends_on: [\(parent)] }\n"
        }
        try Module.with([("long.yaml", yaml)], .internal) { files in
            let output = try SwiftCompiler.run(["-c", "-o", "/dev/null", "-wmo"] + SwiftCompiler.strict, files)
            #expect(output == "")
        }
    }

    @Test func namesThatSwiftAndTheGeneratedCodeUse() throws {
        let specs = [("words.yaml", HostileSpec.words), ("kinds.yaml", HostileSpec.wordsOfKinds)]
        try Module.with(specs, .public) { files in
            try expectCompiles(files, SwiftCompiler.strict + SwiftCompiler.mainActor)
        }
    }
}

/// Generated files of several specs in a folder, with their registry.
enum Module {
    static func with(
        _ specs: [(name: String, text: String)], _ access: AccessLevel, _ location: SourceLocation = #_sourceLocation,
        _ body: ([String]) throws -> Void
    ) throws {
        try TemporaryFolder.with { folder in
            let read = try specs.map { try Generated($0.text, file: $0.name).spec }
            let assigned = WorkflowNaming.assign(read)
            var files: [String] = []
            var entries: [RegistryGenerator.Entry] = []
            for (index, spec) in read.enumerated() {
                let result = SwiftGenerator.generate(
                    spec,
                    options: GenerationOptions(access: access, typeName: assigned.names[index], sourceName: spec.file))
                #expect(result.diagnostics.filter { $0.severity == .error }.map(\.text) == [], sourceLocation: location)
                files.append(try folder.write(generatedFileName(spec.file), result.text))
                entries.append(RegistryGenerator.Entry(spec: spec, typeName: assigned.names[index]))
            }
            let registry = RegistryGenerator.generate(entries, access: access)
            #expect(registry.diagnostics.map(\.text) == [], sourceLocation: location)
            files.append(try folder.write(registryFileName, registry.text))
            try body(files)
        }
    }
}

/// Real Tasker templates, beside the package or where STEPSMITH_CORPUS says.
enum Corpus {
    static let folder: String = {
        if let path = ProcessInfo.processInfo.environment["STEPSMITH_CORPUS"] { return path }
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(path: "shared/corpus").path
    }()

    static var isThere: Bool { FileManager.default.fileExists(atPath: folder + "/tasker-templates") }

    /// The templates right in a folder, without those below.
    static func specs(_ name: String) throws -> [(name: String, text: String)] {
        let path = folder + "/tasker-templates/" + name
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted()
        return try names.map { ($0, try String(contentsOfFile: path + "/" + $0, encoding: .utf8)) }
    }
}
