import { Problem } from '../../problem.ts'
import { failureOf, lastLines } from '../../runtime/runtime.ts'
import type { Bench } from '../contract.ts'
import type { Address } from './address.ts'
import { listRefs } from './facts.ts'
import { emptyRepository, setRefs } from './local.ts'
import { type Git, gitIn } from './program.ts'
import { type Head, isRefName, type Refs } from './ref.ts'

type Remote = Extract<Address, { kind: 'url' }>

interface Advertised {
  readonly head: Head
  readonly format: Refs['format']
  readonly refs: number
}

/** Asks the server for its refs: proves that it is there, and lets us in. */
export async function askRemote(
  { url, options }: Remote,
  folder: string,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<Advertised> {
  const git = gitIn(folder, bench, options)
  const said = await git.text(['ls-remote', '--symref', '--', url], signal).catch((error: unknown) => {
    throw refused(error, url)
  })
  const lines = said
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
  const target = lines.flatMap((line) => /^ref: (refs\/\S+)\tHEAD$/.exec(line)?.[1] ?? [])[0]
  const ids = lines.flatMap((line) => /^([0-9a-f]{40,64})\t(.+)$/.exec(line)?.slice(1) ?? [])
  const detached = ids[ids.indexOf('HEAD') - 1]
  const head: Head =
    target !== undefined && isRefName(target)
      ? { ref: target }
      : detached !== undefined && ids.includes('HEAD')
        ? { id: detached }
        : { ref: 'refs/heads/main' }
  return { head, format: ids[0]?.length === 64 ? 'sha256' : 'sha1', refs: ids.length / 2 }
}

const tries = 3

/** A mirror of it in an empty folder: every ref as of one listing, and all that they reach. */
export async function mirrorOf(
  remote: Remote,
  folder: string,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<{ readonly git: Git; readonly refs: Refs }> {
  const { head, format } = await askRemote(remote, folder, bench, signal)
  const git = await emptyRepository(folder, format, bench, signal)
  const fetching = gitIn(folder, bench, remote.options)
  const fetch = ['fetch', '--quiet', '--no-tags', '--force', '--no-write-fetch-head', '--no-recurse-submodules']
  for (let left = tries - 1; ; left -= 1) {
    try {
      // Where HEAD is a commit and no branch, no ref need lead to it.
      const wanted = ['+refs/*:refs/*', ...('id' in head ? ['HEAD'] : [])]
      await fetching.text([...fetch, '--', remote.url, ...wanted], signal)
      break
    } catch (error) {
      // A ref was moved or deleted by force between its listing and the asking for it: the next listing is another moment.
      const moved = /not our ref|did not send all necessary objects/.test(failureOf(error)?.stderr ?? '')
      if (!moved || left === 0) throw refused(error, remote.url)
    }
  }
  const all = { format, refs: await listRefs(git, signal), head }
  await setRefs(git, all)
  return { git, refs: all }
}

/**
 * Fetches the Git LFS files that any ref reaches into the mirror. Without git-lfs it fetches none, and the later check
 * reports that.
 */
export async function fetchLfs(
  { url, options }: Remote,
  folder: string,
  bench: Pick<Bench, 'baseEnv'>,
  signal: AbortSignal,
): Promise<void> {
  // A .lfsconfig of the repository could name another server: it is asked for nothing.
  const server = url.startsWith('ssh:') ? url : `${url.replace(/(?:\.git)?\/*$/, '.git')}/info/lfs`
  const own = [['remote.origin.url', url] as const, ['lfs.url', server] as const]
  const git = gitIn(folder, bench, { ...options, config: [...(options.config ?? []), ...own] })
  try {
    await git.text(['lfs', 'version'], signal)
  } catch (error) {
    if (failureOf(error)) return
    throw error
  }
  await git.text(['lfs', 'fetch', '--all', 'origin'], signal).catch((error: unknown) => {
    // What a server does not have any more is named as missing, like all that is not here.
    if (!failureOf(error)) throw error
  })
}

function refused(error: unknown, url: string): unknown {
  const failure = failureOf(error)
  if (!failure) return error
  const { stderr } = failure
  const said = lastLines(
    stderr
      .split('\n')
      .filter((line) => !/^(?:hint|remote:\s*$)/.test(line))
      .join('\n'),
  )
  const hint =
    hints.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'Check url, and that this machine reaches the server.'
  return new Problem('source-failed', `git cannot read ${url}: ${said}`, { hint, cause: failure })
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /Authentication failed|could not read (?:Username|Password)|returned error: 40[13]|Permission denied \(/i,
    'Check the user and the password, or the token, in url: it must be let in to read the contents of the repository. For ssh, check the key.',
  ],
  [
    /Host key verification failed|host key is known/i,
    'Add the key of the server to ~/.ssh/known_hosts, as the server publishes it.',
  ],
  [
    /not found|returned error: 404|does not exist|does not appear to be a git repository/i,
    'Check the name in url; a server says the same where the user or the token may not read the repository.',
  ],
  [/unable to update url base from redirection|redirect/i, 'Write the address that it redirects to in url.'],
]
