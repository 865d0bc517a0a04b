import WorkflowSpec
import YAMLSyntax

/// An entry of `publishes_events`, as declared in its step.
struct EventModel {
    let spec: EventSpec
    /// The enum that holds what belongs to the event, such as `PaymentProcessed`.
    let typeName: String
    /// The handler's method for the payload, such as `paymentProcessed`.
    let name: String
    let payload: RootModel
    /// Types declared beside the payload.
    let types: [TypeDeclaration]

    var methodName: String { SwiftWords.escaped(name) }
}

extension SchemaTranslator {
    /// - Parameter typeName: the step's.
    func events(
        of step: StepSpec, named typeName: String, _ result: RootModel, in scope: TypeScope
    ) -> [EventModel] {
        var events: [EventModel] = []
        var names: Set<String> = []
        var methods = NameScope()
        for event in step.events where names.insert(event.name.value).inserted {
            let name = eventName(event, &methods, in: scope)
            let inner = TypeScope(
                prefix: scope.prefix + name + ".", in: scope, reserved: TypeScope.inStep + ["Payload", "Step"])
            for name in ["Payload", "Step"] { inner.names.reserve(name, for: event.name) }
            let payload = root(event.schema, named: "Payload", in: inner, source: event.name)
            let method = eventMethod(event, name, of: typeName, result, payload)
            events.append(EventModel(spec: event, typeName: name, name: method, payload: payload, types: inner.declared))
        }
        return events
    }

    /// The event's type stands beside the step's own, and must not hide what the step refers to: other steps and definitions.
    private func eventName(_ event: EventSpec, _ methods: inout NameScope, in scope: TypeScope) -> String {
        let plain = NameChoice.name(
            for: event.name, role: .event, swiftName: event.swiftName, alsoReserved: [workflowName], &findings)
        let method = SwiftIdentifier.lowerFirst(plain)
        var name: String
        repeat {
            let free = methods.claimFree(method, orElse: method + NameRole.event.suffix, for: event.name)
            name = plain + free.dropFirst(method.count)
        } while scope.names.contains(name) || workflowScope.names.contains(name)
        if name != plain {
            findings.adjusted(
                NameRole.event.what, event.swiftName ?? event.name, to: name, because: "another type is called `\(plain)`")
        }
        scope.names.reserve(name, for: event.name)
        return name
    }

    /// One type may handle every step, and then two methods of one signature could not both have their default.
    private func eventMethod(
        _ event: EventSpec, _ typeName: String, of step: String, _ result: RootModel, _ payload: RootModel
    ) -> String {
        let plain = SwiftIdentifier.lowerFirst(typeName)
        // A type that is declared for a result or a payload is like no other.
        guard let result = result.alias?.spelledThroughAliases, let payload = payload.alias?.spelledThroughAliases else {
            return plain
        }
        var name = plain
        var number = 1
        while !eventSignatures.insert(name + " " + result + " " + payload).inserted {
            name = plain + "Of" + step + (number == 1 ? "" : String(number))
            number += 1
        }
        if name != plain {
            findings.adjusted(
                "the handler's method for event", event.swiftName ?? event.name, to: name,
                because: "another step has a method `\(plain)` of the same types")
        }
        return name
    }
}
