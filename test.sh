#!/usr/bin/env bash
# Every gate of PracticeHub: a strict Release build, then every test project, on SQLite and on a temporary PostgreSQL.
#
#   ./test.sh                        everything
#   ./test.sh unit                   one project: unit, browser or faults
#   ./test.sh --filter-class 'X*'    only these tests; also --filter-method, --filter-namespace, --filter-trait
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=tests/postgres.sh
source tests/postgres.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# A quarter of the time of processes that end soon, for a guard that tests do not need.
export DOTNET_EnableWriteXorExecute=0
results=artifacts/test-results
project_timeout=40m
chosen=() filters=()
passed=0 failed=0 skipped=0

usage() {
    sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

read_arguments() {
    while (($#)); do
        case $1 in
            unit) chosen+=(tests/PracticeHub.Tests) ;;
            browser) chosen+=(tests/PracticeHub.BrowserTests) ;;
            faults) chosen+=(tests/PracticeHub.Faults) ;;
            --filter-class | --filter-method | --filter-namespace | --filter-trait)
                (($# > 1)) || usage
                filters+=("-${1#--filter-}" "$2")
                shift
                ;;
            *) usage ;;
        esac
        shift
    done
}

# Chromium without what draws windows, which takes twice as long; another one by PRACTICEHUB_TEST_CHROMIUM.
find_chromium() {
    command -v "${PRACTICEHUB_TEST_CHROMIUM:-chromium-headless-shell}" || true
}

install_missing() {
    local packages=() sudo=()
    [[ -n $(postgres_binaries) ]] || packages+=(postgresql)
    [[ -n $(find_chromium) ]] || packages+=(chromium-headless-shell)
    # Pictures at fitting sizes.
    ldconfig -p | grep -q 'libgd\.so\.3' || packages+=(libgd3)
    ((${#packages[@]})) || return 0

    if ((EUID != 0)); then
        sudo=(sudo -n)
    fi
    if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
        echo "Missing: ${packages[*]}. Install them, or run test.sh once as root on Debian." >&2
        exit 1
    fi
    echo "Installing ${packages[*]} …"
    "${sudo[@]}" apt-get update -q
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"
}

check_tools() {
    local tool missing=()
    for tool in dotnet node npm; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    if ((${#missing[@]})); then
        echo "Missing in PATH: ${missing[*]}. PracticeHub needs the .NET 10 SDK and Node.js with npm." >&2
        exit 1
    fi
}

build() {
    dotnet restore PracticeHub.sln -v q
    dotnet build PracticeHub.sln -c Release --no-restore -warnaserror -v q
    echo "Built in ${SECONDS} s."
}

test_projects() {
    if ((${#chosen[@]})); then
        printf '%s\n' "${chosen[@]}"
    else
        grep -lEi '<IsTestProject>true' tests/*/*.csproj | xargs -n 1 dirname
    fi
}

# The value of an attribute of the <assembly> element in an xunit result file.
result() {
    sed -nE "s/.*<assembly [^>]*\b$2=\"([0-9]+)\".*/\1/p" "$1" | head -n 1
}

# Runs one project and adds its counts; a runner that breaks without a failed test counts as one failure.
run_project() {
    local project=$1 name started=$SECONDS code=0 total
    name=$(basename "$project")
    local xml=$results/$name.xml dll=$project/bin/Release/net10.0/$name.dll
    echo
    echo "== $name"
    timeout --kill-after=30s "$project_timeout" \
        dotnet "$dll" -noColor -noLogo "${filters[@]}" -xml "$xml" </dev/null || code=$?

    total=0
    if [[ -s $xml ]]; then
        total=$(result "$xml" failed)
        # Clean-up that fails outside of any test; beside failed tests xunit's own writer can add some that are not real.
        ((total)) || total=$(result "$xml" errors)
        passed=$((passed + $(result "$xml" passed)))
        skipped=$((skipped + $(result "$xml" skipped) + $(result "$xml" not-run)))
    fi
    if ((code != 0 && total == 0)); then
        echo "$name stopped with exit code $code and named no failed test." >&2
        echo "$name (exit code $code)" >>"$results/failures.txt"
        total=1
    fi
    failed=$((failed + total))
    echo "== $name took $((SECONDS - started)) s"
}

list_failures() {
    {
        find "$results" -name '*.xml' -exec awk '
            BEGIN { RS = "<test " }
            /^[^>]* result="Fail"/ {
                name = $0; sub(/^[^>]* name="/, "", name); sub(/".*/, "", name)
                why = $0; sub(/^.*<message>(<!\[CDATA\[)?/, "", why); sub(/(\]\]>)?<\/message>.*/, "", why)
                gsub(/\n/, "\n    ", why)
                print name "\n    " why
            }' {} +
        cat "$results/failures.txt"
    } | sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#xA;/ /g; s/&amp;/\&/g'
}

read_arguments "$@"
install_missing
check_tools
build

trap stop_postgres EXIT
trap 'exit 130' INT TERM HUP
start_postgres fast
export PRACTICEHUB_TEST_POSTGRES=$POSTGRES_CONNECTION
PRACTICEHUB_TEST_CHROMIUM=$(find_chromium)
export PRACTICEHUB_TEST_CHROMIUM
echo "PostgreSQL $POSTGRES_VERSION on port $POSTGRES_PORT."

rm -rf "$results"
mkdir -p "$results"
: >"$results/failures.txt"
for project in $(test_projects); do
    run_project "$project"
done

echo
if ((failed)); then
    echo "Failed:"
    list_failures | sed 's/^/  /'
    echo
fi
if ((passed + failed == 0)); then
    echo "No test ran." >&2
fi
echo "Took $SECONDS s."
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0 && passed > 0))
