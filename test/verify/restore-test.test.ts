import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { files } from '../../src/engine/files.ts'
import { testRestore } from '../../src/verify/verify.ts'
import { dumpOf, never, workshop } from '../engine/files-fixture.ts'
import { hold, restorable } from '../engine/memory.ts'
import { noRuntime } from '../engine/source.ts'

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

test('what a test restore wrote is removed, also directories that nobody may write to', async () => {
  using shop = workshop()
  chmodSync(shop.folder, 0o755)
  mkdirSync(shop.at('src/read only/inner'), { recursive: true })
  writeFileSync(shop.at('src/read only/inner/file'), 'content')
  for (const name of ['src/read only/inner', 'src/read only']) chmodSync(shop.at(name), 0o555)
  const held = await hold(dumpOf([shop.at('src')]))
  mkdirSync(shop.at('tmp'))
  chmodSync(shop.at('tmp'), 0o777)
  const bench = {
    runtime: noRuntime,
    image: undefined,
    baseEnv: {},
    label: 'test',
    temporaryDirectory: shop.at('tmp'),
    monotonicMs: () => 0,
    signal: never,
  }
  const backup = { ...restorable(held), whole: new Set<string>() }
  const { findings, compared } = await asNobody(() => testRestore(backup, files, [], bench))
  for (const name of ['src/read only/inner', 'src/read only']) chmodSync(shop.at(name), 0o755)
  expect(findings.filter(({ level }) => level !== 'note')).toEqual([])
  expect(compared).toContain('1 file')
  expect(readdirSync(shop.at('tmp'))).toEqual([])
})
