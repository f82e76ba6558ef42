#!/usr/bin/env bash
# A throw-away PostgreSQL from the installed binaries: a directory of its own, one port on 127.0.0.1, gone afterwards.
#
# Sourced, it offers start_postgres [fast|durable] and stop_postgres; after a start these are set:
#   POSTGRES_PORT, POSTGRES_BIN, POSTGRES_VERSION and POSTGRES_CONNECTION (an Npgsql connection string without database).
# "fast" gives up safety after a power cut, which tests do not need; "durable" keeps what a production server keeps.
# Run as "postgres.sh serve", it prints the connection string and keeps the server until its standard input ends.

POSTGRES_DIR="" POSTGRES_PORT="" POSTGRES_BIN="" POSTGRES_VERSION="" POSTGRES_CONNECTION=""

postgres_binaries() {
    local directory
    for directory in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5 -rV); do
        if [[ -x $directory/initdb ]]; then
            echo "$directory"
            return
        fi
    done
    command -v initdb >/dev/null && dirname "$(command -v initdb)"
}

# PostgreSQL refuses to run as root, so root lends it to an unprivileged user.
postgres_user() {
    if ((EUID != 0)); then
        return
    fi
    if id postgres >/dev/null 2>&1; then
        echo postgres
    else
        id practicehub-test >/dev/null 2>&1 || useradd --system --shell /usr/sbin/nologin practicehub-test >&2
        echo practicehub-test
    fi
}

as_postgres() {
    local user
    user=$(postgres_user)
    if [[ -n $user ]]; then
        (cd / && runuser -u "$user" -- "$@")
    else
        "$@"
    fi
}

postgres_free_port() {
    local port
    while true; do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

postgres_settings() {
    echo "listen_addresses = '127.0.0.1'"
    echo "unix_socket_directories = '$POSTGRES_DIR'"
    echo "max_connections = 200"
    echo "shared_buffers = 256MB"
    echo "logging_collector = off"
    if [[ $1 == fast ]]; then
        printf '%s = off\n' fsync synchronous_commit full_page_writes
    fi
}

start_postgres() {
    local mode=${1:-fast} parent=/tmp user attempt
    if ! POSTGRES_BIN=$(postgres_binaries); then
        echo "PostgreSQL is missing: no initdb under /usr/lib/postgresql/*/bin nor in PATH. Install it: apt-get install postgresql" >&2
        return 1
    fi
    # /tmp may be memory; a measurement that promises durable writes needs a disk.
    [[ $mode == durable ]] && parent=/var/tmp
    # shellcheck disable=SC2034  # for those who source this file
    POSTGRES_VERSION=$("$POSTGRES_BIN/postgres" --version | grep -oE '[0-9]+(\.[0-9]+)*' | head -n 1)
    POSTGRES_DIR=$(mktemp -d "$parent/practicehub-postgres.XXXXXX")
    user=$(postgres_user)
    [[ -z $user ]] || chown "$user" "$POSTGRES_DIR"

    if ! as_postgres "$POSTGRES_BIN/initdb" -D "$POSTGRES_DIR/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
        >"$POSTGRES_DIR/initdb.log" 2>&1; then
        cat "$POSTGRES_DIR/initdb.log" >&2
        stop_postgres
        return 1
    fi
    postgres_settings "$mode" >>"$POSTGRES_DIR/data/postgresql.conf"

    # Somebody may take the port between the look and the start.
    for attempt in 1 2 3 4 5; do
        POSTGRES_PORT=$(postgres_free_port)
        if as_postgres "$POSTGRES_BIN/pg_ctl" -D "$POSTGRES_DIR/data" -l "$POSTGRES_DIR/server.log" -w -t 60 -s \
            -o "-p $POSTGRES_PORT" start </dev/null >/dev/null 2>&1; then
            POSTGRES_CONNECTION="Host=127.0.0.1;Port=$POSTGRES_PORT;Username=postgres"
            return
        fi
        echo "PostgreSQL did not start on port $POSTGRES_PORT (attempt $attempt of 5)." >&2
    done
    cat "$POSTGRES_DIR/server.log" >&2
    stop_postgres
    return 1
}

stop_postgres() {
    [[ -n $POSTGRES_DIR ]] || return 0
    if [[ -f $POSTGRES_DIR/data/postmaster.pid ]]; then
        as_postgres "$POSTGRES_BIN/pg_ctl" -D "$POSTGRES_DIR/data" -m immediate -w -t 30 -s stop </dev/null >/dev/null 2>&1 || true
    fi
    rm -rf "$POSTGRES_DIR"
    POSTGRES_DIR=""
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    set -euo pipefail
    if [[ ${1:-} != serve ]]; then
        echo "usage: $0 serve" >&2
        exit 2
    fi
    trap stop_postgres EXIT
    trap 'exit 130' INT TERM HUP
    start_postgres fast
    echo "$POSTGRES_CONNECTION"
    # However the caller ends, its end of the pipe closes, and the server goes with it.
    # Waited for in the background, because bash answers a signal only between commands.
    cat <&0 >/dev/null &
    trap 'kill $! 2>/dev/null || true; stop_postgres' EXIT
    wait $!
fi
