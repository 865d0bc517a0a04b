// swift-tools-version: 6.1
// A package of its own, so that nothing that measures reaches users.
import PackageDescription

let upcoming: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "stepsmith", path: ".."),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    ],
    targets: [
        .target(name: "Measuring", swiftSettings: upcoming),
        .executableTarget(
            name: "engine",
            dependencies: [
                "Measuring", .product(name: "Logging", package: "swift-log"), .product(name: "Stepsmith", package: "stepsmith"),
            ], path: "Sources/EngineBenchmark", swiftSettings: upcoming),
        .executableTarget(
            name: "sqlite",
            dependencies: [
                "Measuring", .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "Logging", package: "swift-log"),
                .product(name: "Stepsmith", package: "stepsmith"), .product(name: "StepsmithSQLite", package: "stepsmith"),
            ], path: "Sources/SQLiteBenchmark", swiftSettings: upcoming),
        .executableTarget(
            name: "http",
            dependencies: [
                "Measuring",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Stepsmith", package: "stepsmith"),
                .product(name: "StepsmithHTTP", package: "stepsmith"),
            ], path: "Sources/HTTPBenchmark", swiftSettings: upcoming),
    ],
    swiftLanguageModes: [.v6]
)
