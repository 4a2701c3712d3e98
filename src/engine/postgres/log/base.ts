import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { Problem, remedy } from '../../../problem.ts'
import { type Command, failureOf } from '../../../runtime/runtime.ts'
import { watchedBody } from '../../body.ts'
import type { Base, Dump, DumpResult, Facts, Part } from '../../contract.ts'
import { clientCommand } from '../connection.ts'
import type { Opening } from '../opening.ts'
import { withAdvice } from '../session.ts'
import { canIncrement, mustBeFit, replicationAdvice } from './fit.ts'
import { floorOf, formatLsn } from './lsn.ts'
import { ManifestWatch, manifestFile, parseManifest } from './manifest.ts'
import type { LogOptions } from './option.ts'
import { formatPosition } from './position.ts'
import { Slot } from './slot.ts'
import { serverClock, standingOf } from './standing.ts'

/** The parts of a base: the data directory with the log that it needs itself, and the list of its files for the next base. */
export const basePart = 'base.tar'

/** A physical copy of the whole server. With `since`, of what has changed after that one. */
export function basePostgres(opening: Opening, options: LogOptions, since?: Base): Dump {
  let result: DumpResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    result = yield* baseParts(opening, options, since)
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result: () => {
      if (result !== undefined) return result
      throw new Problem('dump-incomplete', `the base of ${opening.source.name} is not complete`, { hint: remedy.dump })
    },
  }
}

async function* baseParts(opening: Opening, options: LogOptions, since?: Base): AsyncGenerator<Part, DumpResult> {
  const { source, runtime, connection, session, server, version } = opening
  await mustBeFit(opening, options)
  if (since !== undefined) await mustIncrement(opening)
  // Before the base: from here on the server keeps what follows it.
  if (options.slot !== 'none') await new Slot(source.name, session).make()
  const { system, segmentBytes } = await standingOf(session)
  const time = await serverClock(session)
  const mine = new AbortController()
  const child = runtime.spawn(
    since === undefined ? clientCommand('pg_basebackup', flags, connection, runtime) : increment(opening),
    AbortSignal.any([opening.signal, mine.signal]),
  )
  child.ended.catch(() => undefined)
  const watch = new ManifestWatch()
  child.stdout.once('error', (error: unknown) => body.destroy(told(error, opening) as Error))
  const body = watchedBody(child, watch)
  try {
    if (since !== undefined) await pipeline(await since.state(), child.stdin)
    yield { name: basePart, compression: 'zstd', body }
    await child.ended.catch((error: unknown) => withAdvice(told(error, opening), connection.user))
    await finished(body)
  } finally {
    mine.abort(new Problem('cancelled', 'the base was abandoned before its end'))
    await child.ended.catch(() => undefined)
  }
  const { timeline, start, end } = parseManifest(watch.manifest)
  // All that is in it was committed before.
  const moment = new Date((await serverClock(session)).getTime() + 1)
  yield { name: manifestFile, compression: 'zstd', body: Readable.from(slices(watch.manifest)) }
  const facts: Facts = {
    version: 1,
    engine: 'postgres',
    server: {
      ...server,
      settings: {
        ...server.settings,
        base: since === undefined ? 'full' : 'increment',
        'base start': formatLsn(start),
        'base end': formatLsn(end),
        'base moment': moment.toISOString(),
        'segment bytes': String(segmentBytes),
      },
    },
    sizeBytes: opening.sizeBytes,
    rows: {},
    objects: {},
  }
  return {
    facts,
    findings: [],
    versions: { pg_basebackup: version.client.text },
    consistency: 'snapshot',
    // A recovery reads the whole segment in which the base begins.
    position: formatPosition({ lsn: floorOf(start, segmentBytes), time, system, timeline }),
    moment,
  }
}

// With the log that it needs to be consistent, so that it can be restored alone.
const flags = [
  ...['--pgdata=-', '--format=tar', '--wal-method=fetch', '--checkpoint=fast', '--no-sync', '--no-password'],
  '--label=backproof',
]

// The earlier list of files is read from a file, and comes on the input.
const incremental = `set -eu
umask 077
file="\${TMPDIR:-/tmp}/$1"; shift
trap 'trap "" HUP INT TERM; rm -f -- "$file"' EXIT
trap 'exit 143' HUP INT TERM
cat >"$file"
pg_basebackup --incremental="$file" "$@"`

function increment({ connection, runtime }: Opening): Command {
  const args = ['-c', incremental, 'sh', `backproof-${randomUUID()}`, ...flags]
  return { ...clientCommand('sh', args, connection, runtime), name: 'pg_basebackup', stdin: 'open' }
}

async function mustIncrement({ session, server }: Opening): Promise<void> {
  if (await canIncrement(session, server.major)) return
  const [because, hint] =
    server.major < 17
      ? [`it is PostgreSQL ${server.major}`, 'Make full bases, or use PostgreSQL 17 or later.']
      : [
          'summarize_wal is off',
          'Run alter system set summarize_wal = on; select pg_reload_conf(); and make a full base first.',
        ]
  throw new Problem('source-failed', `the server cannot make an incremental base: ${because}`, { hint })
}

function told(error: unknown, { connection, runtime }: Opening): unknown {
  // All that the program says where the server breaks it off: the log that the base needs itself comes last.
  if (!/COPY stream ended before last file was finished/.test(failureOf(error)?.stderr ?? ''))
    return replicationAdvice(error, connection, runtime)
  return new Problem('dump-incomplete', 'the server removed log that the base needs while the base was taken', {
    hint: 'Run it again. If it happens again, raise max_slot_wal_keep_size (with slot: none, wal_keep_size) to more than the server writes meanwhile.',
    cause: error,
  })
}

function* slices(bytes: Buffer): Generator<Buffer> {
  const step = 64 * 1024
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}
