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
