import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { tocInTar } from '../../../src/engine/postgres/archive/toc.ts'

const watch = () => {
  const seen: Buffer[] = []
  return {
    seen,
    push: (chunk: Uint8Array) => void seen.push(Buffer.from(chunk)),
    end: () => {},
    entries: () => undefined,
  }
}

describe("the tar of pg_dump's directory", () => {
  test('passes unchanged, and its table of contents is shown', async () => {
    const tar = pack()
    tar.entry({ name: './', type: 'directory' })
    tar.entry({ name: './toc.dat' }, 'contents')
    tar.entry({ name: './3421.dat.zst' }, 'x'.repeat(100_000))
    tar.finalize()
    const bytes = await buffer(tar)
    const archive = watch()
    expect((await buffer(tocInTar(Readable.from([bytes]), archive))).equals(bytes)).toBe(true)
    expect(Buffer.concat(archive.seen).toString()).toBe('contents')
  })

  test.each([
    [{ name: './3421.dat', type: 'symlink', linkname: '/etc/shadow' }],
    [{ name: './3421.dat', type: 'link', linkname: '/etc/shadow' }],
    [{ name: './pipe', type: 'fifo' }],
    [{ name: '/etc/cron.d/x', type: 'file' }],
    [{ name: './../x', type: 'file' }],
    [{ name: '..', type: 'directory' }],
  ] as const)('never ends cleanly with %j in it', async (header) => {
    const tar = pack()
    tar.entry({ name: './toc.dat' }, 'contents')
    if (header.type === 'file') tar.entry({ ...header }, 'x')
    else tar.entry({ ...header })
    tar.finalize()
    const passed = buffer(tocInTar(Readable.from([await buffer(tar)]), watch()))
    await expect(passed).rejects.toMatchObject({
      code: 'object-damaged',
      message: expect.stringContaining(header.name),
    })
  })
})
