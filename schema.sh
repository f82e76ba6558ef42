#!/usr/bin/env bash
# Writes the first migration of both databases anew from the model. Only until the first release: after it, a change of the
# model gets a migration of its own, and what is released is never rewritten.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build src/PracticeHub.Web -v q --nologo
for engine in Sqlite Postgres; do
  Hub__Database__Provider=$engine Hub__Database__ConnectionString="$([ $engine = Postgres ] && echo 'Host=localhost' || echo 'Data Source=:memory:')" \
    dotnet src/PracticeHub.Web/bin/Debug/net10.0/PracticeHub.Web.dll schema | sed 's/\r$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' > "/tmp/schema.$engine.sql"
  mv "/tmp/schema.$engine.sql" "src/PracticeHub.Data.$engine/Migrations/0001.house.sql"
done
