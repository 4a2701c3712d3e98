import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeGitHub, startFakeGitHub } from '../github/fake-github.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let github: FakeGitHub
beforeEach(async () => {
  shop = await openShop()
  github = await startFakeGitHub()
})
afterEach(async () => {
  await shop[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
})

/** The sign-off by a run of the workflow, which the actor has started or a schedule. */
const signOff = async (event: string, env: Readonly<Record<string, string>> = { GITHUB_TOKEN: 'good-token' }) => {
  const origin = { actor: 'starter', run: '7', repository: 'octo/shop', event }
  const world = { origin, env: { ...shop.env, GITHUB_API_URL: github.url, ...env } }
  return (await shop.run('verify', { drill: 'manual' }, world)).report?.drills?.[0]?.signedOff
}
const approved = (login: string) => ({ state: 'approved', user: { login } }) as const

test('who approved the run signs off, and neither who started it nor who rejected it', async () => {
  github.approvals = [
    { state: 'rejected', user: { login: 'no' } },
    approved('ida'),
    { state: 'rejected', user: { login: 'nope' } },
  ]
  expect(await signOff('workflow_dispatch')).toEqual({ name: 'ida', claimed: false })
  expect(await signOff('schedule')).toEqual({ name: 'ida', claimed: false })
})

test('a run that nobody approved is signed off by who started it by hand, and not by a schedule', async () => {
  github.approvals = [{ state: 'rejected', user: { login: 'no' } }]
  expect(await signOff('workflow_dispatch')).toEqual({ name: 'starter', claimed: false })
  await expect(signOff('schedule')).rejects.toMatchObject({
    message: 'nobody has signed off: a schedule is not a person',
  })
})

test('a question that GitHub refuses is said, and makes nobody of it a signer', async () => {
  github.approvals = [approved('ida')]
  github.trouble = (_, path) =>
    path.endsWith('/approvals') ? { status: 403, message: 'Resource not accessible' } : undefined
  await expect(signOff('schedule')).rejects.toMatchObject({ code: 'usage' })
  expect(shop.world.lines.join('\n')).toMatch(/warning: who approved this run could not be asked: .*actions: read/)
  github.asked.length = 0
  await expect(signOff('schedule', {})).rejects.toMatchObject({ code: 'usage' })
  expect(github.asked).toEqual([])
})
