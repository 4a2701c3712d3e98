import { afterEach, beforeEach, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { type Receiver, startReceiver } from '../channel/receiver.ts'
import { startFakeGitHub } from '../github/fake-github.ts'
import { codesOf, openShop, policyOf, type Shop } from './shop.ts'

let shop: Shop
let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
  shop = await openShop()
  shop.at('2026-02-27T12:00:00Z')
})
afterEach(async () => {
  await shop[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

// Mondays at 4: 2026-03-02, overdue from the evening of the day after; a second source, so that a drill of one is not of all.
const policy = (lines: string) => {
  const more = `  other: { engine: files, paths: [${shop.path('data')}] }`
  return shop.policy(`${policyOf(shop.path('data'))}${more}\ndrills: { partial: "0 4 * * 1" }\n${lines}\n`)
}
const hook = 'notify: { webhook: { url: "${HOOK}" } }'
const run = (command: Parameters<Shop['run']>[0], options = {}, more: Record<string, string> = {}) =>
  shop.run(command, options, { env: { ...shop.env, HOOK: `${receiver.url}/hook`, ...more } })
const posted = () =>
  receiver.received
    .flatMap(({ body }) => (JSON.parse(body) as { alerts: Record<'kind' | 'source' | 'rule', string>[] }).alerts)
    .map(({ kind, source, rule }) => `${kind} ${source} ${rule}`)

test('a drill that nobody makes is told once, again after a day, and closed by the drill', async () => {
  await policy(`alerts: [drill-overdue]\n${hook}`)
  await run('backup', { source: ['other'] })
  shop.at('2026-03-03T12:00:00Z')
  await run('backup', { source: ['files'] })
  await run('alert')
  expect(posted()).toEqual([])
  shop.at('2026-03-03T22:30:00Z')
  const found = await run('alert')
  expect(found.json).toMatchObject({ open: [{ source: 'drills of shop', rule: 'drill-overdue' }] })
  await run('alert')
  expect(posted()).toEqual(['opened drills of shop drill-overdue'])
  expect(shop.objects('a').filter((key) => key.startsWith('.alerts/'))).toContain('.alerts/.drills/shop.json')
  // One source has nothing older than the tick to practise with: a look at it alone closes nothing.
  await run('alert', { source: ['files'] })
  shop.at('2026-03-04T22:30:00Z')
  await run('alert')
  expect(codesOf(await run('verify', { drill: 'partial' }))).toEqual([])
  expect(posted()).toEqual(['opened', 'reminded', 'closed'].map((kind) => `${kind} drills of shop drill-overdue`))
})

test('an alert of drills waits for the end of quiet hours', async () => {
  await policy(`alerts: { drill-overdue: true, quiet-hours: { from: "22:00", to: "07:00" } }\n${hook}`)
  await run('backup')
  shop.at('2026-03-03T22:30:00Z')
  await run('alert')
  expect(posted()).toEqual([])
  shop.at('2026-03-04T08:00:00Z')
  await run('alert')
  expect(posted()).toEqual(['opened drills of shop drill-overdue'])
})

test('a store that cannot be listed neither opens nor closes an alert of drills', async () => {
  await policy(`alerts: [drill-overdue]\n${hook}`)
  await run('backup')
  const away = () =>
    shop.wrap((store, name) => ({
      ...store,
      list: (prefix, signal) => {
        if (name === 'b' && prefix.startsWith('.drills/')) throw new Problem('store-unavailable', 'no answer')
        return store.list(prefix, signal)
      },
    }))
  shop.at('2026-03-03T22:30:00Z')
  away()
  await run('alert')
  expect(posted()).toEqual([])
  shop.wrap(undefined)
  await run('alert')
  away()
  await run('alert')
  expect(posted()).toEqual(['opened drills of shop drill-overdue'])
})

test('the drills have an issue of their own, and alert test sends one', async () => {
  await using github = await startFakeGitHub()
  const secrets = { GITHUB_TOKEN: 'good-token', GITHUB_REPOSITORY: 'octo/shop', GITHUB_API_URL: github.url }
  await policy('alerts: [drill-overdue]\nnotify: { github-issue: true, webhook: { url: "${HOOK}" } }')
  await run('backup', {}, secrets)
  await run('alert', { words: ['test'] }, secrets)
  expect(posted()).toContain('opened drills of shop drill-overdue')
  shop.at('2026-03-03T22:30:00Z')
  await run('alert', {}, secrets)
  const issue = github.issues.find(({ title }) => title === 'Drills of shop need attention')
  expect(issue).toMatchObject({ state: 'open' })
  expect(issue?.body).toContain('## 🔴 Drills of shop')
  expect(issue?.body).toContain('the partial drill is overdue: its schedule has asked for one since')
  await run('verify', { drill: 'partial' }, secrets)
  expect(github.issues.find(({ title }) => title === 'Drills of shop need attention')).toMatchObject({
    state: 'closed',
  })
})
