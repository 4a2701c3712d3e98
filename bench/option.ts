import { parseArgs } from 'node:util'

export const sections = [
  'file',
  'postgres',
  'restore',
  'small',
  'increment',
  'log',
  'engines',
  'memory',
  'start',
] as const
export type Section = (typeof sections)[number]

export interface Options {
  readonly sizeBytes: number
  readonly rounds: number
  readonly sections: readonly Section[]
  /** A built command line; default: built from src. */
  readonly cli: string | undefined
  /** Path for the figures as JSON. */
  readonly json: string | undefined
}

const help = `bench/run [OPTION...]
  --size SIZE      of the file; PostgreSQL gets 0.7 of it (log: all of it), MariaDB twice, Valkey 2,000 keys and OpenSearch
                   2,000 documents for each MiB (default 1GiB)
  --rounds N       of every pipeline, interleaved (default 5)
  --quick          --size 64MiB --rounds 1
  --only SECTION   ${sections.join(', ')}; may be given several times (default all)
  --cli FILE       this dist/cli.js instead of one built from src now
  --json FILE      the figures as JSON
`

const units: Readonly<Record<string, number>> = { MiB: 2 ** 20, GiB: 2 ** 30 }

export function parseOptions(args: readonly string[]): Options | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      cli: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return help
  const [, number, unit = ''] = /^(\d+)(MiB|GiB)$/.exec(values.size ?? (values.quick ? '64MiB' : '1GiB')) ?? []
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5))
  const only = values.only ?? sections
  if (!number || !(rounds >= 1) || !only.every((name) => sections.includes(name as Section))) return help
  return {
    sizeBytes: Number(number) * (units[unit] ?? 1),
    rounds,
    sections: sections.filter((name) => only.includes(name)),
    cli: values.cli,
    json: values.json,
  }
}
