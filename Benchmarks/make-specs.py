#!/usr/bin/env python3
"""Writes specs to measure with: COUNT files of STEPS steps, each step's result a schema of 8 mixed properties."""
import pathlib
import sys

count, steps, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)

RESULT = """\
    result_schema:
      type: object
      required: [id, count, amount, active, created_at]
      properties:
        id: { type: string, minLength: 1, description: What names it. }
        count: { type: integer, minimum: 0 }
        amount: { type: number, minimum: 0, maximum: 1000000 }
        active: { type: boolean }
        created_at: { type: string, format: date-time }
        status: { type: string, enum: [open, paid, sent, closed] }
        tags:
          type: array
          items: { type: string }
        address:
          type: object
          required: [city]
          properties:
            street: { type: string }
            city: { type: string }
"""

for number in range(count):
    lines = [
        f"name: workflow_{number}", "namespace_name: bench", "version: 1.0.0",
        f"description: Workflow number {number}.", "input_schema:", "  type: object", "  required: [order_id]",
        "  properties:", "    order_id: { type: string }", "    amount: { type: number }", "steps:",
    ]
    for step in range(steps):
        lines += [
            f"  - name: step_{step}", f"    description: Does part {step} of the work.",
            f"    handler: {{ callable: bench.step_{step} }}",
        ]
        if step:
            lines.append(f"    depends_on: {{ before: step_{step - 1} }}")
        lines += [
            "    inputs: [order_id]",
            "    retry: { max_attempts: 3, backoff: exponential, backoff_base_ms: 100, max_backoff_ms: 5000 }",
            "    timeout_seconds: 30", RESULT.rstrip(),
        ]
    (folder / f"workflow_{number}.yaml").write_text("\n".join(lines) + "\n")
