import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { findingCodes, healthJsonSchema, periodJsonSchema } from '../../../src/judge/judge.ts'

type Node = { readonly [key: string]: unknown }

/** Every property of a JSON Schema with its path. */
function* properties(schema: Node, path = ''): Generator<readonly [string, Node]> {
  for (const [name, child] of Object.entries((schema['properties'] ?? {}) as Record<string, Node>)) {
    yield [`${path}.${name}`, child]
    yield* properties(child, `${path}.${name}`)
  }
  for (const [name, child] of Object.entries((schema['$defs'] ?? {}) as Record<string, Node>))
    yield* properties(child, name)
  if (typeof schema['items'] === 'object') yield* properties(schema['items'] as Node, `${path}[]`)
}

test('report.schema.json is what the program prints (update it with `backproof schema report > report.schema.json`)', async () => {
  expect(JSON.parse(await readFile('report.schema.json', 'utf8'))).toEqual(healthJsonSchema())
})

test('the schema of the health data describes every field, and lets fields and codes be added', () => {
  const schema = healthJsonSchema() as Node
  const all = [...properties(schema)]
  expect(all.length).toBeGreaterThan(150)
  const silent = all.filter(([, child]) => child['description'] === undefined && child['$ref'] === undefined)
  expect(silent.map(([path]) => path)).toEqual([])
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false')
  const [, code] = all.find(([path]) => path === 'Finding.code') ?? []
  expect(code).toMatchObject({ type: 'string', examples: findingCodes })
  expect(code).not.toHaveProperty('enum')
})

test('docs/reports.md has every field of the schema, and every code', async () => {
  const page = await readFile('docs/reports.md', 'utf8')
  const names = new Set([...properties(healthJsonSchema() as Node)].map(([path]) => path.split('.').at(-1) ?? ''))
  expect([...names].filter((name) => !new RegExp(`\\b${name.replace('[]', '')}\\b`).test(page))).toEqual([])
  expect(findingCodes.filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})

test('period.schema.json is what the program prints (update it with `backproof schema period > period.schema.json`)', async () => {
  expect(JSON.parse(await readFile('period.schema.json', 'utf8'))).toEqual(periodJsonSchema())
})

test('the schema of the weekly and monthly reports describes every field, and docs/reports.md has each', async () => {
  const schema = periodJsonSchema() as Node
  const all = [...properties(schema)]
  expect(all.length).toBeGreaterThan(100)
  const silent = all.filter(([, child]) => child['description'] === undefined && child['$ref'] === undefined)
  expect(silent.map(([path]) => path)).toEqual([])
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false')
  for (const name of ['Compliance.rule', 'Advice.code']) {
    const [, code] = all.find(([path]) => path === name) ?? []
    expect(code).not.toHaveProperty('enum')
    expect(code?.['examples']).toContain(name === 'Compliance.rule' ? 'rpo' : 'no-restore')
  }
  const page = await readFile('docs/reports.md', 'utf8')
  const names = new Set(all.map(([path]) => path.split('.').at(-1)?.replace('[]', '') ?? ''))
  expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([])
})
