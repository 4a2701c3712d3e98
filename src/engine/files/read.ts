import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { extract, type Header as TarHeader } from 'tar-stream'
import { cancelled, isProblem, Problem, remedy } from '../../problem.ts'
import { type Member, nanoseconds } from './member.ts'
import { decodeName, decodePath, shown } from './name.ts'

export interface ReadMember {
  readonly member: Member
  /** A file's content; what is not read of it is passed over. */
  readonly content: AsyncIterable<Buffer>
}

/**
 * The members of an archive, in order. Throws `object-damaged` for what cannot be parsed, and for every kind of entry that
 * a backup does not hold.
 */
export async function* readMembers(archive: Readable, signal: AbortSignal): AsyncGenerator<ReadMember> {
  const reader = extract()
  const pumping = pipeline(archive, reader, { signal })
  const input = watch(pumping)
  const entries = (reader as AsyncIterable<Entry>)[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await input.unlessFailed(entries.next())
      if (step.done) break
      yield { member: memberOf(step.value.header), content: content(step.value, input, signal) }
      step.value.resume()
    }
    await pumping
  } catch (error) {
    throw damaged(error, signal)
  } finally {
    archive.destroy()
    reader.destroy()
  }
}

interface Input {
  /** What a promise gives, or the input's failure if that comes first. */
  unlessFailed<T>(promise: Promise<T>): Promise<T>
  failure(): unknown
}

/** The reader's iterator may hang or end cleanly when its input fails: only the pipeline tells. */
function watch(pumping: Promise<void>): Input {
  let failure: unknown
  let interrupt = (_: unknown) => {}
  pumping.catch((error: unknown) => {
    failure = error
    interrupt(error)
  })
  return {
    // Promise.race with a promise that lives as long as the archive would keep every entry of it in memory.
    unlessFailed: (promise) =>
      new Promise((resolve, reject) => {
        interrupt = reject
        if (failure !== undefined) reject(failure)
        promise.then(resolve, reject)
      }),
    failure: () => failure,
  }
}

async function* content(entry: Entry, input: Input, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* entry
  } catch (error) {
    // The input's failure says more than the entry's "destroyed".
    await turn()
    throw damaged(input.failure() ?? error, signal)
  }
}

function damaged(error: unknown, signal: AbortSignal): unknown {
  if (isProblem(error)) return error
  if (signal.aborted) return cancelled(signal)
  // The operating system's own: a disk or a connection that failed says nothing about the archive.
  if ((error as NodeJS.ErrnoException).syscall !== undefined) return error
  return new Problem('object-damaged', 'files.tar cannot be parsed: it is not a tar archive, or is cut off', {
    hint: remedy.damaged,
    cause: error,
  })
}

interface Header extends Omit<TarHeader, 'type' | 'linkname' | 'pax'> {
  /** null: a type that the library does not know. */
  readonly type: TarHeader['type'] | null
  readonly linkname: string | null
  readonly pax: Readonly<Record<string, string>> | null
}

interface Entry extends AsyncIterable<Buffer> {
  readonly header: Header
  resume(): void
}

function memberOf(header: Header): Member {
  const pax = header.pax ?? {}
  const name = textOf(pax['BACKPROOF.path'], decodePath) ?? header.name
  const refuse = (what: string) =>
    new Problem('object-damaged', `files.tar holds ${what}: ${shown(name.slice(0, 300))}`, { hint: remedy.damaged })
  const type = header.type === 'contiguous-file' ? 'file' : header.type
  if (type !== 'file' && type !== 'directory' && type !== 'symlink' && type !== 'link') {
    throw refuse(`a ${type ?? 'member of unknown type'}, which is not restored`)
  }
  if (Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'))) throw refuse('a sparse file of GNU tar')
  const decode = type === 'link' ? decodePath : decodeName
  const target = textOf(pax['BACKPROOF.linkpath'], decode) ?? header.linkname ?? ''
  const size = type === 'file' ? (header.size ?? 0) : 0
  if (!Number.isSafeInteger(size)) throw refuse('an impossible size')
  if ((type === 'symlink' || type === 'link') && (target === '' || target.length > 4096 || target.includes('\0'))) {
    throw refuse('a link without a target')
  }
  const uid = owner(pax['uid']) ?? header.uid ?? 0
  const gid = owner(pax['gid']) ?? header.gid ?? 0
  if (![uid, gid].every((id) => Number.isInteger(id) && id >= 0 && id <= mostOwner)) throw refuse('an impossible owner')
  return {
    type,
    path: clean(name, refuse),
    mode: (header.mode ?? 0) & 0o7777,
    uid,
    gid,
    mtimeNs: nanoseconds(pax['mtime'] ?? '') ?? BigInt(header.mtime?.getTime() || 0) * 1_000_000n,
    size,
    target: type === 'link' ? clean(target, refuse) : target,
    sparse: pax['BACKPROOF.sparse'] === '1',
  }
}

function textOf(base64: string | undefined, decode: (bytes: Buffer) => string): string | undefined {
  return base64 === undefined ? undefined : decode(Buffer.from(base64, 'base64'))
}

// The next one means "leave it as it is" (chown(2)).
const mostOwner = 2 ** 32 - 2

function owner(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined
}

/** A path that stays where it is put. Components "." and "" say nothing and are dropped (other programs write them). */
function clean(name: string, refuse: (what: string) => Problem): string {
  if (name.startsWith('/')) throw refuse('an absolute name')
  if (name.includes('\0') || name.length > 4096) throw refuse('an impossible name')
  const components = name.split('/').filter((component) => component !== '' && component !== '.')
  if (components.includes('..')) throw refuse('a name that leads outside')
  return components.join('/')
}
