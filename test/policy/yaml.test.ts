import { describe, expect, it } from 'vitest'
import { isProblem } from '../../src/problem.ts'
import { mistakes, parse, policyText, withSource } from './example.ts'

const base = policyText()

describe('YAML', () => {
  it('with a syntax error is reported at its place, and nothing else is', () => {
    const [finding, ...more] = mistakes('version: 1\nproject: [shop\nsources: {}\n')
    expect(more.length).toBeLessThan(3)
    expect(finding?.message).toMatch(/^not valid YAML: /)
    expect(finding?.line).toBeGreaterThan(1)
  })

  it('with a tab is reported', () => {
    expect(mistakes('version: 1\nstores:\n\tdisk: 1\n')[0]?.hint).toBe('Indent with spaces, not with tabs.')
  })

  it('with one mistake is reported once, and so is another that does not follow from it', () => {
    const lines = (text: string) => mistakes(text).map(({ line }) => line)
    expect(lines('version: 1\nsources:\n\tfiles:\n\t\tengine: files\n\t\tpaths: [./data]\nproject: shop\n')).toEqual([
      3,
    ])
    expect(lines('version: 1\nproject: "shop\nsources:\n  a: { engine: files }\n')).toHaveLength(1)
    const two =
      'stores:\n  a: { directory: { path: ./a }\nsources:\n  files:\n    engine: files\n\tx: 1\nproject: shop\n'
    expect(lines(two)).toEqual([3, 6])
  })

  it.each([
    ['a first key to the left of the next', 'sources:\n  a:\n   x: 1\n    y: 1\n'],
    ['a name to the left of its neighbours', 'sources:\n a:\n    x: 1\n  b:\n    x: 1\n'],
    ['a key to the right of its neighbours', 'sources:\n  a:\n    x: 1\n     y: 1\n'],
  ])('with %s is reported as a mistake of indentation', (_name, text) => {
    expect(mistakes(text).some(({ hint = '' }) => hint.startsWith('Keys of one map begin at the same column'))).toBe(
      true,
    )
  })

  it.each([
    ['an empty file', '', 'the file must be a policy, not nothing'],
    ['a comment alone', '# soon\n', 'the file must be a policy, not nothing'],
    ['a text', 'hello', 'the file must be a policy, not "hello"'],
    ['a list', '- a\n', 'the file must be a policy, not a list'],
  ])('is refused if it is %s', (_name, text, message) => {
    expect(mistakes(text).map((finding) => finding.message)).toEqual([message])
    expect(mistakes(text)[0]?.hint).toContain('`backproof init`')
  })

  it.each([
    ['concurrency: 0', 'Write a whole number from 1 to 64.'],
    ['concurrency: many', 'Write a whole number from 1 to 64.'],
    ['concurrency: 65', 'Write a whole number from 1 to 64.'],
  ])('with %s is reported with what to write', (line, hint) => {
    expect(mistakes(`${line}\n${base}`)[0]?.hint).toBe(hint)
  })

  it.each([
    ['version: 1', 'version: 2', 'Write version: 1, or use the newer program.'],
    ['sources:', 'defaults: { retention: { keep: { daily: -1 } } }\nsources:', 'Write a whole number from 1, or all.'],
    ['stores:', 'stores:\n  bad: { s3: { bucket: x, region: auto } }', 'Write a bucket name such as shop-backups.'],
  ])('is reported with what to write if %s became %s', (from, to, hint) => {
    expect(mistakes(base.replace(from, to)).map((finding) => finding.hint)).toContain(hint)
  })

  it('with a second document is reported', () => {
    expect(mistakes(`${base}---\nversion: 1\n`)[0]?.message).toMatch(/^not valid YAML: /)
  })

  it('is read with a byte order mark and carriage returns, with the same columns', () => {
    expect(parse(`\ufeff${base}`).project).toBe('shop')
    expect(parse(base.replaceAll('\n', '\r\n')).project).toBe('shop')
    const text = base.replace('project: shop', 'project: My').replaceAll('\n', '\r\n')
    expect(mistakes(text)[0]).toMatchObject({ line: 2, column: 10, endColumn: 12 })
  })

  it('can contain anchors and aliases, and a mistake in one is shown where it is written', () => {
    const text = (cron: string) =>
      policyText({
        sources: `sources:\n  a: { engine: sqlite, path: a, verify: &v { read: "${cron}" } }\n  b: { engine: sqlite, path: b, verify: *v }`,
      })
    const policy = parse(text('0 3 * * *'))
    expect(policy.sources['b']?.verify.read).toBe('0 3 * * *')
    expect(mistakes(text('nightly')).map((finding) => [finding.path, finding.line])).toEqual([
      ['sources.a.verify.read', 8],
      ['sources.b.verify.read', 8],
    ])
  })

  it('with a merge key is refused, without the mistakes that follow from it', () => {
    const sources = 'sources:\n  a: &a { engine: sqlite, path: a }\n  b: { <<: *a, path: b }'
    expect(mistakes(policyText({ sources }))).toEqual([
      expect.objectContaining({ message: '<< does not merge maps here', hint: expect.stringContaining('defaults') }),
    ])
  })

  it('in another encoding is reported with the encoding and the place', () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('utf8')
    for (const text of [utf16(base), utf16(`\ufeff${base}`)])
      expect(mistakes(text).map((finding) => finding.message)).toEqual(['the file is UTF-16'])
    const latin1 = Buffer.from(policyText({ sources: 'sources:\n  a: { engine: sqlite, path: büro }' }), 'latin1')
    const [finding, ...more] = mistakes(latin1.toString('utf8'))
    expect(finding).toMatchObject({ hint: 'Save it as UTF-8.', line: 8, column: 31 })
    expect(more).toEqual([])
  })

  it('can name a directory ./~', () => {
    expect(parse(withSource('engine: sqlite\npath: ./~/app.sqlite')).sources['orders']).toMatchObject({
      path: './~/app.sqlite',
    })
  })

  it('is refused if aliases grow without bound, or contain themselves', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`)
    const bomb = `l0: &l0 [x]\n${levels.join('\n')}\n${base}`
    expect(mistakes(bomb).map((finding) => finding.message)).toContain('more than 20000 values in one policy')
    const own = mistakes(`project: &p [*p]\n${base.replace('project: shop\n', '')}`).map((finding) => finding.message)
    expect(own).toContain('*p refers to itself or to an anchor that is not above it')
  })

  it('is refused if it is too long, too wide or nested too deeply', () => {
    expect(mistakes(`${base}#${'x'.repeat(1_048_576)}`)[0]?.message).toBe('the file is longer than 1 MiB')
    expect(mistakes(`x: [${'1,'.repeat(30_000)}1]\n${base}`).map((f) => f.message)).toContain(
      'more than 20000 values in one policy',
    )
    expect(mistakes(`x: ${'['.repeat(100)}${']'.repeat(100)}\n${base}`).map((f) => f.message)).toContain(
      'the file is nested too deeply',
    )
    expect(mistakes(`${'['.repeat(20_000)}`).length).toBeGreaterThan(0)
    expect(mistakes(`${'{a: '.repeat(20_000)}`).length).toBeGreaterThan(0)
  })

  it('is reported with the count, the file and the first mistake', () => {
    try {
      parse(base.replace('shop', 'My').replace('rpub1', 'age1'))
      expect.unreachable()
    } catch (error) {
      if (!isProblem(error, 'policy-invalid')) throw error
      expect(error.message).toMatch(/^2 errors in backup-policy\.yml: line 2: project must be a name/)
    }
  })
})
