import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type Engine, engineOf, type Facts } from '../../src/engine/engine.ts'
import { FilesTarget } from '../../src/engine/files/target.ts'
import { Problem } from '../../src/problem.ts'
import type { Step } from '../../src/progress.ts'
import { startSandbox } from '../../src/runtime/runtime.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { dumpOf, never, workshop } from '../engine/files/fixture.ts'
import { hold, plainBackup } from '../engine/memory.ts'
import { bench as machine } from '../engine/step.ts'

const engine = await engineOf('files')

async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run()
  process.setegid?.(65534)
  process.seteuid?.(65534)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

test('files that a test restore wrote are removed, including read-only directories', async () => {
  using shop = workshop()
  chmodSync(shop.folder, 0o755)
  mkdirSync(shop.at('src/read only/inner'), { recursive: true })
  writeFileSync(shop.at('src/read only/inner/file'), 'content')
  for (const name of ['src/read only/inner', 'src/read only']) chmodSync(shop.at(name), 0o555)
  const held = await hold(dumpOf([shop.at('src')]))
  mkdirSync(shop.at('tmp'))
  chmodSync(shop.at('tmp'), 0o777)
  const counted: unknown[] = []
  const bench = {
    image: undefined,
    id: 'files-1',
    bench: { ...machine, temporaryDirectory: shop.at('tmp') },
    monotonicMs: () => 0,
    progress: (step: Step) => ({
      [Symbol.dispose]() {
        if (step.unit === 'files') counted.push([step.done?.(), step.of])
      },
    }),
    signal: never,
  }
  const backup = { ...plainBackup(held), whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
  const { findings, compared } = await asNobody(() => testRestore(backup, engine, [], bench))
  for (const name of ['src/read only/inner', 'src/read only']) chmodSync(shop.at(name), 0o755)
  expect(findings.filter(({ level }) => level !== 'note')).toEqual([])
  expect(compared).toContain('1 file')
  expect(counted).toEqual([[1, 1]])
  expect(readdirSync(shop.at('tmp'))).toEqual([])
})

describe('a throw-away server that cannot be removed', () => {
  const refused = new Problem('restore-failed', 'a row is missing')
  test.each([
    ['is named where nothing else went wrong', undefined, [{ blame: 'env', message: expect.stringMatching(/docker/) }]],
    ['hides nothing', refused, [{ blame: 'data', message: 'a row is missing' }]],
    ['after a cancellation leaves it one', new Problem('cancelled', 'cancelled'), undefined],
  ])('%s', async (_, thrown, said) => {
    using shop = workshop()
    const client = "#!/bin/sh\ncase $1 in rm) echo 'Cannot connect to the Docker daemon' >&2; exit 1;; esac\n"
    writeFileSync(shop.at('docker'), client, { mode: 0o755 })
    const facts: Facts = {
      version: 1,
      engine: 'postgres',
      server: undefined,
      sizeBytes: 1,
      rows: { t: 1 },
      objects: {},
    }
    const restoring = async () => {
      if (thrown !== undefined) throw thrown
      return { findings: [], expected: facts }
    }
    const spec = { image: 'none', env: {}, args: [], ready: { program: 'true', args: [] }, timeoutMs: 60_000 }
    const failing: Engine = {
      ...engine,
      async sandbox(_facts, _image, { baseEnv, label }, signal) {
        const sandbox = await startSandbox(spec, { baseEnv, label, signal })
        const target = new FilesTarget('/nowhere', signal, async () => sandbox[Symbol.asyncDispose]())
        return Object.assign(target, { restore: restoring, facts: async () => facts })
      },
    }
    const backup = {
      facts,
      parts: [],
      open: async () => Readable.from([]),
      whole: new Set<string>(),
      sealedBytes: 0,
      readBytes: () => 0,
    }
    const baseEnv = { PATH: `${shop.folder}:${process.env['PATH']}` }
    const proving = testRestore(backup, failing, [], {
      image: undefined,
      id: 'files-1',
      bench: { ...machine, baseEnv, temporaryDirectory: shop.folder },
      monotonicMs: () => 0,
      progress: () => ({ [Symbol.dispose]() {} }),
      signal: never,
    })
    if (said === undefined) await expect(proving).rejects.toBe(thrown)
    else expect((await proving).findings).toMatchObject(said)
  })
})

describe('a restore that fails', () => {
  const errno = (code: string) => Object.assign(new Error(`${code}: the disk`), { code, syscall: 'write' })
  const full = new Problem('restore-failed', 'cannot write x: ENOSPC', { cause: errno('ENOSPC') })
  const data = new Problem('restore-failed', 'a row is missing', { cause: errno('ENOSPC') })
  test.each([
    ['for want of room is the fault of the machine', full, 'env', expect.stringContaining('TMPDIR')],
    ['stays the fault of the backup where the disk is full only on the way out', data, 'data', undefined],
  ])('%s', async (_, thrown, blame, hint) => {
    using shop = workshop()
    writeFileSync(shop.at('src/file'), 'content')
    const held = await hold(dumpOf([shop.at('src')]))
    const failing: Engine = {
      ...engine,
      sandbox: async (...given) =>
        Object.assign(await engine.sandbox(...given), { restore: () => Promise.reject(thrown) }),
    }
    const backup = { ...plainBackup(held), whole: new Set<string>(), sealedBytes: 0, readBytes: () => 0 }
    const bench = {
      image: undefined,
      id: 'files-1',
      bench: { ...machine, temporaryDirectory: shop.folder },
      monotonicMs: () => 0,
      progress: () => ({ [Symbol.dispose]() {} }),
      signal: never,
    }
    const { findings } = await testRestore(backup, failing, [], bench)
    expect(findings.map((one) => [one.blame, one.message, one.hint])).toEqual([[blame, thrown.message, hint]])
  })
})
