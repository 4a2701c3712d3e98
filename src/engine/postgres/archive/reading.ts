import { Problem, remedy } from '../../../problem.ts'
import type { Watch } from '../../body.ts'
import type { Facts } from '../../contract.ts'
import { tableName } from '../facts.ts'
import type { ArchiveEntry } from './archive.ts'

/*
 * An exit code of 0 is no proof that an archive was read. What pg_restore makes of one is SQL: it has the rows of each table
 * between two lines, and ends with a mark. Only the lines that matter are looked at, with their numbers, which grep gives at
 * the speed of the disk: the rows themselves never leave the place where the program runs.
 */

const marks = [
  '^-- Data for Name: ',
  ' FROM stdin;$',
  '^\\\\\\.$',
  '^SELECT pg_catalog\\.lo_open(',
  '^-- PostgreSQL database dump complete$',
]

/** A shell's function: what pg_restore with these arguments writes, as numbered lines; its exit code is that of pg_restore. */
export const readingInShell = `reading() {
  exec 3>&1
  code=$({ { status=0; pg_restore --file=- "$@" || status=$?; echo "$status" >&4; } |
    { LC_ALL=C grep -n ${marks.map((mark) => `-e '${mark}'`).join(' ')} || test $? -eq 1; } >&3; } 4>&1 3>&3)
  return "$code"
}
`

const longest = 4096

/** What pg_restore wrote of an archive. */
export interface Reading {
  /** Row counts of the tables that have data, in their order. */
  readonly rows: readonly number[]
  readonly largeObjects: number
  readonly isComplete: boolean
}

/** Listens to numbered lines. A row that looks like a mark stands between the marks of its table, and is passed over there. */
export function reader(): Pick<Watch, 'push'> & { reading(): Reading } {
  const rows: number[] = []
  let largeObjects = 0
  let isComplete = false
  let state: 'outside' | 'announced' | { readonly from: number } = 'outside'
  let rest = ''
  const take = (numbered: string): void => {
    const [, number = '', line = ''] = /^(\d+):(.*)$/s.exec(numbered) ?? []
    if (typeof state === 'object') {
      if (line !== '\\.') return
      rows.push(Number(number) - state.from - 1)
      state = 'outside'
    } else if (/^-- Data for Name: .*; Type: TABLE DATA; /.test(line)) state = 'announced'
    else if (state === 'announced' && line.endsWith(' FROM stdin;')) state = { from: Number(number) }
    else if (line.startsWith('SELECT pg_catalog.lo_open(')) largeObjects++
    else if (line === '-- PostgreSQL database dump complete') isComplete = true
  }
  return {
    push: (chunk) => {
      const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      // A row may be long: where it begins and ends is enough.
      if (rest.length > 2 * longest) rest = rest.slice(0, longest) + rest.slice(-longest)
      lines.forEach(take)
    },
    reading: () => ({ rows, largeObjects, isComplete: isComplete && state === 'outside' }),
  }
}

/**
 * Why a reading is not one of the whole archive: `tool-failed` where pg_restore left out what is in it, `object-damaged` where
 * the rows are not those that were counted when it was made. `entries`: the archive's own. Pure.
 */
export function unlike(
  { rows, largeObjects, isComplete }: Reading,
  entries: readonly ArchiveEntry[],
  facts: Facts,
  where: string,
): Problem | undefined {
  const tables = entries.filter(({ kind, hasData }) => kind === 'TABLE DATA' && hasData)
  const said = !isComplete
    ? 'did not confirm that it had read everything'
    : rows.length !== tables.length
      ? `gave the rows of ${rows.length} tables, but the archive has those of ${tables.length}`
      : undefined
  if (said !== undefined)
    return new Problem('tool-failed', `pg_restore in ${where} ended without an error, but ${said}`, {
      hint: remedy.program,
    })
  const counted = tables.map((entry, index) => [tableName(entry), rows[index] ?? 0] as const)
  // The archive's names are in the database's encoding, and the configuration of an extension was not counted.
  const known = [...counted, ['large objects', largeObjects] as const].flatMap(([name, found]) => {
    const wanted = Object.hasOwn(facts.rows, name) ? facts.rows[name] : undefined
    return wanted === undefined ? [] : [{ name, found, wanted }]
  })
  const wrong = known.filter(({ found, wanted }) => found !== wanted)
  const [first] = wrong
  if (first === undefined) return undefined
  const more = wrong.length > 1 ? `, and ${wrong.length - 1} more differ` : ''
  const message = `${first.name} has ${first.found} rows in the dump, as pg_restore in ${where} reads it, but ${first.wanted} were counted when it was made${more}`
  return new Problem('object-damaged', message, {
    hint: 'Either the dump or the program is wrong: `backproof verify --level restore` compares the rows on a server.',
  })
}
