import ArgumentParser
import Foundation
import SpecFiles
import SwiftCodegen
import YAMLSyntax

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a new package with a spec, its handlers and a program that runs it.")

    @Argument(help: "The package's folder: empty, or not there yet.")
    var dir: String = "."

    @Option(
        help: ArgumentHelp(
            "Depend on a copy of Stepsmith in this folder. (default: the one that this command was built in)", valueName: "path"))
    var stepsmithPath: String?

    @Option(
        help: ArgumentHelp(
            "Depend on Stepsmith from this repository. (default, without a copy: \(StarterPackage.repository))", valueName: "url")
    )
    var stepsmithUrl: String?

    func validate() throws {
        if stepsmithPath != nil, stepsmithUrl != nil {
            throw ValidationError("--stepsmith-path and --stepsmith-url exclude each other.")
        }
    }

    func run() throws {
        let folder = URL(fileURLWithPath: dir).standardizedFileURL
        let name = try moduleName(folder.lastPathComponent)
        try checkIsEmpty(folder.path)
        let dependency: StarterPackage.Dependency
        if let stepsmithPath {
            let path = URL(fileURLWithPath: stepsmithPath).standardizedFileURL.path
            guard FileManager.default.fileExists(atPath: path + "/Package.swift") else {
                throw failure("there is no package in \(path), which --stepsmith-path names")
            }
            dependency = .path(path)
        } else if stepsmithUrl == nil, let checkout = Checkout.folder {
            dependency = .path(checkout)
        } else {
            dependency = .url(stepsmithUrl ?? StarterPackage.repository)
        }
        let output = OutputFolder(path: dir)
        let package = StarterPackage(name: name, dependency: dependency)
        for file in package.files {
            if case .failed(let diagnostic) = output.write(file.text, to: file.name) {
                StandardError.write([diagnostic])
                throw ExitCode(1)
            }
            print("wrote \(Diagnostic.printable(output.path(of: file.name)))")
        }
        print("\nRun it:\n")
        if dir != "." { print("    cd \(shellQuoted(dir))") }
        print("    \(package.command)")
        print("    swift run \(name) runs")
        print("\nRuns are kept in runs.sqlite, and survive the program. `swift run \(name) --help` lists what else it does.")
        print("Then edit \(StarterPackage.specName), and `swift build` says which handlers no longer fit.")
    }

    private func checkIsEmpty(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw failure("\(path) is a file; give a folder that is empty or not there yet") }
        let contents: [String]
        do {
            contents = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw failure("\(path) cannot be read")
        }
        // A repository that was just made is as good as empty.
        guard let first = contents.filter({ $0 != ".git" && $0 != ".DS_Store" }).min() else { return }
        throw failure("\(path) is not empty: it has \(first). Give a folder that is empty or not there yet")
    }

    /// `my-shop` becomes `MyShop`.
    private func moduleName(_ folder: String) throws -> String {
        let words = folder.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        guard ScaffoldTest.isModuleName(name), !StarterPackage.takenNames.contains(name) else {
            throw failure("no Swift module can be named after the folder '\(folder)'; give another folder, such as Orders")
        }
        return name
    }

    private func failure(_ message: String) -> ExitCode {
        StandardError.write("error: \(Diagnostic.printable(message))\n")
        return ExitCode(1)
    }

    private func shellQuoted(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0)) }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
