#!/bin/bash
# The part of the mysql and mariadb images' documented behaviour that tests and workflows rely on: *_ROOT_PASSWORD,
# *_ALLOW_EMPTY_PASSWORD, *_ROOT_HOST, *_DATABASE, *_USER, *_PASSWORD (each also from a *_FILE), /docker-entrypoint-initdb.d.
set -euo pipefail

data=/var/lib/mysql socket=/run/mysqld/mysqld.sock
if [[ -x /usr/sbin/mariadbd ]]; then
  server=mariadbd client=mariadb
else
  server=mysqld client=mysql
fi

# setting NAME: MYSQL_NAME; for MariaDB its own name first.
setting() {
  local variable file
  for variable in "${client^^}_$1" "MYSQL_$1"; do
    file=${variable}_FILE
    if [[ -n ${!file:-} ]]; then
      cat "${!file}"
      return
    elif [[ -n ${!variable:-} ]]; then
      printf '%s' "${!variable}"
      return
    fi
  done
}

quoted() { printf "'%s'" "$(sed "s/\\\\/\\\\\\\\/g; s/'/''/g" <<<"$1")"; }

# The statements that make the accounts of the settings.
accounts() {
  local root=$1 database=$2 user password host
  user=$(setting USER) password=$(setting PASSWORD) host=$(setting ROOT_HOST)
  [[ $server == mysqld ]] || echo "drop user if exists root@'127.0.0.1', root@'::1', ''@localhost;"
  echo "alter user root@localhost identified by $(quoted "$root");"
  if [[ $host != localhost ]]; then
    host=${host:-%}
    echo "create user root@$(quoted "$host") identified by $(quoted "$root");"
    echo "grant all on *.* to root@$(quoted "$host") with grant option;"
  fi
  [[ -z $database ]] || echo "create database if not exists \`$database\`;"
  [[ -z $user ]] || echo "create user $(quoted "$user")@'%' identified by $(quoted "$password");"
  [[ -z $user || -z $database ]] || echo "grant all on \`${database//_/\\_}\`.* to $(quoted "$user")@'%';"
}

# The first server listens on the socket only, so that nobody takes it for the finished one.
first_start() {
  local root=$1 database pid script
  database=$(setting DATABASE)
  shift
  if [[ $server == mariadbd ]]; then
    mariadb-install-db --skip-test-db --auth-root-authentication-method=normal --datadir=$data >/dev/null
  else
    "$@" --initialize-insecure --datadir=$data
  fi
  "$@" --skip-networking --socket=$socket &
  pid=$!
  until $client --user=root --socket=$socket --execute='select 1' >/dev/null 2>&1; do
    kill -0 $pid
    sleep 0.1
  done
  accounts "$root" "$database" | $client --user=root --socket=$socket --init-command='set sql_log_bin=0' mysql
  export MYSQL_PWD=$root
  local sql=($client --user=root --socket=$socket)
  [[ -z $database ]] || sql+=("$database")
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in
      *.sh) bash "$script" ;;
      *.sql) "${sql[@]}" <"$script" ;;
      *.sql.gz) gunzip --stdout "$script" | "${sql[@]}" ;;
    esac
  done
  unset MYSQL_PWD
  kill $pid
  wait $pid || true
}

[[ ${1:-} != -* ]] || set -- $server "$@"
if [[ ${1:-} == mysqld || ${1:-} == mariadbd ]] && [[ " $* " != *' --version '* ]]; then
  if [[ $(id -u) == 0 ]]; then
    mkdir -p $data /run/mysqld
    chown -R mysql:mysql $data /run/mysqld
    exec setpriv --reuid mysql --regid mysql --init-groups "$0" "$@"
  fi
  if [[ ! -d $data/mysql ]]; then
    root=$(setting ROOT_PASSWORD)
    if [[ -z $root && -z $(setting ALLOW_EMPTY_PASSWORD)$(setting ALLOW_EMPTY_ROOT_PASSWORD) ]]; then
      echo >&2 "error: set ${client^^}_ROOT_PASSWORD, or ${client^^}_ALLOW_EMPTY_PASSWORD=yes"
      exit 1
    fi
    first_start "$root" "$@"
  fi
fi
exec "$@"
