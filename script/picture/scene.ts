import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeHistory } from '../../bench/history.ts'
import { perform } from '../../src/command/admit/admit.ts'
import type { Health } from '../../src/judge/judge.ts'
import { healthPage, type Report, renderSummary } from '../../src/report/report.ts'
import { keys } from '../../test/command/shop.ts'
import { type Office, openOffice } from '../../test/command/small-office.ts'
import { head, pullRequestEvent, startFakeGitHub } from '../../test/github/fake-github.ts'
import { makeTestWorld } from '../../test/world.ts'

/** What the pictures of README.md show, by the name of the picture: markdown that the program writes in a real shop. */
export async function scenes(): Promise<Readonly<Record<'summary' | 'comment', string>>> {
  await using office = await openOffice()
  await using github = await startFakeGitHub()
  await openShop(office)
  const summary = await lastRun(office)

  await office.write('event.json', JSON.stringify(pullRequestEvent()))
  github.files.set(`backup-policy.yml@${'b'.repeat(40)}`, policy('daily: 30, monthly: 12', office))
  await office.write('backup-policy.yml', policy('daily: 4', office))
  office.env({
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.url,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_EVENT_PATH: office.path('event.json'),
    GITHUB_TOKEN: 'good-token',
    GITHUB_SHA: head,
  })
  await office.run('plan')
  const [comment] = github.comments
  if (!comment) throw new Error('the plan wrote no comment')
  const told = (text: string) => `${text.replaceAll(`${office.world.cwd}/`, '').trim()}\n`
  return { summary: told(summary), comment: told(comment.body) }
}

/** The dashboard of a made year, and what its first screen says, as text. */
export async function dashboard(): Promise<{ readonly page: string; readonly text: string }> {
  const until = new Date('2026-03-09T15:20:00Z')
  await using world = await makeTestWorld({ now: () => until })
  const made = makeHistory(join(world.cwd, 'made'), { sources: 4, stores: 2, days: 365, until, seed: 7 })
  const { json } = await perform({ ...world, cwd: made.folder }, 'report', {})
  const page = healthPage(json as Health)
  const first = page.slice(page.indexOf('<main>'), page.indexOf('<section aria-labelledby="overview">'))
  const text = first
    .replace(/<(caption|button)[^>]*>.*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[ \n]+/g, ' ')
  return { page, text: `${text.trim().replaceAll(' · ', '\n')}\n` }
}

/** The same but for figures and times, which no two runs share. */
export const wording = (markdown: string): string =>
  markdown
    .replace(/[▁▂▃▄▅▆▇█]+/g, '▁')
    .replace(/[+-]?\d[\d.,:TZ-]*( (ms|s|m|h|d|B|[KMG]iB)(?![a-z]))?/g, '0')
    .replace(/0( 0)+/g, '0')
    .replace(/ +/g, ' ')

const policy = (keep: string, office: Office) => `version: 1
project: shop
stores:
  primary: { directory: { path: ./a } }
  offsite: { directory: { path: ./b } }
encryption: { recipients: [${keys.recipient}] }
plan: { max-deletions: 2 }
defaults:
  stores: [primary, offsite]
  schedule: "0 2 * * *"
  retention: { keep: { daily: 14 } }
  verify: { restore: "0 2 * * *" }
  objectives: { rpo: 26h, rto: 15m }
sources:
  orders:
    engine: sqlite
    path: ${office.path('orders.sqlite')}
    retention: { keep: { ${keep} } }
    verify:
      assert:
        - { name: orders are there, sql: "select count(*) from orders", min: 1000 }
  uploads:
    engine: files
    paths: [${office.path('uploads')}]
`

/** Eight days of a shop that grows, each backed up at night. */
async function openShop(office: Office): Promise<void> {
  office.world.advance(Date.parse('2026-03-02T02:10:00Z') - office.world.now().getTime())
  await office.write('backup-policy.yml', policy('daily: 4', office))
  for (let night = 1; night <= 8; night++) {
    grow(office.path('orders.sqlite'), night)
    for (let i = 0; i < 6; i++)
      await office.write(`uploads/invoices/${night}-${i}.txt`, `Invoice ${night}-${i}\n`.repeat(4000))
    if (night === 8) return
    const { problems } = await office.run('run')
    if (problems.length > 0) throw problems[0]
    office.world.advance(24 * 3_600_000)
  }
}

function grow(path: string, night: number): void {
  using database = new DatabaseSync(path)
  database.exec('create table if not exists orders (id integer primary key, what text); begin')
  const order = database.prepare('insert into orders (what) values (?)')
  for (let i = 0; i < 1500; i++) order.run(`order ${night}-${i}: ${(i * 7919 * night) % 9973} pieces`)
  database.exec('commit')
}

async function lastRun(office: Office): Promise<string> {
  const { report, problems } = await office.run('run')
  if (problems.length > 0) throw problems[0]
  return renderSummary(report as Report)
}
