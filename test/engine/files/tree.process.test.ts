import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { archived, directory, dumpOf, factsIn, plain, portrait, workshop } from './fixture.ts'

const root = process.geteuid?.() === 0

/** What is awkward to keep. */
function nasty(source: string): void {
  const at = (name: string) => join(source, name)
  for (const name of ['with space', 'new\nline', 'tab\tand "quotes"', 'åäö 🙂', '-rf', '*', '.hidden', "it's"])
    writeFileSync(at(name), name)
  writeFileSync(Buffer.concat([Buffer.from(at('latin-')), Buffer.of(0xe9, 0xff)]), 'not UTF-8')
  symlinkSync(Buffer.of(0xe9), at('to latin'))
  const long = join(source, ...Array.from({ length: 6 }, (_, index) => `${index}`.repeat(200)))
  mkdirSync(long, { recursive: true })
  writeFileSync(join(long, 'x'.repeat(255)), 'deep')
  symlinkSync('y'.repeat(300), at('long link'))
  mkdirSync(at('empty'))
  writeFileSync(at('zero'), '')
  writeFileSync(at('exactly 512'), 'z'.repeat(512))
  writeFileSync(at('large'), Buffer.alloc(1_000_003, 'large'))
  linkSync(at('large'), at('large again'))
  linkSync(at('large'), join(long, 'large once more'))
  symlinkSync('loop', at('loop'))
  symlinkSync('/nowhere/at all', at('dangling'))
  symlinkSync('..', at('upwards'))
  writeFileSync(at('unreadable'), 'mode 0')
  chmodSync(at('unreadable'), 0)
  writeFileSync(at('setuid'), '#!')
  if (root) chownSync(at('setuid'), 1234567, 7654321)
  chmodSync(at('setuid'), 0o6755)
  // Before 1970; of a number below zero Node makes the present.
  utimesSync(at('zero'), 0, new Date(-86_400_250))
  lutimesSync(at('dangling'), 0, new Date(-1000))
  utimesSync(at('-rf'), 1e9, 1e9 + 0.123456)
  lutimesSync(at('loop'), 5, 6.5)
  mkdirSync(at('read only'))
  writeFileSync(at('read only/file'), 'in it')
  utimesSync(at('read only'), 1, 2)
  chmodSync(at('read only'), 0o1555)
}

describe('a tree', () => {
  test.runIf(root)(
    'with every awkward file in it comes back as it was, through GNU tar too',
    async () => {
      using shop = workshop()
      nasty(shop.at('src'))
      const dump = dumpOf([shop.at('src')])
      const held = await hold(dump)
      expect(dump.result().findings).toEqual([])
      await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
      const original = portrait(shop.at('src'))
      expect(portrait(join(shop.at('out'), shop.at('src')))).toEqual(original)
      expect((await factsIn(shop.at('out'), held)).objects).toEqual(held.facts.objects)

      mkdirSync(shop.at('gnu'))
      execFileSync('tar', ['-xpf', '-', '--numeric-owner', '-C', shop.at('gnu')], {
        input: held.parts.get('files.tar'),
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      expect(portrait(join(shop.at('gnu'), shop.at('src')))).toEqual(original)
    },
    120_000,
  )

  test.runIf(root)('can be read if GNU tar wrote it', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/ü'.concat('x'.repeat(150))), 'long name')
    mkdirSync(shop.at('src/d'))
    writeFileSync(shop.at('src/d/file'), 'content', { mode: 0o640 })
    chownSync(shop.at('src/d/file'), 3000000, 4)
    symlinkSync('z'.repeat(200), shop.at('src/link'))
    linkSync(shop.at('src/d/file'), shop.at('src/second'))
    const held = await hold(dumpOf([shop.at('src')]))
    for (const format of ['gnu', 'pax']) {
      const made = execFileSync(
        'tar',
        ['-cf', '-', `--format=${format}`, '--sort=name', '-C', '/', `./${shop.at('src')}`],
        { stdio: ['pipe', 'pipe', 'pipe'] },
      )
      await files.restore(archived(made, held.facts), directory(shop.at(format)), noRuntime, plain)
      expect(await factsIn(shop.at(format), held)).toEqual(held.facts)
      expect(statSync(join(shop.at(format), shop.at('src/second'))).uid).toBe(3000000)
    }
  })

  test.runIf(root)('is restored by a user other than root, who is told what is lost', async () => {
    using shop = workshop()
    nasty(shop.at('src'))
    rmSync(shop.at('src/unreadable'))
    chmodSync(shop.folder, 0o755)
    mkdirSync(shop.at('out'))
    chownSync(shop.at('out'), 65534, 65534)
    const held = await hold(dumpOf([shop.at('src')]))
    process.setegid?.(65534)
    process.seteuid?.(65534)
    try {
      const findings = await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
      expect(findings.map(({ message }) => message)).toEqual([
        'owners were not restored: only root may',
        'setuid, setgid and sticky bits were not restored: only root may',
      ])
      expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
      const cut = archived(held.parts.get('files.tar')?.subarray(0, -4096) ?? Buffer.alloc(0), held.facts)
      mkdirSync(shop.at('out/inner'))
      await expect(files.restore(cut, directory(shop.at('out/inner')), noRuntime, plain)).rejects.toMatchObject({
        code: 'object-damaged',
      })
      expect(readdirSync(shop.at('out/inner'))).toEqual([])
    } finally {
      process.seteuid?.(0)
      process.setegid?.(0)
    }
    const restored = join(shop.at('out'), shop.at('src'))
    expect(statSync(join(restored, 'setuid')).mode & 0o7777).toBe(0o755)
    expect(statSync(join(restored, 'read only')).mode & 0o7777).toBe(0o555)
  })

  const name = fc
    .uint8Array({ minLength: 1, maxLength: 20 })
    .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0x78 : byte))))
    .filter((bytes) => !['.', '..'].includes(bytes.toString('latin1')))
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.integer({ min: 500, max: 1100 }).map((size) => new Uint8Array(size).fill(7)),
    fc.constant(new Uint8Array(200_001)),
  )
  const entry = fc.oneof(
    fc.record({ kind: fc.constant('file' as const), name, content, mode: fc.integer({ min: 0, max: 0o777 }) }),
    fc.record({ kind: fc.constant('symlink' as const), name, target: name }),
    fc.record({ kind: fc.constant('directory' as const), name }),
  )

  test.runIf(root)('with any names and contents comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
        using shop = workshop()
        let here = Buffer.from(shop.at('src'))
        writeFileSync(shop.at('src/one'), '1')
        for (const item of entries) {
          const path = Buffer.concat([here, Buffer.from('/'), item.name])
          if (existsSync(path) || lstatSync(path, { throwIfNoEntry: false })) continue
          if (item.kind === 'file') writeFileSync(path, item.content, { mode: item.mode })
          else if (item.kind === 'symlink') symlinkSync(item.target, path)
          else {
            mkdirSync(path)
            here = path
          }
        }
        const held = await hold(dumpOf([shop.at('src')]))
        await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
        expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
        expect(Object.keys(portrait(join(shop.at('out'), shop.at('src')))).sort()).toEqual(
          Object.keys(portrait(shop.at('src'))).sort(),
        )
      }),
      { numRuns: 40 },
    )
  })
})
