#!/usr/bin/env bash
# Everything that is measured, one row each.
set -euo pipefail
"$(dirname "$0")/generator.sh"
