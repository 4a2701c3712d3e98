import type { Readable } from 'node:stream'
import { Problem } from '../../problem.ts'
import { type Child, feed, hostRuntime, text } from '../../runtime/runtime.ts'
import type { Bench } from '../contract.ts'

/** Git on one repository, by an environment in which what the repository says of itself starts no program. */
export interface Git {
  /** Bare: its folder is the repository. */
  readonly folder: string
  spawn(args: readonly string[], signal: AbortSignal, stdin?: 'open'): Child
  /** What it writes to stdout. */
  text(args: readonly string[], signal: AbortSignal): Promise<string>
  /** With the body as its input; gives the end of stderr. */
  feed(args: readonly string[], body: Readable, signal: AbortSignal, hear?: (chunk: Buffer) => void): Promise<string>
}

export interface GitOptions {
  /** More of git's configuration, which wins over any file. */
  readonly config?: readonly (readonly [key: string, value: string])[]
  readonly env?: Readonly<Record<string, string>>
  readonly secrets?: readonly string[]
  /** `user`: proxies, certificates and helpers of ~/.gitconfig count, because it speaks to a server. */
  readonly settings?: 'none' | 'user'
}

/** No hook, no monitor, no prompt, no protocol that is not asked for, and nothing that goes on in the background. */
const safe: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.allow', 'never'],
  ['submodule.recurse', 'false'],
  ['pack.windowMemory', '64m'],
  // A blob beyond it is streamed, not held.
  ['core.bigFileThreshold', '32m'],
]

export function gitIn(folder: string, { baseEnv }: Pick<Bench, 'baseEnv'>, options: GitOptions = {}): Git {
  const runtime = hostRuntime({ env: baseEnv })
  const config = [...safe, ...(options.config ?? [])]
  const pairs = config.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ])
  const env = {
    GIT_DIR: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    ...(options.settings === 'user' ? {} : { GIT_CONFIG_GLOBAL: '/dev/null' }),
    GIT_CONFIG_COUNT: String(config.length),
    ...(Object.fromEntries(pairs) as Record<string, string>),
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_DEFAULT_REF_FORMAT: 'files',
    LC_ALL: 'C',
    ...options.env,
  }
  const secrets = options.secrets ?? []
  const command = (args: readonly string[]) => ({ program: 'git', args, env, secrets, name: `git ${args[0]}` })
  return {
    folder,
    spawn: (args, signal, stdin) => runtime.spawn({ ...command(args), stdin: stdin ?? 'none' }, signal),
    text: (args, signal) => text(runtime, command(args), signal),
    feed: (args, body, signal, hear) => feed(runtime, command(args), body, signal, hear),
  }
}

/** Which git it is. @throws Problem `tool-missing`, or `tool-version` for one that does not take its settings from us. */
export async function gitVersion(git: Git, signal: AbortSignal): Promise<string> {
  const said = (await git.text(['version'], signal)).trim()
  const [, version = said, major = 0, minor = 0] =
    /(\d+)\.(\d+)[\d.]*/
      .exec(said)?.[0]
      .match(/^((\d+)\.(\d+).*)$/)
      ?.slice(0) ?? []
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 31)) return version
  throw new Problem(
    'tool-version',
    `${said} is older than 2.31, which is the oldest that can be kept from a repository's hooks`,
    {
      hint: 'Install git 2.31 or newer.',
    },
  )
}

/** Every line of a program's output, as it comes, bytes as characters. */
export async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let left = ''
  for await (const chunk of body) {
    const lines = (left + chunk.toString('latin1')).split('\n')
    left = lines.pop() ?? ''
    yield* lines
  }
  if (left !== '') yield left
}
