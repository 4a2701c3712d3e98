import { z } from 'zod'
import { readJson } from '../../../bytes/bytes.ts'
import type { Root } from '../walk.ts'

const schema = z.object({
  version: z.literal(1),
  kind: z.enum(['full', 'increment']),
  /** Of an increment: what its records are changes to. */
  base: z.string().max(200).optional(),
  roots: z
    .array(z.object({ path: z.string().max(4200), real: z.string().max(4200), ino: z.string().regex(/^\d{1,20}$/) }))
    .min(1)
    .max(2_000),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
})

/** The first line of an index: what it lists. */
export type IndexHeader = z.infer<typeof schema>

export const headerMaxBytes = 16 << 20

/** A root and which one it was. */
export interface IndexRoot extends Root {
  readonly ino: string
}

export const encodeHeader = (header: IndexHeader): Buffer => Buffer.from(`${JSON.stringify(header)}\n`)

/** The header, or why it is none. */
export function parseHeader(line: Buffer): IndexHeader | { readonly wrong: string } {
  const read = readJson(line, schema, { maxBytes: headerMaxBytes })
  return 'misread' in read ? { wrong: read.misread.because } : read.value
}

/** Why what is there now cannot be compared with what the index lists; undefined: it can. Pure. */
export function otherThan(
  was: IndexHeader,
  now: Pick<IndexHeader, 'roots' | 'include' | 'exclude'>,
): string | undefined {
  const paths = (roots: IndexHeader['roots']) => roots.map(({ path }) => path).join('\0')
  if (paths(was.roots) !== paths(now.roots)) return 'paths has changed since'
  for (const key of ['include', 'exclude'] as const)
    if (was[key].join('\0') !== now[key].join('\0')) return `${key} has changed since`
  const moved = now.roots.find(({ real, ino }, at) => real !== was.roots[at]?.real || ino !== was.roots[at]?.ino)
  return moved && `${moved.path} is another directory than it was`
}
