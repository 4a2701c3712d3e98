import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { clockMs, maxTags } from '../src/catalog/catalog.ts'
import { manifestMaxBytes } from '../src/catalog/manifest.ts'
import { exitCodeOf } from '../src/cli.ts'
import { commands } from '../src/command/all.ts'
import { limitMs } from '../src/command/project/time-limit.ts'
import { mostShards } from '../src/plan/shard.ts'
import { leastGraceMs } from '../src/policy/policy.ts'
import { Problem, type ProblemCode } from '../src/problem.ts'
import { defaultLimitMs, patience } from '../src/store/retry.ts'
import { largestPartBytes, smallestPartBytes } from '../src/store/s3/part-size.ts'
import { compareSize } from '../src/verify/compare.ts'
import { formatBytes, formatCount } from '../src/words/words.ts'

const limits = readFileSync('docs/limits.md', 'utf8')
const source = (path: string) => readFileSync(path, 'utf8')
const bytes = (count: number) => formatBytes(count).replace('.0 ', ' ')

/** The second cell of the row of docs/limits.md whose first begins so. */
function rowOf(what: string): string {
  const rows = limits.split('\n').filter((line) => line.startsWith(`| ${what}`))
  expect(rows, what).toHaveLength(1)
  return rows[0]?.split('|')[2]?.trim() ?? ''
}

/** The number that a constant of a file has, as it is written there. */
function writtenIn(path: string, pattern: RegExp): number {
  const [, text] = pattern.exec(source(path)) ?? []
  expect(text, `${path}: ${pattern}`).toBeDefined()
  return (text ?? '')
    .replaceAll('_', '')
    .split('*')
    .reduce((product, factor) => product * Number(factor.trim()), 1)
}

test.each([
  ['attempts of a call', `${patience.attempts}`],
  ['pause before the second attempt', `${patience.firstMs} ms, up to ${patience.longestMs / 1000} s`],
  ['no progress in a store', `${defaultLimitMs / 60_000} min`],
  ['connecting to an S3', `${writtenIn('src/store/s3/session.ts', /connectionTimeout: ([\d_]+)/) / 1000} s`],
  ['no byte and no answer', `${writtenIn('src/store/s3/session.ts', /idleMs \?\? ([\d_]+)/) / 1000} s`],
  ['smallest part', bytes(smallestPartBytes)],
  ['largest part', bytes(largestPartBytes)],
  [
    'parts on their way',
    bytes(smallestPartBytes * writtenIn('src/store/s3/multipart.ts', /inFlightBytes = (\d+) \* smallestPartBytes/)),
  ],
  ['parts of one upload', formatCount(writtenIn('src/store/s3/session.ts', /maxParts \?\? ([\d_]+)/))],
  ['a lease', `${writtenIn('src/catalog/lease/lease.ts', /ttlMs = ([\d_ *]+)/) / 60_000} min`],
  ['space that a directory', bytes(writtenIn('src/store/directory/reserve.ts', /reserveBytes = ([\d_ *]+)/))],
  [
    'level of zstd',
    `${writtenIn('src/seal/compressor.ts', /const level = (\d+)/)}, with checksums, in frames of up to ${bytes(2 ** 20 * writtenIn('src/seal/frame.ts', /const contentBytes = (\d+) << 20/))}`,
  ],
  ['a lock on a PostgreSQL', `${writtenIn('src/engine/postgres/session.ts', /'lock_timeout', '(\d+)s'/) / 60} min`],
  ['tags of one backup', `${maxTags}`],
  ['recipients', `${writtenIn('src/seal/key-object.ts', /mostBoxes = (\d+)/)}`],
  ['manifest, key object', bytes(manifestMaxBytes)],
  ['sealed facts', bytes(writtenIn('src/verify/read.ts', /factsMaxBytes = ([\d_ *]+)/))],
  ['start of a throw-away server', `${writtenIn('src/engine/postgres/sandbox.ts', /timeoutMs: ([\d_]+)/) / 1000} s`],
  ['a proof by', `4 × \`objectives.rto\`, else ${limitMs({ verify: {}, objectives: {} } as never) / 3_600_000} h`],
  ['assertions of one source', `${writtenIn('src/policy/source/kind/shape.ts', /at most (\d+) assertions/)}`],
  ['what a program may answer', bytes(writtenIn('src/runtime/text.ts', /limitBytes = ([\d_ *]+)/))],
  [
    'memory of a throw-away',
    `${writtenIn('src/runtime/sandbox/sandbox.ts', /memoryShare = ([\d.]+)/) * 100} % of the machine's, ${formatCount(writtenIn('src/runtime/docker-run.ts', /'--pids-limit', '(\d+)'/))}`,
  ],
  ['policy file', bytes(writtenIn('src/policy/parse.ts', /longestFile = ([\d_]+)/))],
  ['grace period in which', `7 d (\`grace\`), ${leastGraceMs / 3_600_000} h at least`],
  ['`gate --otherwise backup`', `${writtenIn('src/command/gate/gate.ts', /longestWaitMs = ([\d_ *]+)/) / 60_000} min`],
  [
    '`gate --override-until`',
    `${writtenIn('src/command/gate/override.ts', /longestOverrideMs = ([\d_ *]+)/) / 86_400_000} d ahead`,
  ],
  ['`plan --shards`', `${mostShards}`],
  ['difference between the clocks', `${clockMs / 3_600_000} h`],
  ['a program after SIGTERM', `${writtenIn('src/runtime/child.ts', /graceMs = ([\d_]+)/) / 1000} s`],
  ['a job that a signal', `${writtenIn('src/store/limit.ts', /cancelledIdleMs = ([\d_]+)/) / 1000} s`],
])('docs/limits.md gives the value that the program has for "%s"', (what, value) => {
  expect(rowOf(what)).toContain(value)
})

test('docs/limits.md gives the number of backups whose median the size check takes', () => {
  expect(rowOf('backups that the size check')).toMatch(/^the 7 before it/)
  // Seven of 100 after many of 1: the eighth counts no more.
  const before = [...new Array<number>(7).fill(100), ...new Array<number>(50).fill(1)]
  expect(compareSize(100, before, { shrink: 0.1, grow: 0.1 })).toBeUndefined()
  expect(compareSize(200, before, { grow: 0.5 })?.message).toContain('median of the last 7 backups')
})

test('docs/limits.md gives the key of the Actions cache', () => {
  const [, prefix = '-'] = /const prefix = '([^']+)'/.exec(source('src/github/cache.ts')) ?? []
  expect(limits).toContain(`\`${prefix}<owner>-<repository>-<digest of the files>\``)
  expect(source('src/action.ts')).toContain("'backproof-cache'")
})

test('docs/problems.md has every code with its exit code', () => {
  const union = source('src/problem.ts').split('\n\n')[0] ?? ''
  const codes = [...union.matchAll(/\| '([a-z-]+)'/g)].map(([, code]) => code as ProblemCode)
  const rows = [...source('docs/problems.md').matchAll(/^\| `([a-z-]+)` \| (\d+) \| (\S.*) \|$/gm)]
  const expected = codes.map((code) => [code, exitCodeOf([new Problem(code, 'x')])])
  expect(rows.map(([, code, exit]) => [code, Number(exit)])).toEqual(expected)
})

test('action.yml names the commands that a workflow can use', () => {
  const { inputs } = parse(source('action.yml')) as { inputs: { command: { description: string } } }
  const [list = ''] = inputs.command.description.split('. (')
  const named = list.replace(/\([^)]*\)/g, '').match(/[a-z]+/g) ?? []
  const words = named.filter((word) => word in commands)
  // Refused in a workflow: one may print a secret key, and a server never ends.
  const own = ['init', 'serve']
  expect([...new Set(words)].sort()).toEqual(
    Object.keys(commands)
      .filter((name) => !own.includes(name))
      .sort(),
  )
})
