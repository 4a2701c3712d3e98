import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { engineOf } from '../../src/engine/engine.ts'
import type { EngineName } from '../../src/policy/policy.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { type MemoryDump, plainBackup } from '../engine/memory.ts'
import { env } from '../engine/postgres/fixture.ts'
import { bench as machine } from '../engine/step.ts'

/** A docker, in this folder, that gives a container a small disk, with the machine's own behind it. */
export function withDisk(folder: string, at: string, size: string): typeof env {
  const path = env.PATH
  const script = `#!/bin/sh\nPATH='${path}'\nif [ "$1" = run ]; then shift; exec docker run --tmpfs ${at}:size=${size} "$@"; fi\nexec docker "$@"\n`
  writeFileSync(join(folder, 'docker'), script)
  chmodSync(join(folder, 'docker'), 0o755)
  return { ...env, PATH: `${folder}:${path}` }
}

/** The failures of a proof by restore. */
export async function prove(
  name: EngineName,
  held: MemoryDump,
  { baseEnv, label }: { baseEnv: typeof env; label: string },
) {
  const bench = { ...machine, baseEnv, label, temporaryDirectory: '/nowhere' }
  const backup = { ...plainBackup(held), whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
  const { findings } = await testRestore(backup, await engineOf(name), [], {
    bench,
    image: undefined,
    id: 'shop-1',
    monotonicMs: () => 0,
    progress: () => ({ [Symbol.dispose]() {} }),
    signal: new AbortController().signal,
  })
  return findings.filter(({ level }) => level === 'failure')
}
