/// What `stepsmith init` writes: a package with one workflow that runs as it is.
struct StarterPackage {
    enum Dependency {
        case path(String)
        case url(String)
    }

    /// The package's and its module's name, an identifier.
    let name: String
    let dependency: Dependency

    static let repository = "https://github.com/stepsmith/stepsmith"

    static let specName = "specs/orders/place_order.yaml"
    static let inputName = "order.json"

    /// Modules and types that the package uses, which its own module must not be called.
    static let takenNames: Set<String> = [
        "ArgumentParser", "CFiles", "CYAML", "Foundation", "GenerateHandlers", "GRDB", "GRDBSQLite", "Instrumentation", "Logging",
        "Metrics", "Patterns", "PlaceOrder", "Program", "ServiceLifecycle", "SpecFiles", "Stepsmith", "StepsmithCLI",
        "StepsmithCommand", "StepsmithSQLite", "StepsmithTesting", "Swift", "SwiftCodegen", "Testing", "Tracing", "UnixSignals",
        "Workflows", "WorkflowSpec", "YAMLSyntax",
    ]

    /// Runs the workflow once.
    var command: String { "swift run \(name) start place_order --input \(StarterPackage.inputName) --wait" }

    var files: [(name: String, text: String)] {
        let sources = "Sources/\(name)/"
        return [
            ("Package.swift", manifest), (".gitignore", ".build/\n.swiftpm/\nruns.sqlite*\n"),
            (StarterPackage.specName, StarterWorkflow.spec), (StarterPackage.inputName, StarterWorkflow.input),
            (sources + "PlaceOrder/PlaceOrder+PriceOrderHandler.swift", StarterWorkflow.priceOrder),
            (sources + "PlaceOrder/PlaceOrder+ConfirmOrderHandler.swift", StarterWorkflow.confirmOrder),
            (sources + "Program.swift", StarterWorkflow.main),
        ]
    }

    private var manifest: String {
        let package: String
        switch dependency {
        // A folder may be called anything; its package is named here.
        case .path(let path):
            package = """
                // The copy on this machine. From its repository it would be
                        // \(StarterPackage.package(at: StarterPackage.repository))
                        .package(name: "stepsmith", path: \(path.debugDescription))
                """
        case .url(let url): package = StarterPackage.package(at: url)
        }
        return """
            // swift-tools-version: 6.1
            import PackageDescription

            let package = Package(
                name: "\(name)",
                platforms: [.macOS(.v15)],
                dependencies: [
                    \(package)
                ],
                targets: [
                    .executableTarget(
                        name: "\(name)",
                        dependencies: [
                            .product(name: "Stepsmith", package: "\(packageName)"),
                            .product(name: "StepsmithCommand", package: "\(packageName)"),
                            .product(name: "StepsmithSQLite", package: "\(packageName)"),
                        ],
                        plugins: [.plugin(name: "GenerateHandlers", package: "\(packageName)")])
                ],
                swiftLanguageModes: [.v6]
            )

            """
    }

    private static func package(at url: String) -> String { ".package(url: \(url.debugDescription), from: \"0.1.0\")" }

    /// What SwiftPM calls the dependency: of a repository, the last part of its address without `.git`.
    private var packageName: String {
        guard case .url(let url) = dependency else { return "stepsmith" }
        var last = url.split { $0 == "/" || $0 == ":" }.last ?? "stepsmith"
        if last.hasSuffix(".git") { last.removeLast(4) }
        return String(last)
    }
}
