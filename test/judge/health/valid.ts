import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Health, PeriodReport } from '../../../src/judge/judge.ts'

type Node = { readonly [key: string]: unknown }

const schemaOf = (name: string) => JSON.parse(readFileSync(name, 'utf8')) as Node
const [ofHealth, ofPeriod] = [schemaOf('report.schema.json'), schemaOf('period.schema.json')]

/** The committed schema accepts it, and knows every field of it: what anybody may add in the future, this program has not added. */
export function expectValid(json: unknown): asserts json is Health {
  expectBy(json, ofHealth)
}

/** The same of a weekly or monthly report. */
export function expectValidPeriod(json: unknown): asserts json is PeriodReport {
  expectBy(json, ofPeriod)
}

function expectBy(json: unknown, schema: Node): void {
  const accepts = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
  // As it is printed.
  const printed = JSON.parse(JSON.stringify(json)) as unknown
  accepts(printed)
  expect(accepts.errors ?? []).toEqual([])
  expect(strange(printed, schema, schema)).toEqual([])
}

/** Paths of what the schema does not name. */
function strange(value: unknown, node: Node, root: Node, path = ''): readonly string[] {
  const { $ref, allOf, items, properties, additionalProperties } = node as {
    $ref?: string
    allOf?: readonly Node[]
    items?: Node
    properties?: Readonly<Record<string, Node>>
    additionalProperties?: Node
  }
  if ($ref)
    return strange(value, (root['$defs'] as Record<string, Node>)[$ref.split('/').at(-1) ?? ''] ?? {}, root, path)
  if (allOf) return allOf.flatMap((one) => strange(value, one, root, path))
  if (Array.isArray(value)) return items ? value.flatMap((one, i) => strange(one, items, root, `${path}[${i}]`)) : []
  if (typeof value !== 'object' || value === null || typeof additionalProperties === 'object') return []
  return Object.entries(value).flatMap(([name, one]) => {
    const known = properties?.[name]
    return known ? strange(one, known, root, `${path}.${name}`) : [`${path}.${name}`]
  })
}
