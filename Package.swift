// swift-tools-version: 6.1
import PackageDescription

let upcoming: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "stepsmith",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Stepsmith", targets: ["Stepsmith"]),
        .library(name: "StepsmithTesting", targets: ["StepsmithTesting"]),
        // The commands that run and operate workflows, for a program of one's own.
        .library(name: "StepsmithCommand", targets: ["StepsmithCommand"]),
        // Apart from the rest: whoever does not use it compiles no network stack.
        .library(name: "StepsmithHTTP", targets: ["StepsmithHTTP"]),
        .library(name: "StepsmithSQLite", targets: ["StepsmithSQLite"]),
        .plugin(name: "GenerateHandlers", targets: ["GenerateHandlers"]),
        .plugin(
            name: "StepsmithCommands",
            targets: ["StepsmithValidate", "StepsmithCheck", "StepsmithSnapshot", "StepsmithScaffold", "StepsmithExplain"]),
        .executable(name: "stepsmith", targets: ["StepsmithCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
        // Of StepsmithHTTP alone: who does not use it does not compile them.
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Of StepsmithSQLite alone.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Of tests and examples alone.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    ],
    targets: [
        // MARK: Shared leaf: regular expressions, checked when a spec is read and matched when a run is validated.
        .target(name: "Patterns", swiftSettings: upcoming),

        // MARK: Authoring wing (build time)
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"]), .yum(["libyaml-devel"])]),
        .systemLibrary(name: "CFiles"),
        .target(name: "YAMLSyntax", dependencies: ["CYAML"], swiftSettings: upcoming),
        .target(name: "WorkflowSpec", dependencies: ["YAMLSyntax", "Patterns"], swiftSettings: upcoming),
        .target(name: "SwiftCodegen", dependencies: ["WorkflowSpec", "YAMLSyntax"], swiftSettings: upcoming),
        .target(
            name: "SpecFiles", dependencies: ["CFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"], swiftSettings: upcoming),
        .executableTarget(
            name: "stepsmith-generate", dependencies: ["CFiles", "SpecFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
            path: "Sources/StepsmithGenerate", swiftSettings: upcoming),
        .target(name: "SpecDrift", dependencies: ["WorkflowSpec", "YAMLSyntax"], swiftSettings: upcoming),
        .executableTarget(
            name: "StepsmithCLI",
            dependencies: [
                "SpecDrift", "SpecFiles", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: upcoming),

        .plugin(name: "GenerateHandlers", capability: .buildTool(), dependencies: ["stepsmith-generate"]),
        .plugin(
            name: "StepsmithValidate",
            capability: .command(
                intent: .custom(verb: "stepsmith-validate", description: "Report everything that is wrong with the specs")),
            dependencies: ["StepsmithCLI"], path: "Plugins/StepsmithCommands/Validate"),
        .plugin(
            name: "StepsmithCheck",
            capability: .command(
                intent: .custom(verb: "stepsmith-check", description: "Fail when code, lock or handlers no longer fit the specs")),
            dependencies: ["StepsmithCLI"], path: "Plugins/StepsmithCommands/Check"),
        .plugin(
            name: "StepsmithSnapshot",
            capability: .command(
                intent: .custom(verb: "stepsmith-snapshot", description: "Write what the specs generate, and the lock"),
                permissions: [.writeToPackageDirectory(reason: "The snapshot goes into the folder Generated.")]),
            dependencies: ["StepsmithCLI"], path: "Plugins/StepsmithCommands/Snapshot"),
        .plugin(
            name: "StepsmithScaffold",
            capability: .command(
                intent: .custom(verb: "stepsmith-scaffold", description: "Write stubs for handlers that are missing"),
                permissions: [.writeToPackageDirectory(reason: "Handler stubs go into the Handlers folder of a target.")]),
            dependencies: ["StepsmithCLI"], path: "Plugins/StepsmithCommands/Scaffold"),
        .plugin(
            name: "StepsmithExplain",
            capability: .command(
                intent: .custom(verb: "stepsmith-explain", description: "Tell which specs belong to which target, and why")),
            dependencies: ["StepsmithCLI"], path: "Plugins/StepsmithCommands/Explain"),

        // MARK: Running wing (run time)
        .target(
            name: "Stepsmith",
            dependencies: [
                "Patterns",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ], swiftSettings: upcoming),
        .executableTarget(
            name: "stepsmith-examples",
            dependencies: [
                "Stepsmith", "StepsmithCommand", "StepsmithSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"), .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            path: "Sources/Examples", exclude: ["Inputs", "stepsmith.json"], swiftSettings: upcoming,
            plugins: ["GenerateHandlers"]),
        // Apart from the others, which are built without a network library.
        .executableTarget(
            name: "stepsmith-users-example",
            dependencies: [
                "Stepsmith", "StepsmithHTTP", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/UsersExample", exclude: ["stepsmith.json"], swiftSettings: upcoming,
            plugins: ["GenerateHandlers"]),
        .target(
            name: "StepsmithCommand",
            dependencies: [
                "Stepsmith", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: upcoming),
        .target(name: "StepsmithTesting", dependencies: ["Stepsmith"], swiftSettings: upcoming),
        .executableTarget(
            name: "stepsmith-simulate",
            dependencies: [
                "Stepsmith", "StepsmithSQLite", "StepsmithTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Simulate", swiftSettings: upcoming),
        .target(
            name: "StepsmithHTTP",
            dependencies: [
                "Stepsmith",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ], swiftSettings: upcoming),

        .target(
            name: "StepsmithSQLite",
            dependencies: [
                "Stepsmith", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: upcoming),
        // MARK: Agreement with the JSON Schema test suite: generates code, compiles it and runs it
        .target(name: "ConformanceRunner", dependencies: ["Stepsmith"], swiftSettings: upcoming),
        .executableTarget(
            name: "stepsmith-conformance",
            dependencies: ["ConformanceRunner", "Stepsmith", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
            path: "Sources/Conformance", swiftSettings: upcoming),

        // MARK: Tests
        .testTarget(
            name: "SpecDriftTests", dependencies: ["SpecDrift", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax"],
            swiftSettings: upcoming),
        .testTarget(
            name: "DriftProofTests",
            dependencies: [
                "SpecDrift", "Stepsmith", "StepsmithTesting", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax", "stepsmith-simulate",
            ], swiftSettings: upcoming),
        .testTarget(name: "ArchitectureTests", swiftSettings: upcoming),
        .testTarget(
            name: "StepsmithTests",
            dependencies: ["Stepsmith", "StepsmithTesting", .product(name: "Logging", package: "swift-log")],
            swiftSettings: upcoming),
        .testTarget(name: "PlanningTests", dependencies: ["Stepsmith"], swiftSettings: upcoming),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Stepsmith", "StepsmithTesting", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: upcoming),
        .testTarget(
            name: "StepsmithCommandTests",
            dependencies: [
                "Stepsmith", "StepsmithCommand", "StepsmithTesting", "stepsmith-examples",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: upcoming),
        .testTarget(
            name: "ExamplesTests",
            dependencies: ["Stepsmith", "StepsmithTesting", "stepsmith-examples", "stepsmith-users-example"],
            swiftSettings: upcoming),
        .testTarget(
            name: "StepsmithHTTPTests",
            dependencies: [
                "Stepsmith", "StepsmithHTTP", "StepsmithTesting",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ], swiftSettings: upcoming),
        .testTarget(
            name: "SimulationTests", dependencies: ["Stepsmith", "StepsmithSQLite", "StepsmithTesting", "stepsmith-simulate"],
            swiftSettings: upcoming),
        .testTarget(
            name: "StepsmithSQLiteTests",
            dependencies: [
                "Stepsmith", "StepsmithSQLite", "StepsmithTesting", "stepsmith-crash-worker",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: upcoming),
        // A process that those tests kill.
        .executableTarget(
            name: "stepsmith-crash-worker",
            dependencies: ["Stepsmith", "StepsmithSQLite", .product(name: "Logging", package: "swift-log")],
            path: "Tests/CrashWorker", swiftSettings: upcoming),
        .testTarget(name: "PatternsTests", dependencies: ["Patterns"], swiftSettings: upcoming),
        .testTarget(name: "RecordsTests", dependencies: ["Stepsmith"], swiftSettings: upcoming),
        .testTarget(name: "YAMLSyntaxTests", dependencies: ["YAMLSyntax"], swiftSettings: upcoming),
        .testTarget(
            name: "WorkflowSpecTests", dependencies: ["WorkflowSpec", "YAMLSyntax"], swiftSettings: upcoming),
        .testTarget(
            name: "SwiftCodegenTests",
            dependencies: [
                "SpecFiles", "Stepsmith", "StepsmithHTTP", "SwiftCodegen", "WorkflowSpec", "YAMLSyntax", "stepsmith-generate",
            ],
            exclude: ["Golden"], swiftSettings: upcoming),
        // The golden files of SwiftCodegenTests, compiled and run.
        .testTarget(name: "GeneratedCodeTests", dependencies: ["Stepsmith", "StepsmithHTTP"], swiftSettings: upcoming),
        .testTarget(
            name: "StepsmithCLITests",
            dependencies: [
                "SpecFiles", "Stepsmith", "StepsmithCLI", "StepsmithCommand", "StepsmithHTTP", "StepsmithSQLite", "SwiftCodegen",
                "WorkflowSpec", "YAMLSyntax",
            ], swiftSettings: upcoming),
    ],
    swiftLanguageModes: [.v6]
)
