import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Health } from '../../../src/judge/judge.ts'

type Node = { readonly [key: string]: unknown }

const schema = JSON.parse(readFileSync('report.schema.json', 'utf8')) as Node
const accepts = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema)

/** The committed schema accepts it, and knows every field of it: what anybody may add in the future, this program has not added. */
export function expectValid(json: unknown): asserts json is Health {
  // As it is printed.
  const printed = JSON.parse(JSON.stringify(json)) as unknown
  accepts(printed)
  expect(accepts.errors ?? []).toEqual([])
  expect(strange(printed, schema)).toEqual([])
}

/** Paths of what the schema does not name. */
function strange(value: unknown, node: Node, path = ''): readonly string[] {
  const { $ref, allOf, items, properties, additionalProperties } = node as {
    $ref?: string
    allOf?: readonly Node[]
    items?: Node
    properties?: Readonly<Record<string, Node>>
    additionalProperties?: Node
  }
  if ($ref) return strange(value, (schema['$defs'] as Record<string, Node>)[$ref.split('/').at(-1) ?? ''] ?? {}, path)
  if (allOf) return allOf.flatMap((one) => strange(value, one, path))
  if (Array.isArray(value)) return items ? value.flatMap((one, i) => strange(one, items, `${path}[${i}]`)) : []
  if (typeof value !== 'object' || value === null || typeof additionalProperties === 'object') return []
  return Object.entries(value).flatMap(([name, one]) => {
    const known = properties?.[name]
    return known ? strange(one, known, `${path}.${name}`) : [`${path}.${name}`]
  })
}
