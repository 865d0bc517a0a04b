// swift-tools-version: 6.1
// A package as a user would write it: it depends on Stepsmith by path, has specs of its own, and is strict about warnings.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-warnings-as-errors"]),
]

let package = Package(
    name: "consumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "stepsmith", path: "../..")],
    targets: [
        // Specs from the package's `specs` folder; internal access.
        .executableTarget(
            name: "App", dependencies: [.product(name: "Stepsmith", package: "stepsmith")], swiftSettings: strict,
            plugins: [.plugin(name: "GenerateHandlers", package: "stepsmith")]),
        // Specs of its own, and a config that makes everything public.
        .target(
            name: "PublicTypes", dependencies: [.product(name: "Stepsmith", package: "stepsmith")], swiftSettings: strict,
            plugins: [.plugin(name: "GenerateHandlers", package: "stepsmith")]),
        // Everything on the main actor unless it says otherwise, and none of the upcoming features.
        .executableTarget(
            name: "MainActorApp",
            dependencies: ["PublicTypes", .product(name: "Stepsmith", package: "stepsmith")],
            swiftSettings: [.unsafeFlags(["-warnings-as-errors", "-default-isolation", "MainActor"])],
            plugins: [.plugin(name: "GenerateHandlers", package: "stepsmith")]),
    ],
    swiftLanguageModes: [.v6]
)
