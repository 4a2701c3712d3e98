#!/bin/sh
# The part of the redis and valkey images' documented behaviour that tests and workflows rely on: arguments are the
# server's options, the server is not root, and it takes connections from elsewhere without a password.
set -eu
server=redis-server user=redis
[ ! -x /usr/bin/valkey-server ] || { server=valkey-server user=valkey; }
case ${1:-} in -* | *.conf) set -- "$server" "$@" ;; esac
if [ "$1" = "$server" ]; then
  case " $* " in
    *' --protected-mode '* | *' --version '* | *' -v '*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
  if [ "$(id -u)" = 0 ]; then
    chown -R "$user:$user" .
    exec setpriv --reuid "$user" --regid "$user" --clear-groups "$0" "$@"
  fi
fi
exec "$@"
