/// Small specs that tests share.
enum Specs {
    static let good = """
        name: ship_order
        namespace_name: shop
        version: 1.0.0
        input_schema: { type: object, required: [address], properties: { address: { type: string } } }
        steps:
          - name: pack
            handler: { callable: shop.pack }
            inputs: [address]
            result_schema: { type: object, required: [boxes], properties: { boxes: { type: integer } } }
          - name: send
            handler: { callable: shop.send }
            depends_on: { packed: pack }
            result_schema: { type: object, properties: { sent_at: { type: string, format: date-time } } }

        """

    /// A step of every kind.
    static let kinds = """
        name: kinds
        namespace_name: shop
        version: 1.0.0
        steps:
          - { name: first, handler: { callable: x } }
          - name: pick
            type: decision
            handler: { callable: x }
            depends_on: [first]
            publishes_events: [{ name: path.picked, description: A path was picked., schema: { type: object } }]
          - { name: work, handler: { callable: x }, depends_on: [pick], api: { base_url: "https://example.com" } }
          - { name: other, handler: { callable: x }, depends_on: [pick] }
          - name: split
            type: batchable
            handler: { callable: x, initialization: { batch_size: 10 } }
            depends_on: [work]
          - name: crunch
            type: batch_worker
            handler: { callable: x }
            depends_on: [split]
            batch_config: { batch_size: 10, parallelism: 2, cursor_field: c, worker_template: crunch, failure_strategy: continue_on_failure }
          - { name: join, type: deferred_convergence, handler: { callable: x }, depends_on: [crunch, other] }

        """

    /// Events that can have the result for their payload, and events that cannot.
    static let events = """
        name: pay
        namespace_name: shop
        version: 1.0.0
        steps:
          - name: charge
            handler: { callable: x }
            result_schema: { type: object, required: [id], properties: { id: { type: string } } }
            publishes_events:
              - { name: charged, description: d, schema: { type: object, required: [id], properties: { id: { type: string } } } }
              - { name: refunded, description: d, schema: { type: object, required: [amount], properties: { amount: { type: integer } } } }
              - { name: charge.failed, condition: failure, description: d, schema: { type: object, required: [at], properties: { at: { type: string, format: date-time } } } }

        """

    /// An unknown key: a warning.
    static let warned = good.replacing("name: pack\n", with: "name: pack\n    limit: 3\n")

    /// Two errors: a step without a handler, and a dependency on a step that is not there.
    static let bad = """
        name: broken
        namespace_name: shop
        version: 1.0.0
        steps:
          - name: one
          - { name: two, handler: { callable: x }, depends_on: [three] }

        """
}
