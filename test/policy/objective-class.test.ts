import { describe, expect, it } from 'vitest'
import { mistakes, parse, policyText } from './example.ts'

const objectives = (own: string, defaults = '') =>
  parse(
    policyText({
      ...(defaults === '' ? {} : { defaults: `defaults: { objectives: ${defaults} }` }),
      sources: `sources:\n  a: { engine: sqlite, path: a, objectives: ${own} }`,
    }),
  ).sources['a']?.objectives
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describe('a class of objectives', () => {
  it.each([
    ['critical', hour, 15 * minute],
    ['production', day, hour],
    ['non-critical', 7 * day, 4 * hour],
  ])('%s stands for its RPO and RTO', (name, rpoMs, rtoMs) => {
    expect(objectives(`{ class: ${name}, copies: 1 }`)).toEqual({ class: name, rpoMs, rtoMs, copies: 1 })
  })

  it('gives way to what is written beside it', () => {
    expect(objectives('{ class: critical, rto: 30m }')).toEqual({ class: 'critical', rpoMs: hour, rtoMs: 30 * minute })
  })

  it('comes before the defaults where the source says it, and after the source where they do', () => {
    expect(objectives('{ class: critical }', '{ rpo: 2d, rto: 2d, verified-within: 8d }')).toEqual({
      class: 'critical',
      rpoMs: hour,
      rtoMs: 15 * minute,
      verifiedWithinMs: 8 * day,
    })
    expect(objectives('{ rpo: 2h }', '{ class: production }')).toEqual({
      class: 'production',
      rpoMs: 2 * hour,
      rtoMs: hour,
    })
  })

  it('that there is none of is a mistake, with the nearest name', () => {
    const text = policyText({ sources: 'sources:\n  a: { engine: sqlite, path: a, objectives: { class: critcal } }' })
    expect(mistakes(text).map(({ message, line }) => ({ message, line }))).toEqual([
      {
        message: expect.stringContaining('sources.a.objectives.class must be critical, production or non-critical'),
        line: expect.any(Number),
      },
    ])
  })
})

describe('what a policy says beside its values', () => {
  it('has the variables of each source and store, and who holds a key', () => {
    const { mentions } = parse(
      `version: 1
project: shop
stores:
  far: { s3: { bucket: bucket, region: auto, access-key-id: '\${KEY}', secret-access-key: "\${SECRET}" } }
  disk: { directory: { path: /b } }
encryption:
  recipients:
    - rpub1one   # Ada: the safe
    - "rpub1two" #Bob
    - rpub1three
sources:
  a: { engine: postgres, url: '\${URL}', recovery: { into: '\${NEW}' } }
  b: { engine: sqlite, path: a#b }
`,
      { URL: 'postgres://h/d' },
    )
    expect(mentions).toEqual({
      variables: { sources: { a: ['NEW', 'URL'], b: [] }, stores: { far: ['KEY', 'SECRET'], disk: [] } },
      holders: { rpub1one: 'Ada: the safe', rpub1two: 'Bob' },
    })
  })
})
