import { randomInt } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  encodeManifest,
  type LogPosition,
  logName,
  type Manifest,
  makeId,
  recordDigest,
  recordPart,
  type Slice,
  volumeOf,
} from '../../catalog/catalog.ts'
import { engineOf, type LogPiece, type LogSource, type OpenSource, type PieceResult } from '../../engine/engine.ts'
import { type Source, serverOf } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { during } from '../../progress.ts'
import { boxDataKey, newDataKey, signManifest } from '../../seal/seal.ts'
import { confirmAndCommit } from '../backup/confirm.ts'
import { Upload } from '../backup/upload.ts'
import type { Project } from '../project/project.ts'
import { namesOf, takeLeases } from '../project/session.ts'
import { refuseOwnStores } from '../project/stores/own-store.ts'
import { noLog } from './logged.ts'

/** Where a piece begins. */
export interface Beginning {
  readonly from: LogPosition
  /** The piece that it follows; undefined: a stream begins, for the reason that is given. */
  readonly previous: Slice | undefined
  readonly opened?: string
  /** Of the first piece of a volume: the digest of the ids in the one before, where that is complete. */
  readonly volume?: string | undefined
  /** Its number, counted through all streams. */
  readonly number: number
}

/** A piece of log that is stored. */
export interface Collected {
  readonly id: string
  readonly result: PieceResult
  /** What the server wrote, before compression. */
  readonly plainBytes: number
  readonly failures: readonly unknown[]
}

/** A source that answers, and its log. */
export interface OpenLog extends AsyncDisposable {
  readonly live: OpenSource
  readonly log: LogSource
}

/** Connects to a source whose log is to be collected. Throws `source-failed` where its server has none that can be. */
export async function openLog(project: Project, source: Source, signal: AbortSignal): Promise<OpenLog> {
  const { world } = project
  const engine = await engineOf(source.engine)
  await using stack = new AsyncDisposableStack()
  stack.use(await project.seats.server(serverOf(source), signal, 'one'))
  const live = stack.use(
    await during(world.log, { what: `${source.name}: looking at the source` }, () =>
      // A log is that of the server which is written to.
      engine.open(source, project.bench, signal, 'primary'),
    ),
  )
  const { log } = live
  if (log === undefined) throw noLog(source)
  const kept = stack.move()
  return { live, log, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** So long a run that was killed keeps others from the log: not for many a tick, and through two renewals that fail. */
const leaseMs = 5 * 60_000

/**
 * Collects all of the log from there to now, seals it, puts it into every store, reads it back and commits it; only then may the
 * server forget it. Throws `log-gap` where the server does not have all of it any more: nothing is committed then.
 */
export async function collectPiece(
  project: Project,
  source: Source,
  { live, log }: Pick<OpenLog, 'live' | 'log'>,
  asked: Beginning,
): Promise<Collected> {
  const { world, policy } = project
  const signing = project.signingKey()
  await refuseOwnStores(project, source)
  const { places, failed } = await project.places(source)
  const wanted = { goesOn: true, ttlMs: leaseMs } as const
  await using leases = await takeLeases(project, logName(source.name, { kind: 'log' }), places, wanted)
  const signal = AbortSignal.any([world.signal, leases.signal])
  const volume = logName(source.name, { kind: 'volume', number: volumeOf(asked.number) })
  const startedAt = world.now()
  const id = makeId(volume, startedAt, randomInt(1000))
  const key = newDataKey()
  const keys = boxDataKey(id, key, policy.encryption.recipients)
  const freight = { id, source: volume, key, signal, places: leases.places, progress: world.log.progress }
  const onFailure = (store: string) => leases.forget(store)
  const upload = new Upload({ ...freight, failed: [...failed, ...leases.failed], onFailure })
  try {
    const piece = log.collect(asked.from)
    for await (const part of piece.parts) await upload.add(part, 0)
    const result = resultOf(piece, asked)
    refuseEarlier(asked, result)
    const plainBytes = upload.parts.reduce((sum, part) => sum + part.plainBytes, 0)
    const record = recordOf(result, asked, upload)
    await upload.add({ name: recordPart, compression: 'zstd', body: jsonOf(record) }, 0)
    const manifest: Manifest = {
      format: 'backproof/v1',
      id,
      source: volume,
      engine: source.engine,
      kind: 'log',
      trigger: 'schedule',
      tags: [],
      retain: false,
      startedAt: startedAt.toISOString(),
      finishedAt: world.now().toISOString(),
      parts: upload.parts,
      versions: { ...world.versions, ...(live.server ? { server: live.server.version } : {}) },
      origin: { ...world.origin, project: policy.project },
      consistency: 'snapshot',
      position: result.to,
      log: {
        number: asked.number,
        from: result.from,
        covers: coversOf(result),
        ...(record.previous ? { previous: record.previous } : {}),
        ...(record.previous && asked.volume !== undefined ? { volume: asked.volume } : {}),
        ...(asked.opened === undefined ? {} : { opened: asked.opened.slice(0, 2000) }),
      },
    }
    await upload.stored()
    const [unreadable] = await Promise.all([upload.readBack(manifest), leases.look()])
    for (const store of unreadable)
      world.log.warning(`${source.name}: the piece of log in ${store} is in an archive class, and was not read back`)
    const bytes = encodeManifest(manifest)
    const signature = signing && new TextEncoder().encode(signManifest(bytes, signing))
    await confirmAndCommit(project, leases, upload, { manifest, keys, signature, bytes }, signal)
    // What was read back is there whatever becomes of the server.
    if (namesOf(upload.alive).some((name) => !unreadable.includes(name))) await log.release(result.to)
    return { id, result, plainBytes, failures: upload.problems() }
  } catch (error) {
    await upload.abandon()
    throw error
  }
}

/** Throws where an engine gives something else than was asked for: nothing of it is committed then. */
function resultOf(piece: LogPiece, { from }: Beginning): PieceResult {
  const result = piece.result()
  if (result.from.at === from.at && result.from.history === from.history) return result
  throw new Problem('log-gap', `the log was read from ${result.from.at}, and not from ${from.at}`, {
    hint: 'Run it again.',
  })
}

/** Where the server's clock has gone back, a time does not name one moment any more: a stream ends, and one begins with a base. */
function refuseEarlier({ previous }: Beginning, { covers }: PieceResult): void {
  if (!previous || covers.until >= previous.covers.until) return
  const [was, is] = [previous.covers.until.toISOString(), covers.until.toISOString()]
  throw new Problem('log-gap', `the server's clock went back from ${was} to ${is}`, {
    hint: "Set the clock of the server's machine, by NTP.",
  })
}

const coversOf = ({ covers: { from, until } }: PieceResult) => ({
  from: from.toISOString(),
  until: until.toISOString(),
})

/** What a piece says of itself, sealed: the digests of its parts, and the digest of the record before. */
export interface PieceRecord {
  readonly version: 1
  readonly number: number
  readonly previous?: { readonly id: string; readonly sha256: string }
  readonly from: LogPosition
  readonly to: LogPosition
  readonly covers: { readonly from: string; readonly until: string }
  /** SHA-256 of the sealed objects. */
  readonly parts: readonly { readonly name: string; readonly sha256: string }[]
}

function recordOf(result: PieceResult, { number, previous }: Beginning, { parts }: Upload): PieceRecord {
  const sha256 = previous && recordDigest(previous.entry)
  return {
    version: 1,
    number,
    ...(previous && sha256 !== undefined ? { previous: { id: previous.entry.id, sha256 } } : {}),
    from: result.from,
    to: result.to,
    covers: coversOf(result),
    parts: parts.map(({ name, sha256 }) => ({ name, sha256 })),
  }
}

const jsonOf = (value: object) => Readable.from([Buffer.from(`${JSON.stringify(value)}\n`)])
