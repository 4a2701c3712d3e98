import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { policySchema } from '../../src/policy/policy.ts'
import { editorRefuses } from './mistake-case.ts'

type Node = { readonly [key: string]: unknown }

/** Every property of a JSON Schema with its path. */
function* properties(schema: Node, path = ''): Generator<readonly [string, Node]> {
  for (const [name, child] of Object.entries((schema['properties'] ?? {}) as Record<string, Node>)) {
    yield [`${path}.${name}`, child]
    yield* properties(child, `${path}.${name}`)
  }
  for (const key of ['additionalProperties', 'items'] as const) {
    if (typeof schema[key] === 'object') yield* properties(schema[key] as Node, `${path}.*`)
  }
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    for (const [index, option] of ((schema[key] ?? []) as Node[]).entries())
      yield* properties(option, `${path}[${index}]`)
  }
}

it('policy.schema.json is what the program prints (update it with `backproof schema > policy.schema.json`)', async () => {
  expect(JSON.parse(await readFile('policy.schema.json', 'utf8'))).toEqual(policySchema())
})

it('the schema describes every key, which lets an editor explain it', () => {
  const all = [...properties(policySchema() as Node)]
  expect(all.length).toBeGreaterThan(80)
  expect(all.filter(([, child]) => typeof child['description'] !== 'string').map(([path]) => path)).toEqual([])
})

it('the schema refuses unknown keys everywhere', () => {
  const open = [...properties(policySchema() as Node)].filter(
    ([, child]) => child['properties'] !== undefined && child['additionalProperties'] !== false,
  )
  expect(open).toEqual([])
})

it('the schema accepts the example policy', async () => {
  const text = await readFile('workflows-examples/backup-policy.yml', 'utf8')
  expect(editorRefuses(text)).toBe(false)
})
