import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { cancelled, type Finding, isProblem, Problem, remedy } from '../../problem.ts'
import { formatBytes } from '../../words/words.ts'
import type { PlainBackup } from '../contract.ts'
import { absent } from '../host-path.ts'
import type { Pointer } from './pointer.ts'

/** A tar of the files of Git LFS, below lfs/objects/ as in the folder of a repository; absent where there are none. */
export const lfsPart = 'lfs.tar'

const nameOf = (oid: string) => `lfs/objects/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`

/** Those of the files that are in the folder of a repository, and those that are not. */
export async function storedIn(
  folder: string,
  pointers: Iterable<Pointer>,
): Promise<{ readonly here: readonly Pointer[]; readonly missing: readonly Pointer[] }> {
  const [here, missing]: [Pointer[], Pointer[]] = [[], []]
  for (const pointer of pointers) {
    const found = await stat(join(folder, nameOf(pointer.oid))).catch(absent)
    if (found?.isFile() && found.size === pointer.bytes) here.push(pointer)
    // An empty file is kept nowhere.
    else if (pointer.bytes > 0) missing.push(pointer)
  }
  return { here, missing }
}

export function uncovered(missing: readonly Pointer[], local: boolean): readonly Finding[] {
  if (missing.length === 0) return []
  const bytes = missing.reduce((sum, one) => sum + one.bytes, 0)
  const what = missing.length === 1 ? '1 file of Git LFS is' : `${missing.length} files of Git LFS are`
  return [
    {
      level: 'warning',
      blame: 'source',
      message: `${what} not in this backup (${formatBytes(bytes)}): ${local ? 'the repository does not have them' : 'git-lfs did not bring them'}`,
      hint: local
        ? 'Run `git lfs fetch --all` in the repository before the backup; with actions/checkout set `lfs: true`, too.'
        : 'Install git-lfs on the machine that backs up, and check that the token may read LFS.',
    },
  ]
}

/** The archive of these files, each compared with its name as it is read. */
export function packLfs(folder: string, files: readonly Pointer[], signal: AbortSignal): Readable {
  const archive = pack()
  // Whoever reads it gets the error, and there may be nobody yet.
  archive.on('error', () => undefined)
  const fill = async () => {
    for (const { oid, bytes } of files) {
      if (signal.aborted) throw cancelled(signal)
      const entry = archive.entry({ name: nameOf(oid), size: bytes, mode: 0o444, mtime: new Date(0) })
      entry.on('error', () => undefined)
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(join(folder, nameOf(oid)), { end: bytes }) as AsyncIterable<Buffer>) {
        hash.update(chunk)
        if (!entry.write(chunk)) await once(entry, 'drain')
      }
      if (hash.digest('hex') !== oid)
        throw new Problem('source-failed', `the file ${oid} of Git LFS is damaged in ${folder}`, {
          hint: 'Run `git lfs fsck` there, then `git lfs fetch --all`.',
        })
      entry.end(null)
    }
    archive.finalize()
  }
  fill().catch((error: Error) => archive.destroy(error))
  return Readable.from(archive, { objectMode: false })
}

/**
 * Reads the part to its end, and gives the names of the files in it, each of which is what its name says. `into`: where the
 * wanted ones are written.
 * @throws Problem `object-damaged`
 */
export async function readLfs(
  backup: PlainBackup,
  signal: AbortSignal,
  into?: { readonly folder: string; readonly wants: (oid: string) => boolean },
): Promise<readonly string[]> {
  const oids: string[] = []
  if (!backup.parts.includes(lfsPart)) return oids
  const archive = extract()
  const reading = pipeline(await backup.open(lfsPart), archive, { signal })
  reading.catch(() => undefined)
  try {
    for await (const entry of archive) {
      const oid = /^lfs\/objects\/..\/..\/([0-9a-f]{64})$/.exec(entry.header.name)?.[1]
      if (oid === undefined || entry.header.type !== 'file') throw damaged('has something else in it')
      const hash = createHash('sha256')
      const hashing = new Transform({
        transform(chunk: Buffer, _encoding, callback) {
          hash.update(chunk)
          callback(null, chunk)
        },
      })
      await pipeline(Readable.from(entry), hashing, await sinkOf(oid, into))
      if (hash.digest('hex') !== oid) throw damaged(`has the file ${oid} with another content`)
      oids.push(oid)
    }
    await reading
  } catch (error) {
    archive.destroy()
    // What the store said of its bytes is what went wrong, not that the archive ended early.
    await reading.catch((first: unknown) => {
      if (isProblem(first)) throw first
    })
    if (signal.aborted) throw cancelled(signal)
    if (isProblem(error) || (error as NodeJS.ErrnoException).syscall !== undefined) throw error
    throw damaged('is cut off or no tar')
  }
  const said = backup.facts.objects['lfs'] ?? []
  if (JSON.stringify(oids) !== JSON.stringify(said)) throw damaged('does not have the files of its facts')
  return oids
}

async function sinkOf(oid: string, into: Parameters<typeof readLfs>[2]): Promise<Writable> {
  if (!into?.wants(oid)) return new Writable({ write: (_chunk, _encoding, callback) => callback() })
  const path = join(into.folder, nameOf(oid))
  await mkdir(dirname(path), { recursive: true })
  return createWriteStream(path, { flags: 'wx' })
}

/** The names of the files that the folder of a repository has, each of which is read and is what its name says. */
export async function lfsIn(folder: string, signal: AbortSignal): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'lfs', 'objects'), { recursive: true, withFileTypes: true }).catch(absent)
  const oids: string[] = []
  for (const one of names ?? []) {
    if (!one.isFile()) continue
    const hash = createHash('sha256')
    await pipeline(createReadStream(join(one.parentPath, one.name)), hash, { signal })
    if (hash.digest('hex') === one.name) oids.push(one.name)
  }
  return oids.sort()
}

const damaged = (why: string) => new Problem('object-damaged', `the part ${lfsPart} ${why}`, { hint: remedy.damaged })
