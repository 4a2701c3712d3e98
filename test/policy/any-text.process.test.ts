import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scheduleChecks } from '../../src/plan/plan.ts'
import { codeFrame, policyFindings } from '../../src/policy/policy.ts'
import { parse, policyText } from './example.ts'

const whole = policyText({
  stores:
    'stores:\n  main: { s3: { bucket: shop-backups, region: auto, endpoint: https://s3.example.com, prefix: a } }\n  disk: { directory: { path: /b, min-free: 5GiB }, retention: { keep: { last: 2 } } }',
  defaults:
    'defaults: &d\n  stores: [main, disk]\n  retention: { keep: { daily: 7, tags: [a, [b, c]] }, min-keep: 3, grace: 7d }',
  sources: [
    'sources:',
    '  orders:',
    '    engine: postgres',
    '    url: postgres://app:${PASSWORD}@db/orders',
    '    tools: { service: postgres }',
    '    schedule: "*/30 * * * *"',
    '    retention: { tiers: [{ until: 4h, every: all }, { until: 7d, every: 1h }], max: { count: 50, size: 25GiB }, protect: ["r-*"] }',
    '    verify: { read: 0 3 * * *, size: { shrink: 50% }, assert: [{ sql: select 1, equals: 1 }, { required: [a] }] }',
    '    objectives: { verified-within: 8d, copies: 2 }',
    '  uploads: { engine: files, paths: [/srv], exclude: ["*.tmp"], tools: host, paused: true, jitter: 10m, retention: { preset: light, before: 2026-01-31T09:30Z, types: { daily: { min: 1, max: 9 } } } }',
    'plan: { max-deletions: 10, label: approved }',
    'prices: { currency: USD, per-gib-month: { main: 0.023 } }',
  ].join('\n'),
})

/** Parses; any error but a policy's is a failure, and each finding must stand in the text and be fit to print. */
function survives(text: string): void {
  try {
    parse(text, {}, { ...scheduleChecks })
  } catch (error) {
    const findings = policyFindings(error)
    if (findings.length === 0) throw error
    for (const finding of findings) {
      expect(finding.line).toBeGreaterThan(0)
      expect(finding.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length)
      expect(finding.column).toBeGreaterThan(0)
      if (finding.endColumn !== undefined) expect(finding.endColumn).toBeGreaterThan(finding.column)
      expect(finding.message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+$/)
      expect(finding.message.length).toBeLessThan(2000)
      codeFrame(text, finding, { colour: true })
    }
  }
}

describe('whatever the text', () => {
  it('the complete example has no mistake', () => {
    expect(Object.keys(parse(whole, {}, { ...scheduleChecks }).sources)).toEqual(['orders', 'uploads'])
  })

  it('any text parses to a policy or to its mistakes', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), survives), {
      numRuns: 150,
    })
  })

  it('a policy that lost, doubled or changed some characters parses to a policy or to its mistakes', () => {
    const edit = fc.record({
      at: fc.nat(whole.length),
      remove: fc.nat(30),
      insert: fc.oneof(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          ':',
          '- ',
          '\n',
          '  ',
          '&a ',
          '*a',
          '*d',
          '!x ',
          '"',
          "'",
          '|',
          '#',
          '${',
          '${{',
          '<<: *d',
          '? ',
          '\t',
          '---\n',
        ),
        fc.string({ maxLength: 5 }),
      ),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = whole
        for (const { at, remove, insert } of edits) text = text.slice(0, at) + insert + text.slice(at + remove)
        survives(text)
      }),
      { numRuns: 200 },
    )
  })

  it('a policy with any value at any place parses to a policy or to its mistakes', () => {
    const paths = [
      '7d',
      '5GiB',
      '50%',
      'postgres',
      '0 3 * * *',
      '"*/30 * * * *"',
      '{ service: postgres }',
      '[main, disk]',
      'select 1',
      '/srv',
      '1',
      '"r-*"',
      'shop-backups',
      'https://s3.example.com',
      '[rpub1example]',
      '2026-01-31T09:30Z',
      '{ min: 1, max: 9 }',
      '10m',
      'light',
      '{ main: 0.023 }',
      '{ last: 2 }',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        survives(whole.replace(place, JSON.stringify(value)))
      }),
      { numRuns: 200 },
    )
  })

  it('a policy with text that makes a careless pattern backtrack is parsed in limited time', () => {
    const units = [
      '${A}',
      '://',
      '://:',
      '${',
      '$${',
      '@',
      ':',
      '/',
      '..',
      '../',
      'a,',
      '1y',
      '1m',
      '* ',
      'a-',
      '%',
      '?password=',
      'rsec1q',
    ]
    for (const unit of units) {
      const long = unit.repeat(20_000 / unit.length)
      for (const place of [
        'postgres://app:${PASSWORD}@db/orders',
        '0 3 * * *',
        '7d',
        '50%',
        '25GiB',
        'select 1',
        '/srv',
        'shop-backups',
        'https://s3.example.com',
        'project: shop',
        'postgres:17',
        '"r-*"',
        '2026-01-31T09:30Z',
        'approved',
        'USD',
      ]) {
        survives(whole.replace(place, JSON.stringify(long)))
      }
      survives(whole.replace('postgres://app', JSON.stringify(`postgres://${long}`)))
    }
  })
})
