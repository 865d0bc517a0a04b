// swift-tools-version: 6.1
// A package of its own, so that nothing that measures reaches users.
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "stepsmith", path: ".."), .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        .executableTarget(
            name: "engine",
            dependencies: [
                .product(name: "Logging", package: "swift-log"), .product(name: "Stepsmith", package: "stepsmith"),
            ],
            path: "Sources/EngineBenchmark",
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
