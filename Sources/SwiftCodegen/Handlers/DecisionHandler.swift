import WorkflowSpec
import YAMLSyntax

extension HandlerShape {
    /// Gives back its result with the branches to run.
    static func decision(_ routes: [EnumModel.Case]) -> HandlerShape {
        let none = ".skip(reason: \"why\", result)"
        var advice = "// Return " + none + ": no step depends on this decision."
        if let first = routes.first {
            advice = "// Return .route([." + first.name + "], result) with the branches to run, or " + none + " for none."
        }
        return HandlerShape(
            tableMethod: "addDecision",
            returnType: { (scope: String) -> String in "Decision<" + scope + "Route, " + scope + "Result>" }, advice: [advice])
    }
}

extension WorkflowModel {
    /// The cases of a decision's `Route`, each named as its step is in Swift.
    func routes(of index: Int) -> [EnumModel.Case] {
        var routes: [EnumModel.Case] = []
        var taken: Set<String> = []
        for child in graph.decisionRoutes(of: index) {
            let step = steps[child]
            var name = step.name
            while SwiftWords.isUnusableCase(name) || !taken.insert(name).inserted { name += NameRole.step.suffix }
            let value = step.spec.name.value
            routes.append(EnumModel.Case(name: SwiftWords.escaped(name), value: value, literal: StringLiteral.of(value)))
        }
        return routes
    }
}

extension Renderer {
    /// The steps that a decision can activate, and no others.
    func route(_ routes: [EnumModel.Case]) {
        out.line("/// The steps that this decision can activate.")
        if routes.isEmpty {
            // An enum without cases can have no raw type.
            out.open(access + "nonisolated enum Route: DecisionRoute {")
            out.line(access, "init?(rawValue: String)", " { return nil }")
            out.line(access, "var rawValue: String", " { switch self {} }")
        } else {
            out.open(access + "nonisolated enum Route: String, DecisionRoute {")
            for route in routes {
                out.line("case ", route.name, route.name == route.value ? "" : " = " + route.literal)
            }
        }
        out.close()
    }
}
