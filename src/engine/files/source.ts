import { Readable } from 'node:stream'
import type { FilesSource } from '../../policy/policy.ts'
import { cancelled, Problem, remedy, stopIfAborted } from '../../problem.ts'
import type { Bench, Dump, Facts, OpenSource, Part, Since } from '../contract.ts'
import { requireHost } from '../host-path.ts'
import { compilePatterns } from '../pattern.ts'
import { startFindings } from './finding.ts'
import { type Preparation, prepare } from './increment/prepare.ts'
import { indexPart } from './increment/whole.ts'
import { shown } from './name.ts'
import { coalesce, pack } from './pack.ts'
import { Inspector } from './preset/inspector.ts'
import { findRoots, requireRoots } from './root.ts'
import { startTally } from './tally.ts'
import { archivePart } from './unpack.ts'
import { type Root, readSpare, walk } from './walk.ts'

/** Finds every file once, for its size, unless that is known: what a dump takes is found anew. */
export async function openFiles(
  source: FilesSource,
  bench: Pick<Bench, 'now' | 'temporaryDirectory'>,
  signal: AbortSignal,
  knownBytes: number | undefined,
): Promise<OpenSource> {
  requireHost(source)
  const sizeBytes = knownBytes ?? (await sizeOf(source, signal))
  // It was known of what an increment is built on: a full backup instead is measured.
  const measure = async () => (knownBytes === undefined ? sizeBytes : await sizeOf(source, signal))
  return {
    where: 'host',
    server: undefined,
    sizeBytes,
    // Whether each may be read is known when it is.
    rehearse: async () => undefined,
    dump: (since) => dumpFiles(source, since, bench, measure, signal),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function sizeOf({ paths, exclude }: FilesSource, signal: AbortSignal): Promise<number> {
  const excluded = compilePatterns(exclude)
  let bytes = 0
  for (const root of await findRoots(paths)) {
    const isExcluded = (path: string, directory: boolean) => excluded(root.path, path, directory)
    const found = walk(root, isExcluded, () => undefined, signal)
    for await (const { stat } of found) if (stat.isFile()) bytes += Number(stat.size)
  }
  return bytes
}

function dumpFiles(
  source: FilesSource,
  since: Since | undefined,
  bench: Pick<Bench, 'now' | 'temporaryDirectory'>,
  measure: () => Promise<number>,
  signal: AbortSignal,
): Dump {
  const findings = startFindings()
  const spare = readSpare()
  const now = bench.now()
  let facts: Facts | undefined
  let base: string | undefined
  async function* archive(roots: readonly Root[], changes: Preparation['changes'] | undefined): AsyncGenerator<Buffer> {
    const paths = roots.map((root) => root.path)
    const tally = startTally(paths)
    const inspector = source.preset && new Inspector(source.preset, paths, findings, now)
    const { include, exclude } = source
    const more = { ...(inspector ? { inspector } : {}), ...(changes ? { changes } : {}) }
    yield* pack({ roots, include, exclude, tally, findings, spare, ...more }, signal)
    await requireRoots(roots)
    facts = inspector?.facts(tally.facts()) ?? tally.facts()
  }
  async function* parts(): AsyncGenerator<Part> {
    stopIfAborted(signal)
    const roots = await findRoots(source.paths)
    const wants = source.increments !== undefined
    await using prepared = wants ? await prepare({ source, roots, since, bench, signal }) : undefined
    if (prepared?.whyFull !== undefined) findings.full(prepared.whyFull)
    base = prepared?.base
    const expected = base === undefined ? { expectedBytes: await measure() } : {}
    const body = Readable.from(coalesce(archive(roots, prepared?.changes)), { objectMode: false })
    // Nobody may be reading when the signal fires.
    const stop = () => body.destroy(cancelled(signal))
    signal.addEventListener('abort', stop)
    try {
      yield { name: archivePart, compression: 'zstd', body, ...expected, spent: (chunk) => void spare.giveBack(chunk) }
      if (prepared && facts) yield { name: indexPart, compression: 'zstd', body: await prepared.index() }
    } finally {
      signal.removeEventListener('abort', stop)
      body.destroy()
      spare.close()
    }
  }
  return {
    parts: parts(),
    result() {
      if (!facts)
        throw new Problem('dump-incomplete', `the archive of ${source.paths.map(shown).join(', ')} is not complete`, {
          hint: remedy.dump,
        })
      const increment = base === undefined ? {} : { base }
      return { facts, findings: findings.list(), versions: { tar: 'pax' }, consistency: 'per-object', ...increment }
    },
  }
}
