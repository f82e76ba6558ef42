#!/usr/bin/env bash
# Every measurement of PracticeHub: pages, writes, and both at once, beside a bare Razor Pages site; in docs/performance.md.
#
#   ./bench.sh                  10,000 and 200,000 items on SQLite and PostgreSQL
#   ./bench.sh --brief [sqlite|postgres]   the same with 2 s a page instead of 6, on both or on one
#   ./bench.sh --quick          10,000 and 20,000 items on SQLite, 2 s a page; leaves docs/performance.md alone
#   ./bench.sh --workflows      only the workflow engine, on both; leaves the rest of docs/performance.md as it is
#   ./bench.sh --baseline       only the bare site, which shows what the load generator itself can do
#   ./bench.sh --faults         only the long form of the fault tests, which the first form runs too: nodes killed at every commit
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=tests/postgres.sh
source tests/postgres.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
out=artifacts/bench
report=docs/performance.md
sizes=(10000 200000)
durations=()
databases=(sqlite postgres)
work=""

usage() {
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

clean_up() {
    stop_postgres
    [[ -z $work ]] || rm -rf "$work"
}

publish() {
    dotnet publish "$1" -c Release -o "$2" -warnaserror -v q
}

# What test.sh does in seconds, for as long as it takes.
kill_nodes() {
    dotnet build tests/PracticeHub.Faults -c Release -warnaserror -v q
    start_postgres fast
    PRACTICEHUB_FAULTS=long PRACTICEHUB_TEST_POSTGRES=$POSTGRES_CONNECTION \
        dotnet tests/PracticeHub.Faults/bin/Release/net10.0/PracticeHub.Faults.dll -noColor -noLogo
    stop_postgres
}

create_databases() {
    local name
    for name in "${sizes[@]}" workflows_0 workflows_100000; do
        "$POSTGRES_BIN/createdb" -h 127.0.0.1 -p "$POSTGRES_PORT" -U postgres "bench_$name"
    done
}

command="./bench.sh${*:+ $*}"
case "$*" in
    "") ;;
    --faults)
        trap clean_up EXIT
        kill_nodes
        exit
        ;;
    --brief | "--brief sqlite" | "--brief postgres")
        durations=(--warm-up 1 --seconds 2)
        databases=(${2:-sqlite postgres})
        ;;
    --quick)
        sizes=(10000 20000)
        durations=(--warm-up 1 --seconds 2 --mixed-seconds 10)
        databases=(sqlite)
        report=$out/quick.md
        ;;
    --workflows)
        sizes=()
        durations=(--warm-up 1 --seconds 2 --workflows-only)
        ;;
    --baseline)
        databases=()
        report=$out/baseline.md
        ;;
    *) usage ;;
esac

rm -rf "$out"
mkdir -p "$out/logs"
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
# /tmp may be memory; databases under measurement belong on a disk.
work=$(mktemp -d /var/tmp/practicehub-bench.XXXXXX)

publish src/PracticeHub.Web "$out/hub"
[[ $* == --workflows ]] || publish tests/PracticeHub.Benchmarks.Baseline "$out/baseline"
publish tests/PracticeHub.Benchmarks "$out/benchmarks"

arguments=(
    --hub "$out/hub/PracticeHub.Web.dll"
    --baseline "$out/baseline/PracticeHub.Benchmarks.Baseline.dll"
    --work "$work" --logs "$out/logs" --report "$report" --command "$command"
    "${durations[@]}"
)
[[ ${sizes[*]} ]] && arguments+=(--sizes "${sizes[@]}")
for database in "${databases[@]}"; do
    case $database in
        sqlite) arguments+=(--sqlite) ;;
        postgres)
            start_postgres durable
            create_databases
            arguments+=(--postgres "$POSTGRES_CONNECTION" --postgres-version "$POSTGRES_VERSION")
            ;;
    esac
done

dotnet "$out/benchmarks/PracticeHub.Benchmarks.dll" "${arguments[@]}"
stop_postgres
[[ $* ]] || kill_nodes
echo "Written to $report; the servers' logs are in $out/logs."
