#!/bin/sh
# sshd for one user, who may log in by the key in AUTHORIZED_KEYS; more of its options as arguments.
set -eu
umask 077
cd "$HOME"
ssh-keygen -q -t ed25519 -N '' -f host_key
printf '%s\n' "$AUTHORIZED_KEYS" >authorized_keys
exec /usr/sbin/sshd -D -e -f /dev/null -p 2222 -h "$HOME/host_key" -o "AuthorizedKeysFile=$HOME/authorized_keys" \
  -o PidFile=none -o UsePAM=no -o PasswordAuthentication=no -o KbdInteractiveAuthentication=no -o StrictModes=no \
  -o MaxStartups=100 -o "SetEnv=PATH=$PATH" "$@"
