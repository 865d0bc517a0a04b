import Foundation

/// The copy of Stepsmith that this command was built in.
enum Checkout {
    /// Nil when the command was installed elsewhere, or built for a package that depends on Stepsmith.
    static var folder: String? {
        guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath(),
            let folder = PackageManifest.folder(at: executable.path),
            let manifest = FileManager.default.contents(atPath: folder + "/Package.swift")
        else { return nil }
        let isStepsmith = String(decoding: manifest, as: UTF8.self).contains("name: \"stepsmith\"")
        return isStepsmith && FileManager.default.fileExists(atPath: folder + "/Sources/StepsmithCLI") ? folder : nil
    }
}
