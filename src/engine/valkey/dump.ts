import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Finding, isProblem, messageOf, Problem, remedy } from '../../problem.ts'
import type { Dump, DumpResult, Part } from '../contract.ts'
import { Tally } from './facts.ts'
import type { KeyValueSource } from './key-value-source.ts'
import type { Client } from './protocol/client.ts'
import type { Info } from './protocol/product.ts'
import { backupRights, scanRights } from './protocol/refusal.ts'
import { formatOf } from './protocol/version.ts'
import { partName } from './rdb/damage.ts'
import { scannedRdb } from './scan.ts'
import { beginSync, SyncForbidden, syncedRdb } from './sync.ts'

/**
 * The dump of a server: one RDB. `again`: another connection to the same server, because a refused SYNC ends the first.
 */
export function dumpKeys(source: KeyValueSource, client: Client, info: Info, again: () => Promise<Client>): Dump {
  let result: DumpResult | undefined
  async function* parts(): AsyncGenerator<Part> {
    const tally = new Tally()
    await using used = new AsyncDisposableStack()
    used.use(client)
    const { way, chunks } = await begin(source, client, info, tally, async () => used.use(await again()))
    let sizeBytes = 0
    const body = Readable.from(
      (async function* () {
        for await (const chunk of readable(chunks, client.place)) {
          sizeBytes += chunk.length
          yield chunk
        }
        mustHoldSomething(source, tally, client.place)
      })(),
      { objectMode: false },
    )
    try {
      yield { name: partName, compression: 'zstd', body }
      await finished(body)
    } finally {
      body.destroy()
    }
    const facts = tally.facts(source.engine, info.server, sizeBytes)
    const versions = { [source.engine]: info.server.version, rdb: String(tally.version) }
    const consistency = way === 'sync' ? 'snapshot' : 'none'
    result = { facts, findings: findingsOf(tally, way, client.place), versions, consistency }
  }
  return {
    parts: { [Symbol.asyncIterator]: parts },
    result() {
      if (result !== undefined) return result
      throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
    },
  }
}

async function begin(
  source: KeyValueSource,
  client: Client,
  info: Info,
  tally: Tally,
  again: () => Promise<Client>,
): Promise<{ readonly way: 'sync' | 'scan'; readonly chunks: AsyncGenerator<Buffer, void> }> {
  try {
    const synced = await beginSync(client, info.server.version)
    return { way: 'sync', chunks: syncedRdb(synced, client.place, tally) }
  } catch (error) {
    if (!(error instanceof SyncForbidden)) throw error
    try {
      const other = await again()
      const format = await formatOf(other)
      return { way: 'scan', chunks: scannedRdb(other, format, source.engine, tally) }
    } catch (also) {
      throw isProblem(also, 'cancelled') ? also : mayNothing(client.place, error, also)
    }
  }
}

/** For a user who may neither act as a replica nor read all keys. */
function mayNothing(place: string, sync: Error, scan: unknown): Problem {
  return new Problem(
    'source-failed',
    `${place} refuses SYNC: ${sync.message}; and SCAN with DUMP: ${messageOf(scan)}`,
    {
      hint: `Give the user of the URL what a backup needs: ACL SETUSER NAME ${backupRights}; where SYNC is not allowed at all, ${scanRights}.`,
      cause: scan,
    },
  )
}

/** What is damaged here, has the server sent so. */
async function* readable(chunks: AsyncGenerator<Buffer, void>, place: string): AsyncGenerator<Buffer, void> {
  try {
    yield* chunks
  } catch (error) {
    if (!isProblem(error, 'object-damaged')) throw error
    throw new Problem('dump-incomplete', `${place} sent an RDB that cannot be read: ${error.message}`, {
      hint: remedy.dump,
      cause: error,
    })
  }
}

function mustHoldSomething(source: KeyValueSource, { keys, libraries }: Tally, place: string): void {
  if (keys > 0 || libraries.length > 0 || source.allowEmpty) return
  throw new Problem('source-failed', `${place} has no key and no function`, {
    hint: 'Check that url names the right server, or set allow-empty: true for one that may be empty.',
  })
}

/** As much as a server takes at once, unless its proto-max-bulk-len says otherwise. */
const restorableBytes = 512 * 1024 * 1024

function findingsOf({ longest, checked }: Tally, way: 'sync' | 'scan', place: string): readonly Finding[] {
  const findings: Finding[] = []
  const say = (level: Finding['level'], message: string, hint: string) =>
    findings.push({ level, blame: 'source', message: `${place}: ${message}`, hint })
  if (way === 'scan')
    say(
      'warning',
      'the user may not use SYNC, so the keys were read one by one: the backup is of no one moment',
      `Give the user of the URL ${backupRights}, where the server allows that.`,
    )
  if (!checked)
    say(
      'note',
      'the server writes no checksum into its RDB, so damage on the way would be found by its structure alone',
      'Set rdbchecksum yes in the configuration of the server.',
    )
  if (longest > restorableBytes)
    say(
      'warning',
      `a value has ${longest} bytes, more than a server takes in one command`,
      'Set proto-max-bulk-len above that on the server that it is restored into.',
    )
  return findings
}
