#!/bin/bash
# The part of the mongo image's documented behaviour that tests and workflows rely on: MONGO_INITDB_ROOT_USERNAME and
# MONGO_INITDB_ROOT_PASSWORD (each also from a *_FILE). What is listened to is FerretDB; mongod's own options mean nothing to it.
set -euo pipefail

from_file() {
  local file="$1_FILE"
  if [[ -n ${!file:-} ]]; then
    export "$1=$(cat "${!file}")"
  fi
}

[[ ${1:-} != -* ]] || set -- mongod "$@"
[[ ${1:-mongod} == mongod ]] || exec "$@"
if [[ $(id -u) == 0 ]]; then
  chown postgres:postgres /data/db
  mkdir -p /run/postgresql
  chown postgres:postgres /run/postgresql
  exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
fi
from_file MONGO_INITDB_ROOT_USERNAME
from_file MONGO_INITDB_ROOT_PASSWORD
user=${MONGO_INITDB_ROOT_USERNAME:-} password=${MONGO_INITDB_ROOT_PASSWORD:-}
unset MONGO_INITDB_ROOT_PASSWORD

sql=(psql --no-psqlrc --quiet --username postgres --dbname postgres -v ON_ERROR_STOP=1)
log=$(mktemp)
mkdir -p "$PGDATA"
POSTGRES_HOST_AUTH_METHOD=trust postgres-entrypoint.sh postgres -c listen_addresses=127.0.0.1 \
  -c shared_preload_libraries=pg_cron,pg_documentdb_core,pg_documentdb -c cron.database_name=postgres >"$log" 2>&1 &
postgres=$!
ferretdb=
trap '[[ -z $ferretdb ]] || kill $ferretdb; kill -INT $postgres; wait; exit 0' TERM INT
# By TCP: the server of the first start has only its socket.
until "${sql[@]}" --host 127.0.0.1 --command 'select 1' >/dev/null 2>&1; do
  kill -0 $postgres 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
"${sql[@]}" --command 'create extension if not exists documentdb cascade' 2>>"$log" || { cat "$log"; exit 1; }
auth=--no-auth
if [[ -n $user ]]; then
  auth=--auth
  "${sql[@]}" -v "user=$user" -v "password=$password" <<'SQL'
select format('create role %I superuser login password %L', :'user', :'password')
where not exists (select from pg_roles where rolname = :'user') \gexec
SQL
fi
ferretdb --postgresql-url=postgres://postgres@127.0.0.1:5432/postgres --listen-addr=:27017 $auth \
  --debug-addr=- --telemetry=disable --state-dir=/tmp &
ferretdb=$!
wait -n
cat "$log"
exit 1
