import { expect, it } from 'vitest'
import { parse, policyText } from './example.ts'
import { type Case, describeMistakes } from './mistake-case.ts'

const withFiles = (...lines: readonly string[]) =>
  policyText({
    sources: [
      'sources:',
      '  uploads:',
      '    engine: files',
      '    paths: [/srv]',
      ...lines.map((line) => `    ${line}`),
    ].join('\n'),
  })

const cases: readonly Case[] = [
  [
    'increments without full backups',
    withFiles('«incremental»: "5 * * * *"'),
    'sources.uploads.incremental needs a schedule of full backups to build on',
    'schedule: "0 3 * * 0"',
  ],
  [
    'increments by no cron line',
    withFiles('schedule: "0 3 * * *"', 'incremental: «hourly»'),
    'sources.uploads.incremental is not a cron line: it has 1 fields',
    'five fields',
  ],
  [
    'a chain of one',
    withFiles('schedule: "0 3 * * *"', 'incremental: "5 * * * *"', 'max-chain: «1»'),
    'sources.uploads.max-chain must be a whole number from 2, not the number 1',
  ],
  [
    'a chain that no restore reads',
    withFiles('schedule: "0 3 * * *"', 'incremental: "5 * * * *"', 'max-chain: «101»'),
    'sources.uploads.max-chain must be a whole number from 2, at most 100, not the number 101',
  ],
]

describeMistakes('in increments', cases)

it('increments are read with their defaults, and never is none', () => {
  const of = (...lines: readonly string[]) => parse(withFiles('schedule: "0 3 * * *"', ...lines)).sources['uploads']
  expect(of('incremental: "5 * * * *"')?.increments).toEqual({ schedule: '5 * * * *', maxChain: 30, content: false })
  expect(of('incremental: never')?.increments).toBeUndefined()
})
