import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// Whether every step has a handler, and every scaffolded handler its step.
struct HandlerCheck {
    private(set) var diagnostics: [Diagnostic] = []

    init(_ specs: SpecSet, below folders: [String]) {
        let existing = ExistingHandlers(below: folders)
        var scaffolds: [Scaffold] = []
        for entry in specs.entries {
            guard let spec = entry.spec, !spec.isDefinitionsOnly else { continue }
            let scaffold = ScaffoldGenerator.generate(spec, typeName: entry.qualifiedName)
            scaffolds.append(scaffold)
            for (stub, step) in zip(scaffold.stubs, spec.steps) where existing.file(with: stub, of: scaffold) == nil {
                diagnostics.append(
                    Diagnostic(
                        .handlerMissing, file: entry.path, range: step.name.range,
                        "no Swift file in \(folders.joined(separator: ", ")) has a \(scaffold.typeName).\(stub.handlerProtocol)"
                            + "; `stepsmith scaffold` writes a stub"))
            }
        }
        for orphan in existing.orphans(of: scaffolds) {
            let start = SourcePosition(line: orphan.line, column: 1)
            diagnostics.append(
                Diagnostic(
                    .handlerOrphaned, file: orphan.path, range: SourceRange(start: start, end: start),
                    "\(orphan.workflow) has no step for \(orphan.handlerProtocol) any more; remove this handler, or rename it"))
        }
    }
}
