// Of a client program, in a directory of its own or none ($1): it ends, and the directory goes, when this process does,
// whose end closes descriptor 3. It may have files that have no name, from descriptor 4 on.
const script = `d=$1
shift
[ -z "$d" ] || cd "$d" || exit
exec 9<&0
"$@" <&9 9<&- 3<&- &
p=$!
exec 9<&- </dev/null
(read -r l <&3; kill "$p"; [ -z "$d" ] || rm -rf -- "$d") >/dev/null 2>&1 &
w=$!
exec 3<&-
wait "$p"
c=$?
kill -s KILL "$w" 2>/dev/null
[ -z "$d" ] || rm -rf -- "$d"
exit "$c"`

/** Arguments of `sh` that run the program so; to be launched with a lifeline. */
export const guarded = (directory: string, program: string, args: readonly string[]): readonly string[] => [
  '-c',
  script,
  'sh',
  directory,
  program,
  ...args,
]
