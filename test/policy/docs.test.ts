import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { scheduleChecks } from '../../src/plan/plan.ts'
import { parsePolicy, policySchema } from '../../src/policy/policy.ts'
import { checks, parse, policyText } from './example.ts'

const pages = ['docs/policy.md', 'README.md'].filter((page) => existsSync(page))

/** The YAML blocks of a page, with the line that each begins on. */
async function blocks(page: string): Promise<readonly { readonly yaml: string; readonly line: number }[]> {
  const text = await readFile(page, 'utf8')
  return [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map((match) => ({
    yaml: match[1] ?? '',
    line: text.slice(0, match.index).split('\n').length + 1,
  }))
}

describe.each(pages)('%s', (page) => {
  it('has only policies that parse', async () => {
    const policies = (await blocks(page)).filter(({ yaml }) => yaml.startsWith('version: 1'))
    for (const { yaml, line } of policies) {
      const env = { BACKUP_BUCKET: 'shop-backups' }
      const policy = parsePolicy(yaml, { path: `${page}:${line}`, env, checks: { ...checks, ...scheduleChecks } })
      expect(Object.keys(policy.sources).length).toBeGreaterThan(0)
    }
    if (page === 'docs/policy.md') expect(policies.length).toBe(2)
  })
})

describe('docs/policy.md', () => {
  it('has only excerpts of policies that parse in their place', async () => {
    const indent = (yaml: string) => yaml.replace(/^(?=.)/gm, '  ')
    const env = { BACKUP_BUCKET: 'shop-backups' }
    let parts = 0
    for (const { yaml } of await blocks('docs/policy.md')) {
      if (yaml.startsWith('primary:')) parse(policyText({ stores: `stores:\n${indent(yaml)}` }), env)
      else if (yaml.startsWith('orders:')) parse(policyText({ sources: `sources:\n${indent(yaml)}` }), env)
      else if (yaml.startsWith('disk:')) parse(policyText({ stores: `stores:\n${indent(yaml)}` }), env)
      else if (yaml.startsWith('retention:')) parse(policyText({ defaults: `defaults:\n${indent(yaml)}` }), env)
      else if (yaml.startsWith('assert:')) {
        const source = 'sources:\n  orders:\n    engine: postgres\n    url: ${URL}\n    verify:\n'
        parse(policyText({ sources: source + yaml.replace(/^(?=.)/gm, '      ') }), env)
      } else continue
      parts += 1
    }
    expect(parts).toBe(10)
  })

  it('has every key of the schema, and no unknown key', async () => {
    const keys = new Set<string>()
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name)
        walk(value)
      }
    }
    walk(policySchema())
    const page = await readFile('docs/policy.md', 'utf8')
    // What only one engine's sources have may stand in its chapter.
    const text = `${page}\n${await readFile('docs/engines.md', 'utf8')}`
    const code = (text.match(/`[^`\n]+`/g) ?? []).flatMap((span) => span.split(/[^a-z0-9-]+/))
    expect([...keys].filter((key) => !code.includes(key))).toEqual([])
    const rows = [...page.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap((row) => (row[1] ?? '').split(', '))
    for (const row of rows) expect([...keys], `the table describes ${row}`).toContain(row.replaceAll('`', ''))
    expect(rows.length).toBeGreaterThan(50)
  })

  it('gives the defaults that the program fills in', () => {
    const policy = parse(policyText())
    const app = policy.sources['app']
    expect(policy.timezone).toBe('UTC')
    expect(app).toMatchObject({
      stores: ['disk'],
      objectives: {},
      tools: { kind: 'auto' },
      verify: { size: {}, assertions: [] },
    })
    expect(app).not.toHaveProperty('schedule')
    expect(app?.retention).toEqual({
      keep: { last: Number.MAX_SAFE_INTEGER, counts: {}, withinPeriods: {}, tags: [] },
      tiers: [],
      minKeep: 3,
      max: {},
      protect: [],
      grace: { years: 0, months: 0, days: 7, ms: 0, text: '7d' },
    })
    expect(policy.stores['disk']).toEqual({ kind: 'directory', path: '/backups', minFreeBytes: 0, timeoutMs: 120_000 })
  })
})
