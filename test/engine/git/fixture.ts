import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GitTarget } from '../../../src/engine/git/target.ts'
import type { GitSource } from '../../../src/policy/policy.ts'
import { parse, withSource } from '../../policy/example.ts'
import type { Fixture, Writer } from '../contract.ts'
import { bench } from '../step.ts'

export const never: AbortSignal = new AbortController().signal

const person = { name: 'Ada', email: 'ada@example.com', date: '2026-01-01T00:00:00Z' }
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: person.name,
  GIT_AUTHOR_EMAIL: person.email,
  GIT_AUTHOR_DATE: person.date,
  GIT_COMMITTER_NAME: person.name,
  GIT_COMMITTER_EMAIL: person.email,
  GIT_COMMITTER_DATE: person.date,
}

/** The machine's own git, as a developer runs it. */
export function git(folder: string, ...args: readonly string[]): string {
  const ran = spawnSync('git', ['-C', folder, ...args], { env, maxBuffer: 64 << 20 })
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`)
  return ran.stdout.toString().trim()
}

/** The source as a policy gives it. */
export function sourceOf(lines: string, variables: Readonly<Record<string, string>> = {}): GitSource {
  const source = parse(withSource(`engine: git\ntools: host\n${lines}`), variables).sources['orders']
  if (source?.engine !== 'git') throw new Error('no git source')
  return source
}

/** A new repository with a first commit of one file. */
export async function makeRepository(folder: string, ...init: readonly string[]): Promise<string> {
  git('/', 'init', '--quiet', '--initial-branch=main', ...init, folder)
  await writeFile(join(folder, 'readme'), 'read me\n')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'first')
  return folder
}

/** Every kind of ref that there is, and one whose name git takes for another's. */
export async function seed(folder: string, ...init: readonly string[]): Promise<string> {
  await makeRepository(folder, ...init)
  const blob = git(folder, 'rev-parse', 'HEAD:readme')
  git(folder, 'tag', 'light')
  git(folder, 'tag', '-a', '-m', 'one', 'v1.0')
  git(folder, 'update-ref', 'refs/tags/blob', blob)
  git(folder, 'update-ref', 'refs/tags/tree', git(folder, 'rev-parse', 'HEAD^{tree}'))
  git(folder, 'notes', 'add', '-m', 'note')
  await writeFile(join(folder, 'readme'), 'read me now\n')
  git(folder, 'stash')
  git(folder, 'checkout', '--quiet', '-b', 'topic/näher')
  for (const i of [1, 2, 3]) git(folder, 'commit', '--quiet', '--allow-empty', '-m', `topic ${i}`)
  git(folder, 'update-ref', 'refs/pull/7/head', 'HEAD')
  git(folder, 'checkout', '--quiet', 'main')
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i * 31 + (i >> 7)) % 251))
  await writeFile(join(folder, 'large'), bytes)
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'second')
  git(folder, 'update-ref', 'refs/heads/refs/heads/main', 'HEAD~1')
  return folder
}

/** Commits to main, one after the other. */
async function commitOn(folder: string): Promise<Writer> {
  let writes = 0
  let stopped = false
  const tree = git(folder, 'rev-parse', 'HEAD^{tree}')
  const turn = async () => {
    while (!stopped) {
      git(folder, 'update-ref', 'refs/heads/main', git(folder, 'commit-tree', tree, '-p', 'main', '-m', `${writes}`))
      writes += 1
      await new Promise((done) => setTimeout(done, 1))
    }
  }
  const turning = turn()
  while (writes === 0) await new Promise((done) => setTimeout(done, 5))
  return {
    writes: async () => writes,
    async stop() {
      stopped = true
      await turning
    },
  }
}

export async function gitFixture(
  lines: (repository: string) => { readonly lines: string; readonly env?: Readonly<Record<string, string>> } = (
    path,
  ) => ({
    lines: `path: ${path}`,
  }),
  {
    repository,
    close,
    ...more
  }: Partial<Pick<Fixture, 'locked'>> & {
    /** One that was seeded before, in a folder of its own. */
    readonly repository?: string
    readonly close?: () => Promise<void>
  } = {},
): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'git-test-'))
  const path = repository ?? (await seed(join(folder, 'shop')))
  const { lines: text, env: variables } = lines(path)
  let targets = 0
  const at = { ...bench, temporaryDirectory: folder }
  const commits = Number(git(path, 'rev-list', '--all', '--count'))
  return {
    source: sourceOf(text, variables),
    seeded: { rows: { commits }, objects: { head: ['ref: refs/heads/main'] } },
    contents: ['refs/heads/main', 'refs/tags/v1.0', 'refs/stash', 'refs/pull/7/head', 'refs/heads/topic/näher'],
    self: text.startsWith('path:') ? path : undefined,
    bench: at,
    write: () => commitOn(path),
    target: async () => new GitTarget(join(folder, `target-${++targets}`, 'restored.git'), at, never),
    isEmpty: async ({ name }) => {
      const parent = join(name, '..')
      return !existsSync(parent) || readdirSync(parent).length === 0
    },
    locked: undefined,
    powerless: undefined,
    traces: undefined,
    some: 'topic/*',
    ...more,
    async [Symbol.asyncDispose]() {
      await close?.()
      await rm(folder, { recursive: true })
      if (repository !== undefined) await rm(join(repository, '..'), { recursive: true })
    },
  }
}
