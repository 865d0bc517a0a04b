/// The spec format, mapping by mapping. Rules and ranges are those of Tasker 0.1.8 with this project's additions.
public enum SpecFormat {
    static let unsigned: ClosedRange<Int> = 0...4_294_967_295

    public static let workflow = FormatMapping(
        "a spec",
        keys: [
            FormatKey("name", .name(max: 255), required: true, "The workflow's name."),
            FormatKey(
                "namespace_name", .name(max: 255), required: true,
                "The namespace: letters, digits and '_', at most 29 characters."),
            FormatKey("version", .name(max: 50), required: true, "The workflow's version, such as 1.0.0."),
            FormatKey("description", .text, "What the workflow does; becomes the generated type's documentation."),
            FormatKey("x-swift-name", .swiftName, "The Swift type's name, instead of one made from the name."),
            FormatKey("input_schema", .schema, "JSON Schema of a run's input; enforced when a run starts."),
            FormatKey("definitions", aliases: ["$defs"], .map(.schema), "Schemas that '$ref' can name."),
            FormatKey("steps", .list(.mapping(step)), "The steps of the workflow."),
            FormatKey("environments", .map(.mapping(environment)), "Overrides by the name of an environment."),
            FormatKey(
                "failure_policy", .choice(["stop", "continue"]),
                "After a permanent failure: start nothing new (stop), or finish independent branches first (continue)."),
            FormatKey("metadata", .mapping(metadata), "Who wrote the spec, and when."),
            FormatKey("lifecycle", .mapping(lifecycle), "Tasker's staleness thresholds; without effect here."),
            FormatKey("system_dependencies", .mapping(systemDependencies), "For Tasker only; without effect."),
            FormatKey("domain_events", .list(.any), "For Tasker only; without effect. Steps publish events."),
        ],
        renamed: [("namespace", "namespace_name"), ("inputs", "input_schema")],
        ignored: [
            ("task_handler", "workflows have no handler of their own, only their steps have"),
            ("task_handler_class", "workflows have no handler of their own, only their steps have"),
            ("loaded_from", "Tasker writes it and nothing reads it"),
            ("identity_strategy", "pass an idempotency key when a run starts"),
            ("schema", "write 'input_schema'"),
            ("step_templates", "it is an old layout; write 'steps'"),
        ])

    public static let step = FormatMapping(
        "a step",
        keys: [
            FormatKey("name", .name(max: 255), required: true, "The step's name, unique in the workflow."),
            FormatKey("description", .text, "What the step does; becomes the handler's documentation."),
            FormatKey("handler", .mapping(handler), required: true, "The code that the step runs."),
            FormatKey(
                "depends_on", aliases: ["dependencies"], .listOrMap(.name(max: 255)),
                "The steps whose results this one needs; as a mapping, by argument name."),
            FormatKey("retry", .mapping(retry), "How often and how soon the step is tried again."),
            FormatKey(
                "timeout_seconds", .integer(accepted: unsigned, usual: 0...4_294_967_295),
                "Seconds after which a running handler is cancelled."),
            FormatKey("publishes_events", .list(.mapping(event)), "Events published after an attempt."),
            FormatKey("result_schema", .schema, "JSON Schema of the step's result; enforced before it is recorded."),
            FormatKey(
                "type", aliases: ["step_type"],
                .choice(["standard", "decision", "deferred_convergence", "batchable", "batch_worker"]),
                "The kind of step; standard unless written."),
            FormatKey(
                "inputs", .listOrMap(.text),
                "The input fields that the handler takes, each as an argument; as a mapping, by argument name."),
            FormatKey("batch_config", .mapping(batch), "How a batch worker's ranges are run."),
            FormatKey("api", .mapping(api), "Gives the handler a client for an HTTP API."),
            FormatKey("x-swift-name", .swiftName, "The Swift type's name, instead of one made from the name."),
            FormatKey("system_dependency", .text, "For Tasker only; without effect."),
        ],
        renamed: [("timeout", "timeout_seconds"), ("events", "publishes_events"), ("output_schema", "result_schema")],
        ignored: [
            ("lifecycle", "write 'retry' and 'timeout_seconds'"),
            ("composition", "grammar compositions are not run; the handler does the work"),
            ("identity_strategy", "pass an idempotency key when a run starts"),
        ])

    public static let handler = FormatMapping(
        "a handler",
        keys: [
            FormatKey("callable", .text, required: true, "The handler's name in Tasker, such as shop.create_order."),
            FormatKey("initialization", .map(.any), "Constants for the handler, typed where they are scalars."),
        ],
        ignored: [
            ("method", "the generated protocol names the method"),
            ("resolver", "the generated protocol finds the handler"),
        ])

    public static let retry = FormatMapping(
        "'retry'",
        keys: [
            FormatKey("retryable", .boolean, "False makes every failure final; true unless written."),
            FormatKey(
                "max_attempts", .integer(accepted: unsigned, usual: 0...100),
                "The total number of tries, the first included; 3 unless written."),
            FormatKey(
                "backoff", .choice(["exponential", "linear", "fibonacci", "none"]),
                "How the wait grows between tries; exponential unless written."),
            FormatKey(
                "backoff_base_ms", .integer(accepted: 0...Int.max, usual: 0...3_600_000),
                "Milliseconds before the second try; 1000 unless written."),
            FormatKey(
                "max_backoff_ms", .integer(accepted: 0...Int.max, usual: 0...3_600_000),
                "The longest wait in milliseconds; 30000 unless written."),
        ],
        renamed: [
            ("limit", "max_attempts"), ("max_retries", "max_attempts"), ("initial_delay", "backoff_base_ms"),
            ("max_delay", "max_backoff_ms"),
        ])

    public static let event = FormatMapping(
        "an event",
        keys: [
            FormatKey("name", .name(max: 255), required: true, "The event's name, such as order.created."),
            FormatKey("description", .text, required: true, "When the event is published."),
            FormatKey("schema", .schema, required: true, "JSON Schema of the event's payload."),
            FormatKey(
                "condition", .choice(["success", "failure", "retryable_failure", "permanent_failure", "always"]),
                "The outcome of an attempt that publishes the event; success unless written."),
            FormatKey(
                "delivery_mode", .choice(["durable", "fast", "broadcast"]),
                "Kept until delivered (durable), in this process only (fast), or both; durable unless written."),
            FormatKey("publisher", .text, "A custom publisher's name in Tasker."),
            FormatKey("x-swift-name", .swiftName, "The Swift type's name, instead of one made from the name."),
        ])

    public static let batch = FormatMapping(
        "'batch_config'",
        keys: [
            FormatKey(
                "batch_size", .integer(accepted: unsigned, usual: 1...100_000), required: true, "Items in one range."),
            FormatKey(
                "parallelism", .integer(accepted: unsigned, usual: 1...1000), required: true,
                "How many ranges run at once."),
            FormatKey("cursor_field", .name(max: 255), required: true, "What the cursor counts."),
            FormatKey("worker_template", .name(max: 255), required: true, "The name of the batch worker step."),
            FormatKey(
                "failure_strategy", .choice(["continue_on_failure", "fail_fast", "isolate"]), required: true,
                "What a failed range does to the others."),
        ])

    /// To follow a message about a 0 that is not used as written.
    static func meaningOfZero(_ key: String) -> String {
        switch key {
        case "batch_size", "parallelism": return ", which counts as 1"
        case "timeout_seconds": return ", which counts as 30"
        default: return ""
        }
    }

    public static let api = FormatMapping(
        "'api'",
        keys: [
            FormatKey("base_url", .text, required: true, "The URL that paths are added to, http or https."),
            FormatKey(
                "timeout_seconds", .integer(accepted: unsigned, usual: 1...86_400),
                "Seconds that one call may take; 30 unless written."),
            FormatKey("headers", .map(.text), "Headers sent with every call."),
        ],
        renamed: [("url", "base_url"), ("timeout", "timeout_seconds")])

    public static let environment = FormatMapping(
        "an environment", keys: [FormatKey("steps", .list(.mapping(override)), "What changes in which step.")])

    public static let override = FormatMapping(
        "an override",
        keys: [
            FormatKey("name", .name(max: 255), required: true, "The step's name, or ALL."),
            FormatKey("handler", .mapping(overrideHandler), "Constants that replace the step's own, key by key."),
            FormatKey("timeout_seconds", .integer(accepted: unsigned, usual: unsigned), "Replaces the step's own."),
            FormatKey("retry", .mapping(retry), "Replaces the step's own block as a whole."),
        ],
        renamed: [("timeout", "timeout_seconds")])

    public static let overrideHandler = FormatMapping(
        "an override's handler",
        keys: [FormatKey("initialization", .map(.any), "Constants that replace the step's own, key by key.")],
        ignored: [("callable", "an environment cannot change which handler runs")])

    public static let metadata = FormatMapping(
        "'metadata'",
        keys: [
            FormatKey("author", .text, "Who wrote the spec."),
            FormatKey("tags", .list(.text), "Free labels."),
            FormatKey("documentation_url", .text, "Where to read more."),
            FormatKey("created_at", .timestamp, "When the spec was written."),
            FormatKey("updated_at", .timestamp, "When the spec was last changed."),
        ],
        ignored: [
            ("notes", "write a comment, or 'description'"),
            ("blog_post", "write 'documentation_url'"),
        ])

    public static let lifecycle = FormatMapping(
        "'lifecycle'",
        keys: [
            FormatKey("max_waiting_for_dependencies_minutes", minutes(10_080), "For Tasker only."),
            FormatKey("max_waiting_for_retry_minutes", minutes(10_080), "For Tasker only."),
            FormatKey("max_steps_in_process_minutes", minutes(10_080), "For Tasker only."),
            FormatKey("max_duration_minutes", minutes(43_200), "For Tasker only."),
            FormatKey("staleness_action", .choice(["dlq", "error", "none"]), "For Tasker only."),
            FormatKey("auto_fail_on_timeout", .boolean, "For Tasker only."),
            FormatKey("auto_dlq_on_timeout", .boolean, "For Tasker only."),
        ])

    public static let systemDependencies = FormatMapping(
        "'system_dependencies'",
        keys: [
            FormatKey("primary", .text, "For Tasker only."),
            FormatKey("secondary", .list(.text), "For Tasker only."),
        ])

    private static func minutes(_ most: Int) -> FormatValue { .integer(accepted: unsigned, usual: 1...most) }
}
