import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { mutants } from './mutant.ts'

/** A process of its own: there clock, chance and threads are the simulation's. */
async function soak(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const child = spawn(process.execPath, ['test/soak/main.ts', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { code, said }
}

test('twenty seconds of random commands on faulty stores lose nothing and report nothing false', async () => {
  const { code, said } = await soak('--minutes', String(20 / 60))
  console.log(said)
  expect(code, said).toBe(0)
  expectBackups(said)
})

test('twelve seconds with a log that is collected restore every moment that is listed, and keep it listed', async () => {
  const { code, said } = await soak('--log', '--minutes', String(12 / 60))
  console.log(said)
  expect(code, said).toBe(0)
  expectBackups(said)
})

/** Where no backup succeeds, there is next to nothing to check, and nothing is lost either. */
function expectBackups(said: string): void {
  const { checks, commands } = JSON.parse(/^\{.*\}$/m.exec(said)?.[0] ?? '{}') as { checks: number; commands: number }
  expect(checks, said).toBeGreaterThan(commands * 1.25)
}

test('each edit of each mutant is found once in the sources', () => {
  const found = mutants.flatMap(({ name, edits }) =>
    edits.map(({ file, from }) => ({ name, times: readFileSync(`src/${file}`, 'utf8').split(from).length - 1 })),
  )
  expect(found.filter(({ times }) => times !== 1)).toEqual([])
})

test('one seed always gives the same run, to the last call to a store', async () => {
  const stories = await Promise.all([1, 2].map(() => soak('--seed', '7', '--steps', '8', '--verbose')))
  expect(stories[0]?.said.split('\n').length).toBeGreaterThan(500)
  expect(stories[0]?.said).toBe(stories[1]?.said)
})
