import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProgram, type Project } from './program.ts'
import { keys } from './shop.ts'

let project: Project
beforeEach(async () => {
  project = await openProgram()
  await project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  disk: { directory: { path: ./disk } }
  far:
    s3:
      bucket: bbb
      region: eu-north-1
      endpoint: \${FAR_ENDPOINT}
      access-key-id: \${FAR_ID}
      secret-access-key: \${FAR_SECRET}
encryption: { recipients: [${keys.recipient}] }
defaults: { retention: { keep: { last: 3 } }, schedule: never }
sources:
  orders: { engine: postgres, url: "\${ORDERS_URL}", tools: host, stores: [disk] }
  files: { engine: files, paths: [./data], stores: [far] }
`,
  )
})
afterEach(() => project[Symbol.asyncDispose]())

describe('a bad value of an environment variable is reported by its variable and place in the policy, never by itself:', () => {
  const good = { FAR_ENDPOINT: 'https://127.0.0.1:9', FAR_ID: 'id', FAR_SECRET: 'secret' }
  test.each<[string, string, Record<string, string>, string]>([
    [
      'a URL',
      'orders',
      { ORDERS_URL: 'mysql://u:sesame-7@h/d' },
      'ORDERS_URL (sources.orders.url, backup-policy.yml:15:36)',
    ],
    [
      'a URL without a database',
      'orders',
      { ORDERS_URL: 'postgres://u:sesame-7@h' },
      'ORDERS_URL (sources.orders.url, ',
    ],
    [
      'an endpoint',
      'files',
      { ...good, FAR_ENDPOINT: 'sesame-7' },
      'FAR_ENDPOINT (stores.far.s3.endpoint, backup-policy.yml:9:17)',
    ],
    [
      'plain http',
      'files',
      { ...good, FAR_ENDPOINT: 'http://sesame-7.example' },
      'FAR_ENDPOINT (stores.far.s3.endpoint, ',
    ],
    [
      'a key with a line break',
      'files',
      { ...good, FAR_ID: 'sesame-7\nmore' },
      'FAR_ID (stores.far.s3.access-key-id, backup-policy.yml:10:22)',
    ],
    [
      'a secret with a space at its end',
      'files',
      { ...good, FAR_SECRET: 'sesame-7 ' },
      'FAR_SECRET (stores.far.s3.secret-access-key, ',
    ],
  ])('%s', async (_, source, env, place) => {
    for (const command of ['backup', 'doctor']) {
      const { code, stdout, stderr } = await project.run([command, '--source', source], env)
      expect(code, stdout + stderr).not.toBe(0)
      expect(stdout.replace(/\s+/g, ' ')).toContain(place)
      expect(stdout + stderr).not.toContain('sesame-7')
    }
  })
})
