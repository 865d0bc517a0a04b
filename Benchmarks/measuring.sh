# To be sourced: the times of commands, and medians. Each command's output goes to $log, and is shown if it fails.
# A measurement that fails ends the script, also from within $(…).
shopt -s inherit_errexit
TIMEFORMAT='%3R %3U %3S'
repetitions=${REPETITIONS:-5}

# Seconds of the clock on the wall, and of CPU (user and system, of the command and everything it started and waited for), of one
# call of a command.
wall_and_cpu() {
    local times
    if ! times=$({ time "$@" >"$log" 2>&1; } 2>&1); then
        { echo "FAILED: ${*:1:3}"; tail -20 "$log"; } >&2
        exit 1
    fi
    awk '{ printf "%.3f %.3f\n", $1, $2 + $3 }' <<<"$times"
}
wall() { wall_and_cpu "$@" | cut -d' ' -f1; }
cpu() { wall_and_cpu "$@" | cut -d' ' -f2; }

# The median of what a command prints, called as often as there are repetitions, after once to warm up.
median() {
    "$@" >/dev/null
    for ((i = 0; i < repetitions; i++)); do "$@"; done | middle
}
middle() { sort -n | awk '{ v[NR] = $1 } END { printf "%.3f\n", (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'; }

calculate() { awk "BEGIN { printf \"$1\", $2 }"; }
# Prints a row of the table: what, the figure, the target (empty for none), and whether it is met: figure and limit as numbers.
row() { # what, shown, target, figure, limit
    local verdict=
    if [ -n "${5:-}" ]; then verdict=$(awk "BEGIN { print ($4 < $5) ? \"met\" : \"MISSED\" }"); fi
    printf '%-62s %12s %12s  %s\n' "$1" "$2" "${3:-}" "$verdict"
}
