import Stepsmith

/// The failures of some rules.
func failures(_ rules: (inout Validation) -> Void) -> [ValidationFailure] {
    var validation = Validation()
    rules(&validation)
    do {
        try validation.finish()
        return []
    } catch let error as ValidationError {
        return error.failures
    } catch {
        return [ValidationFailure(pointer: "", keyword: "unexpected error", expected: "", found: "\(error)")]
    }
}

/// The failures of some rules as `pointer keyword`.
func places(_ rules: (inout Validation) -> Void) -> [String] {
    failures(rules).map { $0.pointer + " " + $0.keyword }
}
