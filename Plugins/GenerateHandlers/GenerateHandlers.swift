import Foundation
import PackagePlugin

@main
struct GenerateHandlers: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] { [] }
}
