import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { GitSource } from '../../policy/policy.ts'
import { type Finding, Problem, remedy } from '../../problem.ts'
import { failureOf, lastLines } from '../../runtime/runtime.ts'
import type { Bench, Dump, Facts, Part } from '../contract.ts'
import { temporaryFolder } from '../host-path.ts'
import type { Address } from './address.ts'
import { bundleHead, bundlePart, PackEnd } from './bundle.ts'
import { countCommits, refFacts } from './facts.ts'
import { lfsPart, packLfs, storedIn, uncovered } from './lfs.ts'
import { findRepository, viewOf } from './local.ts'
import { pointersIn } from './pointer.ts'
import type { Git } from './program.ts'
import { type Refs, requireRefs } from './ref.ts'
import { fetchLfs, mirrorOf } from './remote.ts'

/** The refs as of one moment and all that they reach, as a bundle; then the files of Git LFS, where there are any. */
export function dumpGit(source: GitSource, address: Address, version: string, bench: Bench, signal: AbortSignal): Dump {
  let complete: Facts | undefined
  const findings: Finding[] = []
  async function* parts(): AsyncGenerator<Part> {
    const folder = await temporaryFolder('source-failed')
    const remove = () => rmSync(folder, { recursive: true, force: true })
    try {
      const { git, refs, lfs } = await take(address, folder, bench, signal)
      requireRefs(source, refs.refs.length)
      const commits = await countCommits(git, 'all', signal).catch((error: unknown) => {
        throw unreadable(error, source.name)
      })
      const pointers = await pointersIn(git, signal)
      if (pointers.size > 0) await lfs.fetch(git)
      const { here, missing } = await storedIn(lfs.folder, pointers.values())
      findings.push(...(await leftOut(git, refs, signal)), ...uncovered(missing, address.kind === 'path'))
      let bytes = 0
      const body = Readable.from(
        bundleOf(git, refs, source.name, signal, (more) => {
          bytes += more
        }),
        { objectMode: false, highWaterMark: 1024 * 1024 },
      )
      try {
        yield { name: bundlePart, compression: 'none', body }
      } finally {
        // Until git has ended, the folder is in use.
        if (!body.destroy().closed) await once(body, 'close').catch(() => undefined)
      }
      if (!body.readableEnded) return
      const facts: Facts = {
        ...{ version: 1, engine: 'git', server: undefined },
        sizeBytes: bytes + here.reduce((sum, { bytes }) => sum + bytes, 0),
        rows: { commits, ...(here.length === 0 ? {} : { 'lfs (files)': here.length }) },
        objects: { ...refFacts(refs), ...(here.length === 0 ? {} : { lfs: here.map(({ oid }) => oid) }) },
      }
      if (here.length > 0) {
        const files = packLfs(lfs.folder, here, signal)
        yield { name: lfsPart, compression: 'zstd', body: files }
        if (!files.readableEnded) return void files.destroy()
      }
      complete = facts
    } finally {
      remove()
    }
  }
  return {
    parts: parts(),
    result() {
      if (!complete)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      return { facts: complete, findings, versions: { git: version }, consistency: 'snapshot' }
    },
  }
}

interface Taken {
  readonly git: Git
  readonly refs: Refs
  /** Where the files of Git LFS are, once they are fetched. */
  readonly lfs: { readonly folder: string; fetch(git: Git): Promise<void> }
}

async function take(address: Address, folder: string, bench: Bench, signal: AbortSignal): Promise<Taken> {
  if (address.kind === 'path') {
    const found = await findRepository(address.path)
    return { ...(await viewOf(found, folder, bench, signal)), lfs: { folder: found.common, fetch: async () => {} } }
  }
  const fetch = () => fetchLfs(address, folder, bench, signal)
  return { ...(await mirrorOf(address, folder, bench, signal)), lfs: { folder, fetch } }
}

async function* bundleOf(
  git: Git,
  refs: Refs,
  name: string,
  signal: AbortSignal,
  counted: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const head = bundleHead(refs)
  counted(head.length)
  yield head
  // Nothing to pack: git has no such bundle, but what comes after the empty line is then nothing.
  const ids = [...refs.refs.map(({ id }) => id), ...('id' in refs.head ? [refs.head.id] : [])]
  if (ids.length === 0) return
  const child = git.spawn(['pack-objects', '--quiet', '--revs', '--stdout', '--delta-base-offset'], signal, 'open')
  try {
    child.stdin.end(ids.map((id) => `${id}\n`).join(''))
    const end = new PackEnd(refs.format)
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      end.add(chunk)
      counted(chunk.length)
      yield chunk
    }
    end.require()
    await child.ended
  } catch (error) {
    throw unreadable(error, name)
  } finally {
    child.stdout.destroy()
    await child.ended.catch(() => undefined)
  }
}

/** What git says of a repository in which something is missing or broken. */
function unreadable(error: unknown, name: string): unknown {
  const failure = failureOf(error)
  if (failure?.exitCode === undefined) return error
  return new Problem(
    'source-failed',
    `source ${name}: git cannot read all of the repository: ${lastLines(failure.stderr)}`,
    {
      hint: 'Run `git fsck --full` there: an object that is missing can come from another clone, by `git fetch`.',
      cause: failure,
    },
  )
}

async function leftOut(git: Git, { refs, head }: Refs, signal: AbortSignal): Promise<readonly Finding[]> {
  const at = 'id' in head ? head.id : refs.find(({ name }) => name === head.ref)?.id
  if (at === undefined) return []
  const listed = await git.text(['ls-tree', '--name-only', at, '--', '.gitmodules'], signal)
  if (listed.trim() === '') return []
  return [
    {
      level: 'note',
      blame: 'source',
      message: 'the repository has submodules, whose own repositories are not in this backup',
      hint: 'Make each of them a source of its own.',
    },
  ]
}
