import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { GitTarget } from '../../../src/engine/git/target.ts'
import type { GitSource } from '../../../src/policy/policy.ts'
import { hold, type MemoryDump } from '../memory.ts'
import { bench } from '../step.ts'
import { git, never, sourceOf } from './fixture.ts'

export const engine = await engineOf('git')
export const all = { overwrite: false, only: [] }

let folder: string

/** A new folder for each test of the file that calls it. */
export function inFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'git-test-'))
  })
  afterEach(() => rm(folder, { recursive: true }))
}

export const at = (name: string) => join(folder, name)
export const of = (path: string, more = '') => sourceOf(`path: ${path}\n${more}`)
export const into = (name: string) => new GitTarget(at(name), bench, never)
export const bundleOf = ({ parts }: MemoryDump) => parts.get('repository.bundle') ?? Buffer.alloc(0)
export const refsOf = (path: string) => git(path, 'for-each-ref', '--format=%(objectname) %(refname)')

/** Of the repository "shop" in the folder, where no other is named. */
export async function dump(source: GitSource = of(at('shop')), env = bench.baseEnv): Promise<MemoryDump> {
  await using live = await engine.open(source, { ...bench, baseEnv: env }, never)
  return await hold(live.dump())
}
