#!/usr/bin/env bash
# Writes the specs that generator.sh measures: 40 of 5 steps, 200 result schemas of 8 mixed properties.
# Usage: write-specs.sh FOLDER [SPECS [STEPS]]
set -euo pipefail
folder=$1
specs=${2:-40}
steps=${3:-5}
mkdir -p "$folder"

write_spec() {
    cat <<SPEC
name: workflow_$1
namespace_name: benchmarks
version: 1.0.0
description: Workflow number $1 of the generator's benchmark.
input_schema:
  type: object
  required: [customer_email]
  properties:
    customer_email: { type: string, format: email, description: Where the confirmation goes. }
    note: { type: string }
steps:
SPEC
    for ((step = 1; step <= steps; step++)); do
        cat <<SPEC
  - name: step_$step
    description: Does part $step of workflow $1.
    handler: { callable: benchmarks.step_$step }
SPEC
        if ((step > 1)); then echo "    depends_on: { previous: step_$((step - 1)) }"; fi
        cat <<SPEC
    retry: { max_attempts: 3, backoff: exponential, backoff_base_ms: 100, max_backoff_ms: 5000 }
    timeout_seconds: 30
    result_schema:
      type: object
      required: [title, quantity, price, is_paid, created_at, state, tags]
      properties:
        title:
          type: string
          minLength: 1
          description: What people call it.
        quantity:
          type: integer
          minimum: 1
        price:
          type: number
          minimum: 0
        is_paid:
          type: boolean
        created_at:
          type: string
          format: date-time
          description: When it was made.
        state:
          type: string
          enum: [open, in_progress, done, cancelled]
        tags:
          type: array
          maxItems: 20
          items: { type: string }
        address:
          type: object
          description: Where it goes.
          required: [street, city]
          properties:
            street: { type: string }
            city: { type: string }
            postal_code: { type: string }
SPEC
    done
}

for ((spec = 1; spec <= specs; spec++)); do write_spec "$spec" >"$folder/workflow_$spec.yaml"; done
