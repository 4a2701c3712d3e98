import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesBelow, openProgram, type Project, secretEnv } from './command/program.ts'
import { keys, otherKeys } from './command/shop.ts'
import { readLog } from './end-to-end/run-action.ts'
import { makeRepository, onMain } from './trust/repository.ts'

let project: Project
let id: string
beforeAll(async () => {
  project = await openProgram()
  const made = await project.run(['backup', '--json'])
  id = JSON.parse(made.stdout).sources[0].backup.id
})
afterAll(() => project[Symbol.asyncDispose]())

describe('secrets', () => {
  test('do not show in an error that nothing caught', async () => {
    // Thrown where no code of ours waits for it, once the secrets are known.
    const thrower = `const write = process.stderr.write.bind(process.stderr)
      process.stderr.write = (...args) => {
        process.stderr.write = write
        setImmediate(() => { throw new Error('broken ' + process.env.BACKPROOF_SECRET_KEY) })
        return write(...args)
      }`
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(thrower)}`
    const { code, stderr } = await project.run(['verify', '--id', id], { ...secretEnv, NODE_OPTIONS })
    expect(code).toBe(1)
    expect(stderr).toMatch(/bug:.*broken \*\*\*/)
    expect(stderr).not.toContain(keys.secret)
  })

  test('are masked as the runner reads them when they have several lines or look like workflow commands', async () => {
    const token = 'to/ken+of%0Atwo lines'
    const repository = await makeRepository(project.folder)
    const env = {
      ...onMain(project.folder, await repository.commit('*.yml')),
      BACKPROOF_SECRET_KEY: `${keys.secret}\n${otherKeys.secret}`,
      AWS_SESSION_TOKEN: token,
    }
    const { code, stdout, stderr } = await project.run(['list'], env)
    expect(code, stderr).toBe(0)
    const { masks, shown } = readLog(stderr)
    const forms = [token, encodeURIComponent(token), 'to/ken+of', 'two lines']
    expect(masks).toEqual(expect.arrayContaining([keys.secret, otherKeys.secret, ...forms]))
    for (const text of [shown, stdout]) for (const mask of masks) expect(text).not.toContain(mask)
  })

  test('never appear in any output or in any object of a store', async () => {
    await using other = await openProgram({
      signers: true,
      defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 9 } }\n  verify: { read: "0 3 * * *" }',
    })
    const password = 'p@ss/w:rd%25 ü'
    const token = 'tok-3n-0123456789'
    const url = `postgres://admin:${encodeURIComponent(password)}@127.0.0.1:9/orders`
    const policy = await readFile(other.path('backup-policy.yml'), 'utf8')
    await writeFile(
      other.path('backup-policy.yml'),
      `${policy}  orders: { engine: postgres, url: '${'${'}ORDERS_URL}', tools: host, stores: [a, cloud] }\n`.replace(
        'encryption:',
        `  cloud: { s3: { bucket: shop-backups, region: auto, endpoint: 'http://127.0.0.1:9', access-key-id: '${'${'}ACCESS_ID}', secret-access-key: '${'${'}ACCESS_SECRET}' } }\nencryption:`,
      ),
    )
    const env = {
      ...secretEnv,
      BACKPROOF_SIGNING_KEY: keys.signing,
      ORDERS_URL: url,
      ACCESS_ID: 'AKIA0123456789ABCDEF',
      ACCESS_SECRET: token,
    }
    const outputs: string[] = []
    const run = async (...args: string[]) => {
      const { stdout, stderr } = await other.run(args, env)
      outputs.push(stdout, stderr)
    }
    await run('run', '--source', 'files', '--json')
    await Promise.all([run('backup', '--source', 'orders', '--json'), run('verify', '--source', 'files'), run('list')])
    await Promise.all([run('doctor'), run('restore', '--source', 'orders', '--into', '${' + 'ORDERS_URL}')])
    const said = outputs.join('\n')
    expect(said).toMatch(/orders/)
    expect(said).not.toContain('bug:')
    const raw = [keys.secret, keys.signing, password, token, url]
    const forms = raw.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    const files = [...(await filesBelow(other.path('a'))), ...(await filesBelow(other.path('b')))]
    expect(files.length).toBeGreaterThan(10)
    for (const form of forms) {
      expect(said).not.toContain(form)
      for (const { path, bytes } of files) expect(bytes.includes(form), `${form} in ${path}`).toBe(false)
    }
  })
})
