import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readGitObject } from '../../src/trust/git-object.ts'
import { makeRepository, type Repository } from './repository.ts'

let repository: Repository
beforeEach(async () => {
  repository = await makeRepository(await mkdtemp(join(tmpdir(), 'backproof-git-')))
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 12; i++) {
      const lines = Array.from(
        { length: 400 },
        (_, n) => `line ${n} of ${i}${n % 97 === round ? ` changed ${round}` : ''}`,
      )
      await repository.write(`folder ${i % 3}/file-${i}.txt`, lines.join('\n'))
    }
    await repository.commit()
  }
})
afterEach(() => rm(repository.folder, { recursive: true, force: true }))

/** Every object that git knows is read as git reads it. */
async function expectAllRead(): Promise<void> {
  const all = await repository.git('cat-file', '--batch-check', '--batch-all-objects')
  const lines = all.split('\n').map((line) => line.split(' '))
  expect(lines.length).toBeGreaterThan(50)
  for (const [id = '', type, size] of lines) {
    const found = await readGitObject(join(repository.folder, '.git'), id)
    expect([found?.type, String(found?.content.length)], id).toEqual([type, size])
  }
}

test('loose git objects are read', expectAllRead)

test('packed git objects are read, with deltas by offset and by name', async () => {
  await repository.git('repack', '-a', '-d', '-f', '--quiet')
  await expectAllRead()
  await repository.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-a', '-d', '-f', '--quiet')
  await expectAllRead()
})

test('a missing git object is undefined, and a damaged one is an error', async () => {
  const git = join(repository.folder, '.git')
  expect(await readGitObject(git, 'a'.repeat(40))).toBeUndefined()
  const head = await repository.git('rev-parse', 'HEAD')
  await repository.git('repack', '-a', '-d', '-f', '--quiet')
  const folder = join(git, 'objects/pack')
  const pack = join(folder, (await readdir(folder)).find((name) => name.endsWith('.pack')) ?? '')
  const bytes = await readFile(pack)
  await rm(pack)
  await writeFile(
    pack,
    bytes.map((byte, i) => (i > 12 ? byte ^ 0x11 : byte)),
  )
  await expect(readGitObject(git, head)).rejects.toThrow()
  await expect(readGitObject(git, '../../../etc/passwd')).rejects.toThrow('is not the name of an object')
})
