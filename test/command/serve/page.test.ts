import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from '../../../src/command/argument.ts'
import { readSettings, requireSafe } from '../../../src/command/serve/setting.ts'
import { isReserved } from '../../../src/policy/value/template.ts'

const page = readFileSync('docs/serve.md', 'utf8')

/** The settings that a command line of the page leads to. */
function settingsOf(words: readonly string[]) {
  const parsed = parse(words)
  if (parsed.kind === 'text') throw new Error(parsed.text)
  return readSettings(parsed.options)
}

test('the systemd unit of docs/serve.md starts the server, and leaves it longer to stop than its jobs', () => {
  const words = /^ExecStart=\S+ \S+cli\.js (.*)$/m.exec(page)?.[1]?.split(' ') ?? []
  const settings = settingsOf(words)
  expect(settings.runArgs).toEqual(['--apply'])
  const stopMinutes = Number(/^TimeoutStopSec=(\d+)m$/m.exec(page)?.[1])
  expect(stopMinutes * 60_000).toBeGreaterThan(settings.graceMs)
  expect(page).toMatch(/^KillMode=mixed$/m)
})

test('the container of docs/serve.md starts the server where others reach it, so it needs a token', () => {
  const settings = settingsOf(JSON.parse(/^CMD (\[.*\])$/m.exec(page)?.[1] ?? '[]'))
  expect(() => requireSafe(settings, 0)).toThrow('without a token')
  requireSafe(settings, 1)
})

test('no policy may send the tokens anywhere', () => {
  expect(['BACKPROOF_SERVE_TOKEN', 'BACKPROOF_SERVE_TOKEN_FILE'].map(isReserved)).toEqual([true, true])
})
