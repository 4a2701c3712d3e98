#!/bin/bash
# The part of the postgres image's documented behaviour that tests and workflows rely on: POSTGRES_PASSWORD[_FILE],
# POSTGRES_USER, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, PGDATA, /docker-entrypoint-initdb.d.
set -euo pipefail

from_file() {
  local file="$1_FILE"
  if [[ -n ${!file:-} ]]; then
    export "$1=$(cat "${!file}")"
  fi
}

# The first server listens on the socket only, so that nobody takes it for the finished one.
first_start() {
  local user=$1 database=$2
  initdb --username="$user" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_ARGS:-}
  echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  pg_ctl start --wait --silent -o '-c listen_addresses='
  local sql=(psql --no-psqlrc --no-password --username "$user" -v ON_ERROR_STOP=1 -v "database=$database")
  if [[ $database != postgres ]]; then
    "${sql[@]}" --dbname postgres <<<'create database :"database"'
  fi
  local script
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) POSTGRES_USER=$user POSTGRES_DB=$database bash "$script" ;;
      *.sql) "${sql[@]}" --dbname "$database" --file "$script" ;;
      *.sql.gz) gunzip --stdout "$script" | "${sql[@]}" --dbname "$database" ;;
    esac
  done
  pg_ctl stop --wait --silent --mode fast
}

[[ ${1:-} != -* ]] || set -- postgres "$@"
if [[ ${1:-postgres} == postgres && " $* " != *' --version '* ]]; then
  if [[ $(id -u) == 0 ]]; then
    mkdir -p "$PGDATA" /run/postgresql
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    chmod 3777 /run/postgresql
    exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
  fi
  if [[ ! -s $PGDATA/PG_VERSION ]]; then
    from_file POSTGRES_PASSWORD
    from_file POSTGRES_USER
    from_file POSTGRES_DB
    if [[ -z ${POSTGRES_PASSWORD:-} && ${POSTGRES_HOST_AUTH_METHOD:-} != trust ]]; then
      echo >&2 'error: set POSTGRES_PASSWORD, or POSTGRES_HOST_AUTH_METHOD=trust'
      exit 1
    fi
    POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-} first_start "${POSTGRES_USER:-postgres}" "${POSTGRES_DB:-${POSTGRES_USER:-postgres}}"
  fi
fi
exec "$@"
