/*
 * Prints how many processes with the mark there are, and which of them it has signalled now; those of "$3" were before. Without
 * ps, which official images do not have. A process whose children live is left for later: they would be handed to the container's
 * first process. Where that is PostgreSQL's, it takes a child of its that a signal ends for a crash of one of its own, and ends
 * every session: so what it was handed anyway is only waited for.
 */
const signalMarked = `first=
read -r first </proc/1/comm
found= parents=' '
for file in $(grep -ls -e "BACKPROOF_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${file#/proc/} pid=\${pid%/environ} parent=
  while read -r key value; do
    if [ "$key" = PPid: ]; then parent=$value; break; fi
  done 2>/dev/null </proc/$pid/status
  [ -n "$parent" ] || continue
  found="$found $pid:$parent" parents="$parents$parent "
done
n=0 told=
for one in $found; do
  pid=\${one%:*}
  n=$((n+1))
  case "$parents" in *" $pid "*) [ "$first" != postgres ] && [ "$2" = KILL ] || continue ;; esac
  [ "\${one#*:}:$first" != 1:postgres ] || continue
  case "$2 $3 " in 'TERM '*" $pid "*) continue ;; esac
  if kill -s "$2" "$pid" 2>/dev/null; then told="$told $pid"; else n=$((n-1)); fi
done
echo "$n$told"`

/*
 * Ends every process with the mark that is the script's argument, wherever a runtime runs programs: asks for three seconds, and
 * kills for the rest of thirty. Says "none", "ended", or "left" where one is still there.
 */
export const endMarked = `marked() {
${signalMarked}
}
mark=$1 told= i=0 said=none
while :; do
  s=TERM
  [ "$i" -lt 30 ] || s=KILL
  set -- $(marked "$mark" "$s" " $told" 2>/dev/null)
  [ "\${1:-0}" != 0 ] || break
  said=ended
  if [ "$i" -ge 300 ]; then
    said=left
    break
  fi
  shift
  told="$told $*"
  sleep 0.1 2>/dev/null || { sleep 1; i=$((i+9)); }
  i=$((i+1))
done
echo "$said"`
