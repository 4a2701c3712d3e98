import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readdir, rename, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Finding, isProblem, noteAlso, Problem, remedy } from '../../problem.ts'
import { type Failure, failureOf, isOfMachine, lastLines } from '../../runtime/runtime.ts'
import { reasonOf } from '../../words/words.ts'
import type { Bench, Facts, PlainBackup, RestoreRequest } from '../contract.ts'
import { removeTree } from '../files/remove.ts'
import { absent, mustMakeIn, removeMade } from '../host-path.ts'
import { bundlePart, damaged, openBundle } from './bundle.ts'
import { countCommits, headOf, refFacts } from './facts.ts'
import { readLfs } from './lfs.ts'
import { emptyRepository, setRefs } from './local.ts'
import { pointersIn } from './pointer.ts'
import { type Git, gitIn } from './program.ts'
import { type Refs, selectRefs } from './ref.ts'

export interface Unpacked {
  readonly refs: Refs
  readonly findings: readonly Finding[]
}

/** Makes the backup a bare repository in an empty folder, and has git look at every object of it. */
export async function unpack(
  backup: PlainBackup,
  folder: string,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<Unpacked> {
  const { format, refs, pack } = await openBundle(await backup.open(bundlePart))
  const all = { format, refs, head: headOf(backup.facts) }
  const git = await emptyRepository(folder, format, bench, signal)
  if (refs.length === 0 && !('id' in all.head)) {
    for await (const _ of pack) throw damaged('has no refs, but something after them')
  } else {
    await git.feed(['index-pack', '--stdin'], pack, signal).catch((error: unknown) => {
      throw broken(error)
    })
  }
  await setRefs(git, all)
  requireEqual(backup.facts, refFacts(all))
  return { refs: all, findings: await inspect(git, signal) }
}

/** The refs of the bundle must match its facts: otherwise one of the two is not as written. */
function requireEqual(facts: Facts, found: Facts['objects']): void {
  const [said, is] = [facts.objects, found].map((objects) => JSON.stringify([objects['ref'], objects['head']]))
  if (said !== is) throw damaged('does not have the refs of its facts')
}

/** Every object is what its name says, and nothing that a ref reaches is missing. */
async function inspect(git: Git, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    await git.text(['fsck', '--full', '--strict', '--no-dangling', '--no-progress'], signal)
    return []
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.exitCode === undefined) throw error
    const lines = failure.stderr.split('\n').filter((line) => line !== '' && !/^(?:notice|warning)\b/.test(line))
    // The bit of what is wrong within objects: old programs wrote dates and modes that git objects to, and keeps.
    const inForm =
      failure.exitCode === 1 && lines.every((line) => /^(?:error|warning) in (?:commit|tree|tag|blob) /.test(line))
    if (!inForm) throw unwritten(failure) ?? damaged(`does not pass git fsck: ${lastLines(lines.join('\n'))}`, error)
    return [
      {
        level: 'note',
        blame: 'source',
        message: `git fsck objects to the form of old objects, which are as they were in the source: ${lastLines(lines.join('\n'))}`,
        hint: 'Nothing needs to be done; `git fsck` says the same of the source.',
      },
    ]
  }
}

function broken(error: unknown): unknown {
  const failure = failureOf(error)
  if (failure?.exitCode === undefined) return error
  return unwritten(failure) ?? damaged(`is no whole one: ${lastLines(failure.stderr)}`, error)
}

/** What git says where it is the machine that does not take, or give, what it writes. */
function unwritten(failure: Failure): Problem | undefined {
  const refused =
    /unable to create|cannot open|Permission denied|unable to write|write error|mmap failed|Out of memory/i
  if (!isOfMachine(failure.stderr) && !refused.test(failure.stderr)) return undefined
  return new Problem('restore-failed', `git cannot write: ${lastLines(failure.stderr)}`, {
    hint: remedy.target,
    cause: failure,
    ofMachine: true,
  })
}

/** Puts the repository in place whole or not at all: it is made beside the target, checked, then renamed. */
export async function restoreGit(
  backup: PlainBackup,
  into: string,
  { only, overwrite }: RestoreRequest,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly expected: Facts }> {
  await admitGit(into, overwrite)
  const unfinished = join(dirname(into), `.${basename(into)}.${randomBytes(6).toString('hex')}.backproof-partial`)
  let made: string | undefined
  try {
    made = await mkdir(dirname(into), { recursive: true })
    await mkdir(unfinished, { mode: 0o700 })
    const { refs, findings } = await unpack(backup, unfinished, bench, signal)
    const git = gitIn(unfinished, bench)
    const expected = only.length === 0 ? backup.facts : await reduce(git, refs, only, backup.facts, signal)
    const wanted = new Set(expected.objects['lfs'])
    await readLfs(backup, signal, { folder: unfinished, wants: (oid) => wanted.has(oid) })
    await replace(unfinished, into)
    return { findings, expected }
  } catch (error) {
    await removeTree(unfinished).catch((also: unknown) => noteAlso(error, also))
    await removeMade(dirname(into), made)
    if (isProblem(error) || (error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Problem('restore-failed', `cannot write ${into}: ${reasonOf(error)}`, {
      hint: remedy.target,
      cause: error,
    })
  }
}

/** Leaves the refs that were asked for, and nothing that only others reach. */
async function reduce(git: Git, all: Refs, only: readonly string[], facts: Facts, signal: AbortSignal): Promise<Facts> {
  const refs = selectRefs(all.refs, only)
  const kept = 'ref' in all.head && refs.some(({ name }) => name === ('ref' in all.head ? all.head.ref : ''))
  const branch = refs.find(({ name }) => name.startsWith('refs/heads/'))?.name ?? 'refs/heads/main'
  const reduced = { ...all, refs, head: kept ? all.head : { ref: branch } }
  await setRefs(git, reduced)
  await git.text(['repack', '-a', '-d', '-q'], signal)
  const reached = await pointersIn(git, signal)
  const lfs = (facts.objects['lfs'] ?? []).filter((oid) => reached.has(oid))
  const commits = await countCommits(git, 'all', signal)
  return {
    ...facts,
    rows: { commits, ...(lfs.length === 0 ? {} : { 'lfs (files)': lfs.length }) },
    objects: { ...refFacts(reduced), ...(lfs.length === 0 ? {} : { lfs }) },
  }
}

/** Refuses a folder that cannot be restored into, and changes nothing. */
export async function admitGit(into: string, overwrite: boolean): Promise<void> {
  await mustMakeIn(dirname(into))
  const refuse = (what: string, hint: string) => new Problem('target-refused', `${into} ${what}`, { hint })
  const there = await lstat(into).catch(absent)
  if (!there) return
  if (!there.isDirectory()) throw refuse('is not a folder', 'Name a folder that does not exist yet.')
  const names = await readdir(into)
  if (names.length === 0) return
  if (!overwrite) throw refuse('is not empty', `Name a folder that does not exist yet, or give --overwrite ${into}.`)
  if (!['HEAD', 'objects', 'refs'].every((name) => names.includes(name)))
    throw refuse(
      'holds something else than a bare repository, which is not replaced',
      'Name another folder, then `git fetch` from there.',
    )
}

/** A link in the place of the target, or what another process has put there meanwhile, is not replaced. */
async function replace(unfinished: string, into: string): Promise<void> {
  const there = await lstat(into).catch(absent)
  if (!there) return rename(unfinished, into)
  if ((await readdir(into)).length === 0) {
    await rmdir(into)
    return rename(unfinished, into)
  }
  const aside = `${unfinished}.old`
  await rename(into, aside)
  try {
    await rename(unfinished, into)
  } catch (error) {
    await rename(aside, into).catch((also) => noteAlso(error, also))
    throw error
  }
  await removeTree(aside)
}
