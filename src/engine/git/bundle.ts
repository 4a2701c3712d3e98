import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { isProblem, Problem, remedy } from '../../problem.ts'
import { isId, isRefName, type Ref, type Refs } from './ref.ts'

/** A bundle (gitformat-bundle(5)): a list of refs as text, an empty line, and a pack with all that they reach. */
export const bundlePart = 'repository.bundle'

/**
 * Written here and not by `git bundle create`: that leaves out, without a word and with exit code 0, a ref whose name could be
 * taken for another's (refs/heads/main beside refs/heads/refs/heads/main), and one that moves while it looks.
 */
export function bundleHead({ format, refs, head }: Refs): Buffer {
  const first = format === 'sha1' ? '# v2 git bundle\n' : '# v3 git bundle\n@object-format=sha256\n'
  const at = 'id' in head ? head.id : refs.find(({ name }) => name === head.ref)?.id
  const lines = refs.map(({ id, name }) => `${id} ${name}\n`)
  return Buffer.from(`${first}${lines.join('')}${at === undefined ? '' : `${at} HEAD\n`}\n`, 'latin1')
}

/**
 * Whether a pack ends as one (gitformat-pack(5)): with the digest of all before. The exit code of the program that writes it is
 * not all that says so.
 */
export class PackEnd {
  readonly #hash: Hash
  readonly #length: number
  #end = Buffer.alloc(0)
  #began = Buffer.alloc(0)

  constructor(format: Refs['format']) {
    this.#hash = createHash(format)
    this.#length = format === 'sha1' ? 20 : 32
  }

  add(chunk: Buffer): void {
    if (this.#began.length < 4) this.#began = Buffer.concat([this.#began, chunk.subarray(0, 4)]).subarray(0, 4)
    // The last bytes so far are held back from the digest: they may be the one that it ends with.
    if (chunk.length < this.#length) this.#hold(Buffer.concat([this.#end, chunk]))
    else {
      this.#hash.update(this.#end)
      this.#hold(chunk)
    }
  }

  #hold(bytes: Buffer): void {
    this.#hash.update(bytes.subarray(0, -this.#length))
    this.#end = Buffer.from(bytes.subarray(-this.#length))
  }

  /** @throws Problem `dump-incomplete` where it does not; at most once. */
  require(): void {
    if (this.#began.toString('latin1') === 'PACK' && this.#hash.digest().equals(this.#end)) return
    throw new Problem('dump-incomplete', 'git pack-objects exited 0, but the pack that it wrote does not end as one', {
      hint: remedy.dump,
    })
  }
}

/**
 * Splits a stream into the refs at its beginning and the rest: the pack. Throws `object-damaged` if it is not a bundle.
 */
export async function openBundle(body: Readable): Promise<Omit<Refs, 'head'> & { readonly pack: Readable }> {
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  let head = Buffer.alloc(0)
  for (;;) {
    const end = head.indexOf('\n\n')
    if (end >= 0) {
      const rest = head.subarray(end + 2)
      return { ...parseHead(head.toString('latin1', 0, end + 1)), pack: packOf(rest, chunks, body) }
    }
    if (head.length > longestHead) throw damaged('has no end of its list of refs')
    const next = await chunks.next()
    if (next.done) throw damaged('is cut off in its list of refs')
    head = Buffer.concat([head, next.value])
  }
}

const longestHead = 256 * 1024 * 1024

function packOf(first: Buffer, chunks: AsyncIterator<Buffer>, body: Readable): Readable {
  const rest = async function* () {
    try {
      if (first.length > 0) yield first
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
    } finally {
      body.destroy()
    }
  }
  return Readable.from(rest(), { objectMode: false })
}

function parseHead(text: string): Omit<Refs, 'head'> {
  const [first, ...lines] = text.trimEnd().split('\n')
  const sha256 = first === '# v3 git bundle' && lines[0] === '@object-format=sha256'
  if (first !== '# v2 git bundle' && !sha256) throw damaged('does not begin as one')
  const refs = lines.slice(sha256 ? 1 : 0).flatMap((line): readonly Ref[] => {
    const [, id = '', name = ''] = /^(\S+) (.+)$/s.exec(line) ?? []
    if (!isId(id) || id.length !== (sha256 ? 64 : 40) || !(name === 'HEAD' || isRefName(name)))
      throw damaged('has a line that is no ref')
    return name === 'HEAD' ? [] : [{ id, name }]
  })
  return { format: sha256 ? 'sha256' : 'sha1', refs }
}

export const damaged = (why: string, cause?: unknown) =>
  new Problem('object-damaged', `the bundle ${why}`, { hint: remedy.damaged, ...(isProblem(cause) ? { cause } : {}) })
