import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateKeys, type KeyPairTexts } from '../../src/seal/seal.ts'

/** A folder with something worth a backup, and a policy for it. */
export interface SmallShop {
  readonly folder: string
  readonly keys: KeyPairTexts
  /** What a job that may read backups has in its environment. */
  readonly secret: { readonly BACKPROOF_SECRET_KEY: string }
  path(name: string): string
  write(name: string, text: string): Promise<void>
  /** Replaces the policy: lines after `encryption`, or the usual two sources. */
  policy(lines?: string): Promise<void>
}

export const policyPath = '.github/backup-policy.yml'

// Due once a year: what is not due at one step must not become due before the next.
const usual = `stores:
  disk: { directory: { path: ./backups } }
sources:
  app:
    engine: sqlite
    path: ./app.sqlite
    schedule: "0 2 1 1 *"
    retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }
    verify:
      read: "0 3 1 1 *"
      restore: "0 4 1 1 *"
      assert:
        - { name: orders are there, sql: "select count(*) from orders", equals: 500 }
  uploads:
    engine: files
    paths: [./uploads]
    schedule: "0 2 1 1 *"
`

/** 500 orders in SQLite and three uploads, in this folder. */
export async function makeSmallShop(folder: string): Promise<SmallShop> {
  const keys = generateKeys()
  const path = (name: string) => join(folder, name)
  const shop: SmallShop = {
    folder,
    keys,
    secret: { BACKPROOF_SECRET_KEY: keys.secret },
    path,
    async write(name, text) {
      await mkdir(dirname(path(name)), { recursive: true })
      await writeFile(path(name), text)
    },
    policy: (lines = usual) =>
      shop.write(policyPath, `version: 1\nproject: shop\nencryption: { recipients: [${keys.recipient}] }\n${lines}`),
  }
  await shop.policy()
  makeDatabase(path('app.sqlite'))
  for (const name of ['a.txt', 'deep/b.txt', 'deep/er/c.txt'])
    await shop.write(`uploads/${name}`, `${name}\n`.repeat(99))
  return shop
}

function makeDatabase(path: string): void {
  const database = new DatabaseSync(path)
  database.exec('create table orders (id integer primary key, what text); begin')
  const order = database.prepare('insert into orders values (?, ?)')
  for (let i = 1; i <= 500; i++) order.run(i, `order ${i}`)
  database.exec('commit')
  database.close()
}

/** Paths of all files below a folder, sorted; none where there is no folder. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const are = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).isFile()))
  return names.filter((_, i) => are[i]).sort()
}

export async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T
}
