extension SpecFormat {
    /// The JSON Schema keywords that are understood, in the vocabulary of draft 2020-12 with OpenAPI's `nullable`.
    public static let schema = FormatMapping(
        "a schema",
        keys: [
            FormatKey("type", .typeName, "The JSON type, or a list of them."),
            FormatKey("description", .text, "Becomes documentation."),
            FormatKey("properties", .map(.schemaOrBoolean), "The members of an object."),
            FormatKey("required", .list(.text), "The members that must be there."),
            FormatKey("items", .schemaOrBoolean, "The schema of an array's items."),
            FormatKey("$ref", .text, "A schema written elsewhere, such as #/definitions/Money."),
            FormatKey("format", .text, "A known form of text, such as date-time, uuid or email."),
            FormatKey("enum", .list(.any), "The values allowed."),
            FormatKey("default", .any, "The value when none is given."),
            FormatKey("minimum", .number, "The least number allowed."),
            FormatKey("maximum", .number, "The greatest number allowed."),
            FormatKey("minLength", .count, "The least number of characters."),
            FormatKey("maxLength", .count, "The greatest number of characters."),
            FormatKey("pattern", .text, "A regular expression that the text must contain a match of."),
            FormatKey("additionalProperties", .schemaOrBoolean, "The schema of members that are not in 'properties'."),
            FormatKey("minItems", .count, "The least number of items."),
            FormatKey("maxItems", .count, "The greatest number of items."),
            FormatKey("uniqueItems", .boolean, "No two items may be equal."),
            FormatKey("title", .text, "Becomes documentation."),
            FormatKey("nullable", .boolean, "Allows null beside the type."),
            FormatKey("const", .any, "The only value allowed."),
            FormatKey("exclusiveMinimum", .number, "Numbers must be greater."),
            FormatKey("exclusiveMaximum", .number, "Numbers must be less."),
            FormatKey("multipleOf", .number, "Numbers must be a multiple."),
            FormatKey("minProperties", .count, "The least number of members."),
            FormatKey("maxProperties", .count, "The greatest number of members."),
            FormatKey("deprecated", .boolean, "Marks the generated member as deprecated."),
            FormatKey("examples", .list(.any), "Become documentation."),
            FormatKey("example", .any, "Becomes documentation."),
            FormatKey("allOf", .list(.schemaOrBoolean), "Schemas that must all be fulfilled."),
            FormatKey("anyOf", .list(.schemaOrBoolean), "Schemas of which at least one must be fulfilled."),
            FormatKey("oneOf", .list(.schemaOrBoolean), "Schemas of which exactly one must be fulfilled."),
            FormatKey("not", .schemaOrBoolean, "A schema that must not be fulfilled."),
            FormatKey("if", .schemaOrBoolean, "A schema that decides between 'then' and 'else'."),
            FormatKey("then", .schemaOrBoolean, "A schema for what fulfils 'if'."),
            FormatKey("else", .schemaOrBoolean, "A schema for what does not fulfil 'if'."),
            FormatKey("discriminator", .mapping(discriminator), "The member that tells which alternative a value is of."),
            FormatKey("prefixItems", .list(.schemaOrBoolean), "The schemas of the first items, one by one."),
            FormatKey("additionalItems", .schemaOrBoolean, "The schema of items behind those that a list in 'items' tells of."),
            FormatKey("contains", .schemaOrBoolean, "A schema that some item must fulfil."),
            FormatKey("minContains", .count, "How many items must fulfil 'contains'."),
            FormatKey("maxContains", .count, "How many items may fulfil 'contains'."),
            FormatKey("unevaluatedItems", .schemaOrBoolean, "The schema of items that no other keyword tells of."),
            FormatKey("propertyNames", .schemaOrBoolean, "The schema of the members' names."),
            FormatKey("patternProperties", .map(.schemaOrBoolean), "The schemas of members whose names match a pattern."),
            FormatKey("dependentRequired", .map(.list(.text)), "The members that must be there when another one is."),
            FormatKey("dependentSchemas", .map(.schemaOrBoolean), "A schema for the object when a member is there."),
            FormatKey("dependencies", .map(.any), "Draft 7's name for the two before."),
            FormatKey("unevaluatedProperties", .schemaOrBoolean, "The schema of members that no other keyword tells of."),
            FormatKey("$id", .text, "The schema's own address, which '$ref' can name."),
            FormatKey("$anchor", .text, "A name for this place, which '$ref' can name."),
            FormatKey("$dynamicAnchor", .text, "Taken for '$anchor'."),
            FormatKey("definitions", .map(.schema), "Schemas that '$ref' can name."),
            FormatKey("$defs", .map(.schema), "Schemas that '$ref' can name."),
            FormatKey("$schema", .text, "The dialect: up to draft 7, '$ref' hides what is written beside it."),
            FormatKey("$comment", .any, "A remark; without effect."),
            FormatKey("x-swift-name", .swiftName, "The Swift name of the type or property."),
            FormatKey("x-extensible", .boolean, "An unknown enum value is kept instead of refused."),
        ])

    /// OpenAPI's.
    public static let discriminator = FormatMapping(
        "a discriminator",
        keys: [
            FormatKey("propertyName", .text, required: true, "The member's name."),
            FormatKey("mapping", .map(.text), "For each of its values, the $ref or the name of an alternative."),
        ])

    /// Keywords of JSON Schema (2020-12 and draft 7) and OpenAPI that mean something but are not enforced.
    public static let unsupportedKeywords: [String] =
        [
            "readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema", "id", "$dynamicRef", "$recursiveRef",
            "$recursiveAnchor", "$vocabulary", "externalDocs", "xml",
        ]

    /// Formats that are mapped to a Swift type or checked; any other is a remark.
    public static let formats: [String] = [
        "date-time", "date", "email", "uuid", "uri", "time", "int32", "int64", "float", "double", "byte", "duration",
        "hostname", "ipv4", "ipv6", "uri-reference", "iri", "iri-reference", "idn-email", "idn-hostname", "uri-template",
        "json-pointer", "relative-json-pointer", "regex", "binary", "password",
    ]
}
