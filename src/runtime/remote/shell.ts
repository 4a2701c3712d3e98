import type { Command } from '../contract.ts'
import { endMarked } from '../marked.ts'

/*
 * What runs on another machine is started by a shell there that is told everything over its input: no argument list of either
 * machine shows a variable, and no login shell has to understand more than `exec sh -c '...' NAME`.
 */

/** For the login shell there, whichever it is: nothing in it means something else to another one. */
export function shellWords(mark: string): string {
  return `exec sh -c '${firstWords}' ${mark}`
}

/** The same as arguments, where no shell stands between. */
export const shellArguments = (mark: string): readonly string[] => ['sh', '-c', firstWords, mark]

const firstWords = 'IFS= read -r s && eval "$s"'

// One line. What is cut off is never run.
const gather = `bp_t= bp_d=; bp_n=$(printf '\\nx'); bp_n=\${bp_n%x}; while IFS= read -r bp_l; do if [ "$bp_l" = "$0 ends" ]; then bp_d=1; break; fi; bp_t=$bp_t$bp_l$bp_n; done; [ -n "$bp_d" ] && eval "$bp_t"`

/**
 * How the shell there knows that we are gone.
 * - `parent`: what started its session has ended: sshd, whose connection is closed.
 * - `companion`: another shell beside it knows, and ends what has the mark. It takes a flag down before our input ends: as long
 *   as that is up, an end of the input is a connection that is lost.
 */
export type Lifeline = 'parent' | 'companion'

/** What is written to the shell before the program's own input. */
export function shellInput(command: Command, mark: string, lifeline: Lifeline): string {
  const env = Object.entries({ ...command.env, BACKPROOF_MARK: mark })
  const script = [
    `set -- ${[command.program, ...command.args].map(quoted).join(' ')}`,
    'bp_env() {',
    ...env.map(([name, value]) => `export ${name}=${quoted(value)}`),
    '}',
    `bp_mark=${mark} bp_input=${command.stdin ?? 'none'} bp_life=${lifeline}`,
    body,
  ]
  return `${gather}\n${script.join('\n')}\n${mark} ends\n`
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/*
 * The mark on a line of its own says on both outputs that what came before is none of the program's: a shell greets as it
 * is set up to. On stderr it says how the program ended, too.
 *
 * A connection that is lost closes the program's input: that must not look like the end of the data. So it is read by a
 * `cat`, and passed on as ended only while we are still there; otherwise the program is killed first.
 *
 * The leader of the session was started by sshd. When that has ended, it is somebody else's child.
 */
const body = String.raw`
bp_stat() {
  read -r bp_s <"/proc/$1/stat" 2>/dev/null || return
  bp_s=${'$'}{bp_s##*") "}
}
bp_above() {
  set -- "$1" "$PPID" 0 0
  if bp_stat "$1"; then
    set -- "$1" $bp_s
    bp_up=$3
    if [ "$5" != 0 ] && [ "$5" != "$1" ] && bp_stat "$5"; then
      set -- "$5" $bp_s
      bp_up=$5/$3
    fi
  else
    kill -0 "$PPID" 2>/dev/null && bp_up=$PPID || bp_up=none
  fi
}
bp_shell=$$
bp_above "$bp_shell"
bp_first=$bp_up
bp_alive() {
  kill -0 "$bp_shell" 2>/dev/null || return
  bp_above "$bp_shell"
  [ "$bp_up" = "$bp_first" ]
}
bp_kill() {
  for bp_f in $(grep -ls -e "BACKPROOF_MARK=$bp_mark" /proc/[0-9]*/environ 2>/dev/null); do
    bp_f=${'$'}{bp_f#/proc/}
    kill -s "$1" "${'$'}{bp_f%/environ}" 2>/dev/null
  done
}
bp_halt() {
  trap '' TERM HUP INT
  bp_kill TERM
  kill -s TERM -- "-$bp_shell" 2>/dev/null
  sleep 3
  bp_kill KILL
  kill -s KILL -- "-$bp_shell" 2>/dev/null
}
bp_watch() {
  while sleep 1; do bp_alive || bp_halt; done
}
bp_feed() {
  bp_flag=
  if [ "$bp_life" = companion ]; then
    BACKPROOF_FLAG=$bp_mark sleep 2147483 </dev/null >/dev/null 2>&1 &
    bp_flag=$!
  fi
  BACKPROOF_FEED=$bp_mark sh -c 'echo "$$"; exec cat' 2>/dev/null || {
    [ -z "$bp_flag" ] || kill "$bp_flag" 2>/dev/null
    return
  }
  if [ -n "$bp_flag" ]; then
    bp_s=
    bp_stat "$bp_flag"
    case $bp_s in Z* | '') ;; *) BACKPROOF_FLAG=$bp_mark sleep 2147483 >/dev/null 2>&1 ;; esac
    return
  fi
  sleep 0.2 2>/dev/null || sleep 1
  bp_alive || bp_halt >/dev/null 2>&1
}
bp_run() {
  bp_cat=
  [ "$bp_input" = none ] || read -r bp_cat || exit
  printf '%s\n' "$bp_mark"
  printf '%s\n' "$bp_mark start" >&2
  exec 4<&0
  (
    bp_env
    command -v "$1" >/dev/null 2>&1 || {
      echo "$bp_mark missing" >&2
      exit 127
    }
    exec "$@"
  ) <&4 4<&- &
  bp_program=$!
  exec 4<&- </dev/null
  bp_watching=
  if [ "$bp_life" = parent ]; then
    bp_watch </dev/null >/dev/null 2>&1 &
    bp_watching=$!
  fi
  wait "$bp_program" 2>/dev/null
  bp_code=$?
  printf '%s\n' "$bp_mark exit $bp_code" >&2
  exec 2>/dev/null
  [ -z "$bp_watching" ] || kill -s KILL "$bp_watching"
  [ "$bp_code" = 0 ] || bp_kill KILL
  if [ -n "$bp_cat" ]; then
    if [ -r /proc/self/environ ]; then
      ! grep -qs -e "BACKPROOF_FEED=$bp_mark" "/proc/$bp_cat/environ" || kill "$bp_cat"
    else
      kill "$bp_cat"
    fi
  fi
  exit "$bp_code"
}
if [ "$bp_input" = none ]; then
  exec </dev/null
  bp_run "$@"
else
  bp_feed | bp_run "$@"
fi
exit`

/**
 * The companion: for the word "ends" it takes the flag of the mark down; at the end of its input it ends every process that has
 * the mark.
 */
export const companion = `flags() {
  for f in $(grep -ls -e "BACKPROOF_FLAG=$1" /proc/[0-9]*/environ 2>/dev/null); do
    f=\${f#/proc/}
    kill "\${f%/environ}" 2>/dev/null
  done
}
mark=$1
echo up
while IFS= read -r l; do
  if [ "$l" = ends ]; then
    flags "$mark"
    echo ok
  fi
done
${endMarked}
flags "$mark"
[ "$said" != left ]`
