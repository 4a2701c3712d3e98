import { spawnSync } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Chain } from '../engine/files/chain.ts'
import { Editor, passTick } from '../engine/files/edits.ts'
import { portrait, workshop } from '../engine/files/fixture.ts'

// The reader of docs/recovery.md, which knows nothing of our code, joins the chain that our code made.
const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'recovery.md'), 'utf8')
const script = /```python join-files\.py\n([\s\S]*?)```/.exec(document)?.[1] ?? ''
const able = spawnSync('python3', ['--version']).status === 0

it.skipIf(!able).each([11, 12, 13])(
  'the recovery script joins a chain that tar restores as it was (seed %i)',
  async (seed) => {
    using shop = workshop()
    const source = shop.at('src')
    const editor = new Editor(source, seed)
    const chain = new Chain([source])
    for (let round = 0; round < 4; round += 1) {
      passTick(shop.folder)
      editor.edit(round === 0 ? 60 : 15)
      writeFileSync(join(source, 'stays'), 'here')
      await chain.take()
    }
    const folders = chain.levels.map(({ parts }, at) => {
      const folder = shop.at(`opened-${at}`)
      mkdirSync(folder)
      for (const [name, bytes] of parts) writeFileSync(join(folder, name), bytes)
      return folder
    })
    writeFileSync(shop.at('join-files.py'), script)
    const out = openSync(shop.at('files.tar'), 'w')
    const joined = spawnSync('python3', [shop.at('join-files.py'), ...folders], { stdio: ['ignore', out, 'pipe'] })
    expect([joined.status, joined.stderr.toString()]).toEqual([0, ''])
    mkdirSync(shop.at('out'))
    const untar = ['-xpf', shop.at('files.tar'), '-C', shop.at('out'), '--delay-directory-restore', '--numeric-owner']
    expect(spawnSync('tar', [...untar, '--warning=no-unknown-keyword']).status).toBe(0)
    // tar sets times to the nanosecond, Node to some 240 of them.
    expect(portrait(`${shop.at('out')}${source}`)).toEqual(portrait(source))
  },
)
