import YAMLSyntax

extension SpecReading {
    func readEvents(_ step: Fields) -> [EventSpec] {
        guard let node = step.value("publishes_events"), case .sequence(let items) = node.content else { return [] }
        var events: [EventSpec] = []
        var known: [String: SourceRange] = [:]
        for item in items {
            guard let event = readEvent(item) else { continue }
            if let first = known[event.name.value] {
                findings.add(
                    .duplicateEvent, event.name.range, "the step already publishes \(quoted(event.name.value))",
                    note: "first declared here", at: first)
                continue
            }
            known[event.name.value] = event.name.range
            events.append(event)
        }
        return events
    }

    private func readEvent(_ node: YAMLNode) -> EventSpec? {
        guard let fields = Fields(node, SpecFormat.event, findings) else { return nil }
        let schema = fields.value("schema").map { (node: YAMLNode) -> Schema in schemas.readRoot(node) }
        guard let name = fields.located("name") else { return nil }
        if !Names.isEventName(name.value) {
            findings.add(.badEventName, name.range, "\(quoted(name.value)) is not of the form order.created")
        }
        var event = EventSpec(name: name, description: fields.text("description"), schema: schema)
        if let text = fields.text("condition") { event.condition = EventSpec.Condition(rawValue: text) ?? .success }
        if let text = fields.text("delivery_mode") { event.delivery = EventSpec.Delivery(rawValue: text) ?? .durable }
        event.publisher = fields.text("publisher")
        event.swiftName = fields.located("x-swift-name")
        return event
    }
}
