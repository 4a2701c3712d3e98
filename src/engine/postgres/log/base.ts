import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Problem, remedy } from '../../../problem.ts'
import type { Dump, DumpResult, Facts, Part, Since } from '../../contract.ts'
import type { Opening } from '../opening.ts'
import { withAdvice } from '../session.ts'
import { copyAll, told } from './base-copy.ts'
import { mustBeFit } from './fit.ts'
import { copyChanges } from './increment.ts'
import { floorOf, formatLsn } from './lsn.ts'
import { manifestPart, parseManifest } from './manifest.ts'
import type { LogOptions } from './option.ts'
import { formatPosition } from './position.ts'
import { Slot } from './slot.ts'
import { serverClock, standingOf } from './standing.ts'

/** The parts of a base: the data directory with the log that it needs itself, and the list of its files for the next base. */
export const basePart = 'base.tar'

/** A physical copy of the whole server. With `since`, of what has changed after that one, where the server can tell. */
export function basePostgres(opening: Opening, options: LogOptions, since?: Since): Dump {
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

async function* baseParts(opening: Opening, options: LogOptions, since?: Since): AsyncGenerator<Part, DumpResult> {
  const { source, connection, session, server, version } = opening
  await mustBeFit(opening, options)
  // Before the base: from here on the server keeps what follows it.
  if (options.slot !== 'none') await new Slot(source.name, session).make()
  const { system, segmentBytes } = await standingOf(session)
  const time = await serverClock(session)
  const changes = since === undefined ? undefined : await copyChanges(opening, since)
  const isIncrement = changes !== undefined && 'child' in changes
  const { child, body, watch, end: stop } = isIncrement ? changes : copyAll(opening)
  try {
    yield { name: basePart, compression: 'zstd', body }
    await child.ended.catch((error: unknown) => withAdvice(told(error, opening), connection.user))
    await finished(body)
  } finally {
    await stop()
  }
  const { timeline, start, end } = parseManifest(watch.manifest)
  // All that is in it was committed before.
  const moment = new Date((await serverClock(session)).getTime() + 1)
  yield { name: manifestPart, compression: 'zstd', body: Readable.from(slices(watch.manifest)) }
  const facts: Facts = {
    version: 1,
    engine: 'postgres',
    server: {
      ...server,
      settings: {
        ...server.settings,
        base: isIncrement ? 'increment' : 'full',
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
    findings: changes !== undefined && !isIncrement ? [changes] : [],
    versions: { pg_basebackup: version.client.text },
    consistency: 'snapshot',
    // A recovery reads the whole segment in which the base begins.
    position: formatPosition({ lsn: floorOf(start, segmentBytes), time, system, timeline }),
    moment,
    ...(isIncrement && since !== undefined ? { base: since.id } : {}),
  }
}

function* slices(bytes: Buffer): Generator<Buffer> {
  const step = 64 * 1024
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}
