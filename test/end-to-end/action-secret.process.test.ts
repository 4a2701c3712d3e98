import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startS3StandIn } from '../fault/s3-stand-in.ts'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { type Job, jobToken, startJob } from './run-action.ts'
import { makeSmallShop, type SmallShop } from './small-shop.ts'

// Characters that a URL, JSON, Markdown or a workflow command writes in another way.
const password = 'p@ss"w/o rd\'$%|`&<é'
const words = { token: 'sess+ion/tok=en', secret: 'acc"ess\\key secret' }

let job: Job
let shop: SmallShop
beforeAll(async () => {
  job = await startJob({ action: await bundle() })
  shop = await makeSmallShop(job.workspace)
}, bundleTimeoutMs)
afterAll(() => job[Symbol.asyncDispose]())

test('no secret appears in the log, the summary, the outputs or a report, however it is encoded', async () => {
  await using s3 = await startS3StandIn()
  // The server's answer repeats what it was sent: a store that says too much.
  s3.trouble = (_, response) => {
    response.writeHead(403).end(`<Error><Code>AccessDenied</Code><Message>not ${words.token}</Message></Error>`)
    return true
  }
  await shop.policy(`stores:
  disk: { directory: { path: ./backups } }
  far: { s3: { bucket: shop, region: us-east-1, endpoint: "\${S3_URL}", access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY_SECRET}", session-token: "\${TOKEN}" } }
sources:
  orders: { engine: postgres, url: "\${ORDERS_URL}", tools: host }
  lines: { engine: postgres, url: "postgres://shop:\${PASSWORD}@127.0.0.1:9/lines", tools: host }
  app: { engine: sqlite, path: ./app.sqlite }
`)
  const env = {
    ...shop.secret,
    BACKPROOF_SIGNING_KEY: shop.keys.signing,
    S3_URL: s3.endpoint,
    KEY_ID: 'AKIDEXAMPLEAKIDEXAMP',
    KEY_SECRET: words.secret,
    TOKEN: words.token,
    PASSWORD: encodeURIComponent(password),
    ORDERS_URL: `postgres://shop:${encodeURIComponent(password)}@127.0.0.1:9/orders?sslmode=disable`,
  }
  for (const command of ['backup', 'run', 'doctor', 'verify', 'list', 'report']) {
    const { main, post } = await job.step({ inputs: { command }, env })
    expect([command, main.code]).toEqual([command, 1])
    // The masks stand first: nothing is printed before the runner knows what to hide.
    const names = main.commands.map(({ name }) => name)
    const lastMask = names.lastIndexOf('add-mask')
    expect(names.slice(0, lastMask + 1).every((name) => name === 'add-mask')).toBe(true)
    expect(main.output.split('\n').slice(0, lastMask + 1)).toEqual(
      main.output.split('\n').filter((line) => line.startsWith('::add-mask::')),
    )
    const hidden = [
      shop.keys.secret,
      shop.keys.signing,
      password,
      encodeURIComponent(password),
      ...Object.values(words),
      jobToken,
    ]
    expect(main.masks).toEqual(expect.arrayContaining(hidden))
    const report = await readFile(main.outputs['report'] ?? '', 'utf8')
    const said = [main.shown, main.summary, JSON.stringify(main.outputs), report, post.output]
    const ways = [
      (text: string) => text,
      (text: string) => JSON.stringify(text).slice(1, -1),
      encodeURIComponent,
      (text: string) => [...text].map((c) => (/[a-z0-9 ]/i.test(c) ? c : `&#${c.codePointAt(0)};`)).join(''),
    ]
    for (const secret of hidden) {
      for (const way of ways) for (const text of said) expect(text).not.toContain(way(secret))
    }
    // It was about them all the same.
    expect(`${main.shown}${report}`).toContain('***')
  }
  // What stays in the store holds none of them either.
  const stored = await readdir(shop.path('backups'), { recursive: true })
  const records = stored.filter((path) => /\.(json|sig)$/.test(path))
  expect(records.length).toBeGreaterThan(3)
  for (const path of records) {
    const text = await readFile(join(shop.path('backups'), path), 'utf8')
    for (const secret of [password, shop.keys.secret, ...Object.values(words)]) expect(text).not.toContain(secret)
  }
})
