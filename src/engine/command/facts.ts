import { z } from 'zod'
import { Problem } from '../../problem.ts'
import type { Facts } from '../contract.ts'
import type { UserPrograms } from './programs.ts'

export type Told = Pick<Facts, 'rows' | 'objects'>

const mostNames = 100_000
// Numbers of another kind are told so in facts: "dump (bytes)".
const name = z.string().regex(/^[^\u0000-\u001f\u007f]{1,500}(?<! \([a-z ]+\))$/)
const shape = z.strictObject({
  rows: z.record(name, z.int().min(0).max(Number.MAX_SAFE_INTEGER)).default({}),
  objects: z
    .record(
      name.refine((kind) => kind !== 'digest'),
      z.array(z.string().regex(/^[^\u0000-\u001f\u007f]{1,1000}$/)),
    )
    .default({}),
})

/** The output of the source's program `facts`: about the source, or about a restored target. */
export async function askFacts(
  programs: UserPrograms,
  signal: AbortSignal,
  target?: string,
): Promise<Told | undefined> {
  const { facts } = programs.source
  if (facts === undefined) return undefined
  return parseTold(await programs.text('facts', facts, signal, target), programs.nameOf('facts'))
}

/** @throws Problem `source-failed` for what is not the JSON that was agreed. Never repeats it. */
export function parseTold(text: string, who: string): Told {
  const wrong = (because: string) =>
    new Problem('source-failed', `${who} ${because}`, {
      hint: 'Let it print { "rows": { "orders": 12 }, "objects": { "table": ["orders"] } }, and nothing else, to stdout.',
    })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw wrong('printed what is not JSON')
  }
  const { data, error } = shape.safeParse(json)
  if (!data) throw wrong(`printed JSON of another form: ${error.issues[0]?.path.join('.') || 'it'} is wrong`)
  const { rows, objects } = data
  const count = Object.keys(rows).length + Object.values(objects).reduce((sum, names) => sum + names.length, 0)
  if (count > mostNames) throw wrong(`printed more than ${mostNames} names`)
  if (count === 0) throw wrong('printed neither rows nor objects')
  const sorted = <T>(record: Readonly<Record<string, T>>, value: (one: T) => T) =>
    Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((key) => [key, value(record[key] as T)]),
    )
  return { rows: sorted(rows, (one) => one), objects: sorted(objects, (names) => [...new Set(names)].sort()) }
}

/** Facts of a dump of these bytes. */
export function factsOf(told: Told | undefined, bytes: number, digest: string): Facts {
  return {
    ...{ version: 1, engine: 'command', server: undefined, sizeBytes: bytes },
    rows: told?.rows ?? { 'dump (bytes)': bytes },
    objects: { ...told?.objects, digest: [`sha256 ${digest}`, `size ${bytes}`] },
  }
}

/** The names that facts have, of rows and of objects. */
export function namesIn({ rows, objects }: Told): ReadonlySet<string> {
  const named = Object.entries(objects).flatMap(([kind, names]) => (kind === 'digest' ? [] : names))
  return new Set([...Object.keys(rows).filter((one) => one !== 'dump (bytes)'), ...named])
}
