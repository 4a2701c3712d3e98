import { expect, test } from 'vitest'
import { endsAs } from '../../../src/engine/command/ending.ts'
import { identityOf, kindOf } from '../../../src/policy/policy.ts'
import { mistakes, parse, withSource } from '../../policy/example.ts'

test.each([
  ['dump: [pg_dump]', 'must have ends-with or min-size'],
  ['min-size: 1kB', 'dump is missing'],
  ['dump: []\nmin-size: 1kB', 'a program and its arguments'],
  ['dump: ""\nmin-size: 1kB', 'a program and its arguments'],
  ['dump: a\nmin-size: 1kB\nenv: [GITHUB_TOKEN]', 'is a secret of the runner'],
  ['dump: a\nmin-size: 1kB\nenv: ["SHOP_*"]', 'the name of a variable'],
  ['dump: echo ${SHOP}\nmin-size: 1kB', '${SHOP}'],
  ['dump: a\nmin-size: 1kB\nverify: { restore: "0 4 * * 1" }', 'needs restore, and facts or check'],
  ['dump: a\nmin-size: 1kB\nrestore: b\nverify: { restore: "0 4 * * 1" }', 'needs restore, and facts or check'],
  ['dump: a\nmin-size: 1kB\nverify: { assert: [{ sql: select 1, equals: 1 }] }', 'a command source does not answer'],
  ['dump: a\nmin-size: 1kB\nsandbox: { image: "postgres:17" }', 'ready is missing'],
])('a policy with %s is reported with what is wrong', (lines, message) => {
  expect(
    mistakes(withSource(`engine: command\n${lines}`))
      .map((one) => one.message)
      .join(),
  ).toContain(message)
})

test('a script is run by a bash that stops at the first failure, and a list is run unchanged', () => {
  const { sources } = parse(
    withSource('engine: command\ndump: pg_dump shop | zstd\nrestore: [psql, "-d shop"]\nmin-size: 1kB'),
  )
  expect(sources['orders']).toMatchObject({
    dump: ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c', 'pg_dump shop | zstd'],
    restore: ['psql', '-d shop'],
    consistency: 'none',
    minBytes: 1000,
    timeoutMs: 21_600_000,
  })
})

test('a plain ${ in a script is written as $${', () => {
  const { sources } = parse(withSource('engine: command\ndump: echo $${SHOP}\nmin-size: 1kB'))
  const source = sources['orders']
  if (source?.engine !== 'command') throw new Error('no command')
  expect(source.dump.at(-1)).toBe('echo ${SHOP}')
  expect(kindOf('command').describe(source)).toBe('echo ${SHOP}')
})

test('the values of variables appear in nothing that is built from a policy', () => {
  const { sources } = parse(withSource('engine: command\ndump: a\nmin-size: 1kB\nenv: [SHOP_PASSWORD]'), {
    SHOP_PASSWORD: 's3cret',
  })
  const source = sources['orders']
  if (!source) throw new Error('no source')
  expect(JSON.stringify([source, identityOf(source)])).not.toContain('s3cret')
})

test.each([
  ['a\n-- done\n', '-- done', true],
  ['a\n-- done on a day\n\n', '-- done', true],
  ['a -- done\nb\n', '-- done', false],
  ['-- done\n1\n2\n3\n4\n5\n', '-- done', false],
  ['abcEND', 'END', true],
  ['', 'END', false],
])('%j ends as %j: %j', (text, mark, is) => {
  expect(endsAs(Buffer.from(text), mark)).toBe(is)
})
