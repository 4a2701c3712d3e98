/** Makes a small shop, backs it up, proves both backups by real restores, then breaks one on purpose. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SourceHealth as Health } from '../src/judge/judge.ts'
import type { Report } from '../src/report/report.ts'

const cli = resolve(import.meta.dirname, '../dist/cli.js')
const home = mkdtempSync(join(tmpdir(), 'backproof-demo-'))
const say = (text: string) => process.stdout.write(`${text}\n`)
const step = (text: string) => say(`\n=== ${text}`)

function backproof(args: readonly string[], env: Record<string, string> = {}, expected = 0): string {
  say(`$ backproof ${args.filter((arg) => arg !== '--json').join(' ')}`)
  const { PATH = '' } = process.env
  const done = spawnSync(process.execPath, [cli, ...args], {
    cwd: home,
    env: { PATH, HOME: home, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (done.status !== expected) {
    say(done.stdout)
    say(done.stderr)
    throw new Error(`backproof ${args.join(' ')} ended with ${done.status}, not ${expected}`)
  }
  return done.stdout
}

/** 100,000 orders of 5,000 customers, and 200 uploads. */
function makeShop(): void {
  const shop = new DatabaseSync(join(home, 'shop.sqlite'))
  shop.exec(`
    create table customers (id integer primary key, name text not null, email text not null unique);
    create table orders (id integer primary key, customer integer not null references customers, cents integer, placed text);
    create index orders_by_customer on orders (customer);
    begin`)
  const customer = shop.prepare('insert into customers values (?, ?, ?)')
  for (let i = 1; i <= 5_000; i++) customer.run(i, `Customer ${i}`, `customer${i}@shop.example`)
  const order = shop.prepare('insert into orders values (?, ?, ?, ?)')
  const day = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 300_000).toISOString()
  for (let i = 1; i <= 100_000; i++) order.run(i, 1 + ((i * 7919) % 5_000), 100 + ((i * 31) % 90_000), day(i))
  shop.exec('commit')
  shop.close()
  mkdirSync(join(home, 'uploads', 'invoices'), { recursive: true })
  for (let i = 1; i <= 200; i++) {
    writeFileSync(join(home, 'uploads', 'invoices', `invoice-${i}.txt`), `Invoice ${i}\n`.repeat(i * 20))
  }
}

const policy = (recipient: string) => `version: 1
project: demo-shop
stores:
  disk: { directory: { path: ./backups } }
encryption:
  recipients: [${recipient}]
defaults:
  stores: [disk]
  schedule: "0 2 * * *"
  retention: { keep: { daily: 7, weekly: 4, monthly: 12 } }
  verify: { read: "0 3 * * *", restore: "0 4 * * *" }
sources:
  shop:
    engine: sqlite
    path: ./shop.sqlite
    verify:
      assert:
        - { name: orders are there, sql: "select count(*) from orders", min: 100000 }
        - { required: [orders, customers] }
  uploads:
    engine: files
    paths: [./uploads]
    verify:
      assert:
        - { required: ["**/invoice-200.txt"] }
`

/** One byte in the middle of the largest object of the shop's backup. */
function breakOne(): string {
  const data = join(home, 'backups', 'shop', 'data')
  const [id = ''] = readdirSync(data)
  const path = join(data, id, 'database.sqlite')
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, 50_000)
  writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, 50_000)
  return path.slice(home.length + 1)
}

try {
  step('A small shop: 100,000 orders in SQLite, a folder of uploads')
  makeShop()
  say(home)

  step('Keys: the public one goes into the policy, the secret one stays away from the backups')
  const keys = JSON.parse(backproof(['keys', 'generate', '--json'])) as { recipient: string; secret: string }
  writeFileSync(join(home, 'backup-policy.yml'), policy(keys.recipient))
  const secret = { BACKPROOF_SECRET_KEY: keys.secret }

  step('What the policy asks for now: both sources backed up, then proven by real restores')
  say(`\n${backproof(['run'], secret)}`)
  const { sources } = JSON.parse(backproof(['report', '--json'], secret)) as { readonly sources: readonly Health[] }
  for (const { source, proofs } of sources)
    if (!proofs.some(({ level, outcome }) => level === 'restore' && outcome === 'passed'))
      throw new Error(`${source} is not backed up and proven`)

  step('Again, a moment later: nothing is due')
  say(backproof(['plan'], secret))
  say(backproof(['run'], secret))
  say(backproof(['list'], secret))

  step('One bit of one object is flipped')
  say(`broken: ${breakOne()}`)
  const caught = JSON.parse(backproof(['verify', '--level', 'read', '--source', 'shop', '--json'], secret, 4)) as Report
  for (const { message, hint } of caught.sources.flatMap((source) => source.problems))
    say(`caught: ${message}\n  ${hint ?? ''}`)

  step('The other source still restores')
  say(backproof(['restore', '--source', 'uploads', '--into', './restored'], secret))
  say('\nThat is all of it: a policy, a key, proven backups, and damage that is caught.')
} finally {
  rmSync(home, { recursive: true, force: true })
}
