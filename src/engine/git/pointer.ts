import { pipeline } from 'node:stream/promises'
import { type Git, linesOf } from './program.ts'

/** A file that Git LFS keeps elsewhere: in its place git has a text that names it. */
export interface Pointer {
  /** SHA-256 of the file. */
  readonly oid: string
  readonly bytes: number
}

/** Every file of Git LFS that a ref reaches, once, by its name. Empty, and soon known, where no .gitattributes asks for LFS. */
export async function pointersIn(git: Git, signal: AbortSignal): Promise<ReadonlyMap<string, Pointer>> {
  const found = new Map<string, Pointer>()
  if (!(await usesLfs(git, signal))) return found
  const all = git.spawn(['rev-list', '--all', '--objects', '--no-object-names', '--filter=blob:limit=1k'], signal)
  const typed = git.spawn(['cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'], signal, 'open')
  const blobs = async function* () {
    for await (const line of linesOf(typed.stdout as AsyncIterable<Buffer>))
      if (line.endsWith(' blob')) yield `${line.slice(0, line.indexOf(' '))}\n`
  }
  const read = git.spawn(['cat-file', '--batch', '--buffer'], signal, 'open')
  const parsing = (async () => {
    for await (const { oid, bytes } of parsed(read.stdout as AsyncIterable<Buffer>)) found.set(oid, { oid, bytes })
  })()
  await Promise.all([pipeline(all.stdout, typed.stdin), pipeline(blobs, read.stdin), parsing])
  await Promise.all([all.ended, typed.ended, read.ended])
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whether any commit has a .gitattributes, in any folder, that gives files to LFS. */
async function usesLfs(git: Git, signal: AbortSignal): Promise<boolean> {
  const log = ['log', '--all', '--format=', '--raw', '--no-abbrev', '--no-renames', '--diff-merges=first-parent']
  const changed = git.spawn([...log, '--', ':(glob)**/.gitattributes'], signal)
  const ids = new Set<string>()
  for await (const line of linesOf(changed.stdout as AsyncIterable<Buffer>)) {
    const id = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) /.exec(line)?.[1]
    if (id !== undefined && !/^0+$/.test(id)) ids.add(id)
  }
  await changed.ended
  if (ids.size === 0) return false
  const read = git.spawn(['cat-file', '--batch', '--buffer'], signal, 'open')
  const asking = pipeline(
    [...ids].map((id) => `${id}\n`),
    read.stdin,
  )
  let is = false
  for await (const line of linesOf(read.stdout as AsyncIterable<Buffer>)) is ||= /^[^#].*\bfilter=lfs\b/.test(line)
  await asking
  await read.ended
  return is
}

/** Pointers by the specification of Git LFS, among other small files of any content. */
async function* parsed(body: AsyncIterable<Buffer>): AsyncGenerator<Pointer> {
  // Where a pointer may begin is right after what git says of the next object.
  let [at, oid]: [at: 'elsewhere' | 'begin' | 'inside', oid: string] = ['elsewhere', '']
  for await (const line of linesOf(body)) {
    if (at === 'begin' && line === 'version https://git-lfs.github.com/spec/v1') [at, oid] = ['inside', '']
    else if (/^[0-9a-f]{40,64} blob \d+$/.test(line)) at = 'begin'
    else if (at === 'inside') {
      oid = /^oid sha256:([0-9a-f]{64})$/.exec(line)?.[1] ?? oid
      const bytes = /^size (\d+)$/.exec(line)?.[1]
      if (bytes !== undefined && oid !== '') yield { oid, bytes: Number(bytes) }
      if (bytes !== undefined || !/^(?:ext-\d|oid )/.test(line)) at = 'elsewhere'
    } else at = 'elsewhere'
  }
}
