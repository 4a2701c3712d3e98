import { Readable } from 'node:stream'
import type { PostgresSource } from '../../../policy/policy.ts'
import { Problem, remedy } from '../../../problem.ts'
import { startSandbox } from '../../../runtime/runtime.ts'
import type {
  Bench,
  Chain,
  PlainBackup,
  Programs,
  Recovered,
  Replay,
  ReplayProgress,
  ServerFacts,
  Until,
} from '../../contract.ts'
import { meansQualified } from '../archive/pattern.ts'
import { relationKinds } from '../facts.ts'
import { imageOf } from '../sandbox.ts'
import { basePart } from './base.ts'
import { floorOf, parseLsn, segmentFile, segmentOf } from './lsn.ts'
import { manifestFile, manifestPart } from './manifest.ts'
import { comparePositions } from './position.ts'
import { RecoveredPostgres } from './recovered.ts'
import { type Control, parseControl, recoverServer, recoverySettings, type Stop } from './recovery.ts'
import { idleSandbox, Room } from './room.ts'
import { broken, joined, type Pieces, segmentsTar } from './segments.ts'
import { slotName } from './slot.ts'

export const postgresReplay: Replay<PostgresSource> = {
  compare: comparePositions,
  leavesData: true,
  statePart: manifestPart,
  leftover: (source) =>
    `its replication slot keeps log for nobody: run select pg_drop_replication_slot('${slotName(source)}'); there`,
  selectable: (objects) => relationKinds.flatMap((kind) => objects[kind] ?? []),
  means: meansQualified,
  recover,
}

async function recover(
  chain: Chain,
  until: Until,
  by: Programs<PostgresSource>,
  bench: Bench,
  signal: AbortSignal,
  hear: (progress: ReplayProgress) => void = () => undefined,
): Promise<Recovered<PostgresSource>> {
  const newest = chain.increments.at(-1) ?? chain.full
  const { server } = newest.facts
  if (server === undefined)
    throw new Problem('object-damaged', 'the facts of the base name no server', { hint: remedy.damaged })
  const pieces = joined(chain.log, chain.position)
  const stop = stopOf(until, pieces, server)
  const image = by.image ?? imageOf(server)
  await using made = new AsyncDisposableStack()
  const sandbox = made.use(
    await startSandbox(idleSandbox(image), { baseEnv: bench.baseEnv, label: bench.label, signal }),
  )
  const room = await Room.make(sandbox.runtime, signal)
  const control = await layOut(room, chain, server, hear)
  if (pieces !== undefined) {
    const own = await setOwnLogAside(room)
    await bringLog(room, pieces, control, hear)
    await mustBeOneHistory(room, own, server, pieces, control)
  }
  // Settings that were made by SQL are the source's own: its log goes nowhere from here, its jobs do not run here.
  await room.shellWith(
    recoverySettings(stop, room, control),
    `cat >"$1/postgresql.conf"; echo "local all all trust" >"$1/hba.conf"; : >"$1/ident.conf"
cd "$1/data"; mv postgresql.auto.conf "$1/auto.conf"; rm -f standby.signal; : >postgresql.auto.conf; : >recovery.signal`,
    room.path,
  )
  const begin = parseLsn(server.settings['base start'] ?? '') ?? 0n
  const span = pieces === undefined ? {} : { ofBytes: Number(pieces.to.lsn - begin) }
  const recovered = await recoverServer(room, stop, sandbox.runtime, signal, (lsn) =>
    hear({ step: 'replay', doneBytes: Number(lsn - begin), ...span }),
  )
  const end = made.move()
  const opened = new RecoveredPostgres({
    room,
    server,
    source: by.source,
    bench,
    signal,
    reached: recovered.reached,
    end,
  })
  await opened.mustBePromoted()
  return opened
}

/** Where it is to stop. Throws `restore-failed` for a moment before the end of the base, and for one that no log reaches. */
function stopOf(until: Until, pieces: Pieces | undefined, { settings }: ServerFacts): Stop {
  if (until === 'end') {
    if (pieces === undefined) return 'consistency'
    if (pieces.to.ended === undefined) throw broken('the last piece of log has no message at its end')
    return { lsn: pieces.to.ended.marker }
  }
  const moment = new Date(settings['base moment'] ?? Number.NaN)
  if (Number.isNaN(moment.getTime()))
    throw new Problem('object-damaged', 'the facts of the base do not say when it ended', { hint: remedy.damaged })
  if (until.time < moment)
    throw new Problem(
      'restore-failed',
      `${until.time.toISOString()} lies before the end of the base at ${moment.toISOString()}, which has what was written until then`,
      { hint: 'Take an older base: `backproof list` shows them.' },
    )
  const last = pieces?.to.time
  if (last === undefined || until.time > last)
    throw new Problem(
      'restore-failed',
      last === undefined
        ? `there is no log after the base: ${until.time.toISOString()} cannot be reached`
        : `the log was collected until ${last.toISOString()}: ${until.time.toISOString()} cannot be reached`,
      { hint: `Take --at latest${last === undefined ? '' : `, or --at ${last.toISOString()}`}.` },
    )
  return { time: until.time }
}

type Hear = (progress: ReplayProgress) => void

/** The data directory, of the full base and what has changed after it, checked against its own list of files; what it is. */
async function layOut(room: Room, { full, increments }: Chain, { major }: ServerFacts, hear: Hear): Promise<Control> {
  let doneBytes = 0
  const unpack = async (base: PlainBackup, name: string) =>
    await room.unpack(await base.open(basePart), name, (bytes) => {
      doneBytes += bytes
      hear({ step: 'base', doneBytes })
    })
  if (increments.length === 0) await unpack(full, 'data')
  else {
    const all = [full, ...increments]
    const names = all.map((_, index) => `base${index}`)
    for (const [index, base] of all.entries()) await unpack(base, names[index] ?? '')
    const places = names.map((name) => room.at(name))
    // What need not be read is linked, where the program can do that.
    const link = major >= 18 ? ['--link'] : []
    const args = ['--no-sync', ...link, '--output', room.at('data'), ...places]
    await room.judge('pg_combinebackup', args, 'the increments do not fit on the full base')
    await room.shell('rm -rf -- "$@"', ...places)
  }
  // Its own log is read when it is played back.
  const verify = 'pg_verifybackup --no-parse-wal --exit-on-error "$1" >&2; chmod 700 "$1"; pg_controldata -D "$1"'
  const args = ['-ec', verify, 'sh', room.at('data')]
  return parseControl(await room.judge('sh', args, `the base is not what its ${manifestFile} says`))
}

/** The log that the base brought along; gives its folder. */
async function setOwnLogAside(room: Room): Promise<string> {
  const own = room.at('own-log')
  await room.shell(
    'mkdir -m 700 "$2"; find "$1/pg_wal" -maxdepth 1 -type f -exec mv -- {} "$2" \\;',
    room.at('data'),
    own,
  )
  return own
}

/**
 * What was logged while the base was taken must be in the log as well. A machine that was set back after its base goes on with other
 * log at the same places: played onto that base, it would give a database that never was.
 */
async function mustBeOneHistory(
  room: Room,
  own: string,
  { settings }: ServerFacts,
  { to }: Pieces,
  { segmentBytes }: Control,
): Promise<void> {
  const [start, end] = [parseLsn(settings['base start'] ?? ''), parseLsn(settings['base end'] ?? '')]
  if (start === undefined || end === undefined || end <= start)
    throw new Problem('object-damaged', 'the facts of the base do not say where its log begins and ends', {
      hint: remedy.damaged,
    })
  const files: string[] = []
  for (let at = floorOf(start, segmentBytes); at < end; at += BigInt(segmentBytes)) {
    const bytes = end - at < BigInt(segmentBytes) ? end - at : BigInt(segmentBytes)
    files.push(segmentFile(to.timeline, segmentOf(at, segmentBytes), segmentBytes), String(bytes))
  }
  const compare = `own=$1 log=$2; shift 2; beginning() { head -c "$2" -- "$1" | sha256sum; }
while [ $# -gt 0 ]; do
  for file in "$own/$1" "$log/$1"; do [ -f "$file" ] || { echo "there is no $file" >&2; exit 1; }; done
  [ "$(beginning "$own/$1" "$2")" = "$(beginning "$log/$1" "$2")" ] || { echo "they differ in $1" >&2; exit 1; }
  shift 2
done
rm -rf -- "$own"`
  const args = ['-ec', compare, 'sh', own, room.at('data/pg_wal'), ...files]
  await room.judge(
    'sh',
    args,
    'the base is of a history that its log does not have: the server was set back after it was taken',
  )
}

async function bringLog(room: Room, pieces: Pieces, control: Control, hear: Hear): Promise<void> {
  if (pieces.to.system !== control.system)
    throw broken(`the log is of system ${pieces.to.system}, and the base of ${control.system}`)
  const ofBytes = Number(pieces.to.lsn - pieces.from.lsn)
  let doneBytes = 0
  const tar = segmentsTar(pieces, control.segmentBytes, (bytes) => {
    doneBytes += bytes
    hear({ step: 'log', doneBytes, ofBytes })
  })
  await room.unpack(Readable.from(tar, { objectMode: false }), 'data/pg_wal', () => undefined)
}
