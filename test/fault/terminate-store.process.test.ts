import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ended, filesBelow, openProgram, type Project } from '../command/program.ts'
import { keys } from '../command/shop.ts'
import { type RecordedCall, type S3StandIn, startS3StandIn } from './s3-stand-in.ts'

let project: Project
let server: S3StandIn
/** Requests that hang now. */
let hanging = 0
const started: { kill(name: 'SIGKILL'): boolean }[] = []
beforeEach(async () => {
  hanging = 0
  server = await startS3StandIn()
  project = await openProgram({ stores: ['near'] })
  await mkdir(project.path('tmp'))
  // What no compression makes small.
  await writeFile(project.path('data/noise'), randomBytes(2 ** 20))
  await policy('')
})
afterEach(async () => {
  for (const one of started.splice(0)) one.kill('SIGKILL')
  await project[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const policy = (ofNear: string, source = 'engine: files, paths: [./data], tools: host') =>
  project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  near: { directory: { path: ./near }${ofNear} }
  far: { s3: { bucket: shop, region: auto, endpoint: "${server.endpoint}", insecure: true } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [near, far], retention: { keep: { last: 9 }, manual: rules } }
sources:
  files: { ${source} }
`,
  )

const env = () => ({ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', TMPDIR: project.path('tmp') })

/** From now on such requests get a byte now and then, or nothing at all, and never an end. */
function hangs(is: (asked: RecordedCall) => boolean): void {
  server.trouble = (asked, response) => {
    if (!is(asked)) return undefined
    hanging += 1
    if (asked.call !== 'GetObject') return true
    const there = server.objects.get(asked.key)
    response.writeHead(200, { etag: `"${there?.etag}"`, 'content-length': String(there?.body.length ?? 0) })
    const timer = setInterval(() => response.write(Buffer.alloc(1)), 50)
    response.once('close', () => clearInterval(timer))
    return true
  }
}

/** Sent once a request hangs; the answer must be there 5 s later. */
async function terminate(args: readonly string[], moment: () => Promise<boolean>): Promise<Ended> {
  const running = project.start(args, env())
  started.push(running)
  let over = false
  void running.ended.then(() => {
    over = true
  })
  while (!over && !(await moment())) await new Promise((resolve) => setTimeout(resolve, 10))
  if (over) throw new Error(`it was over before its moment came: ${(await running.ended).stderr}`)
  const began = performance.now()
  running.kill('SIGTERM')
  const ended = await running.ended
  const tookMs = performance.now() - began
  expect({ code: ended.code, killedBy: ended.killedBy }, ended.stderr).toEqual({ code: 130, killedBy: null })
  expect(ended.stderr).toContain('cancelled by SIGTERM')
  expect(tookMs).toBeLessThan(5000)
  expect(await readdir(project.path('tmp'), { recursive: true })).toEqual([])
  return ended
}
const oneHangs = async () => hanging > 0
const run = async (...args: string[]) => {
  const { code, stderr } = await project.run(args, env())
  return { code, stderr }
}
const ok = async (...args: string[]) => {
  const { code, stderr } = await run(...args)
  expect({ code }, stderr).toEqual({ code: 0 })
}
const near = async () => (await filesBelow(project.path('near'))).map(({ path }) => path)
const far = (pattern: RegExp) => [...server.objects.keys()].filter((key) => pattern.test(key))
const manifests = async () => [...(await near()), ...far(/./)].filter((path) => /\/manifests\/.*\.json$/.test(path))

describe('SIGTERM is answered within 5 s', () => {
  test('during the read-back of an upload, and nothing is committed', async () => {
    hangs(({ call, key }) => call === 'GetObject' && key.includes('/data/'))
    await terminate(['backup'], oneHangs)
    expect(await manifests()).toEqual([])
    server.trouble = undefined
    await ok('backup')
    expect(await manifests()).toHaveLength(2)
  })

  test('during an upload without an answer', async () => {
    hangs(({ call, key }) => /^(PutObject|UploadPart)$/.test(call) && key.includes('/data/'))
    await terminate(['backup'], oneHangs)
    expect(await manifests()).toEqual([])
    expect(server.uploads.size).toBe(0)
  })

  test('during a healing, which leaves the whole copy unchanged, and the next run heals', async () => {
    await ok('backup')
    const part = (await near()).find((path) => path.endsWith('files.tar')) ?? ''
    const bytes = await readFile(part)
    bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)
    await writeFile(part, bytes)
    expect(await run('verify', '--level', 'check', '--store', 'near')).toMatchObject({ code: 4 })
    const whole = new Map([...server.objects].filter(([key]) => /\/(data|keys|manifests)\//.test(key)))
    hangs(({ call, key }) => call === 'GetObject' && key.includes('/data/'))
    await terminate(['run'], oneHangs)
    expect(new Map([...server.objects].filter(([key]) => whole.has(key)))).toEqual(whole)
    expect(await readFile(part)).toEqual(bytes)
    server.trouble = undefined
    await ok('run')
    expect((await readFile(part)).equals(server.objects.get(far(/files\.tar$/)[0] ?? '')?.body ?? bytes)).toBe(true)
  })

  test('while a prune confirms the other copy of a backup to delete, and nothing is marked', async () => {
    await ok('backup')
    await ok('backup')
    await policy(', retention: { keep: { last: 1 } }')
    hangs(({ call, key }) => call === 'GetObject' && key.includes('/data/'))
    await terminate(['prune', '--apply'], oneHangs)
    expect((await near()).filter((path) => path.includes('/trash/'))).toEqual([])
    server.trouble = undefined
    await ok('prune', '--apply')
    expect((await near()).filter((path) => path.includes('/trash/'))).toHaveLength(1)
  })

  test('while a prune sweeps and the store answers no removal, and the next prune continues', async () => {
    await ok('backup')
    const left = 'files/data/files-2020-01-01T00-00-00.000000Z/files.tar'
    server.objects.set(left, { body: Buffer.alloc(100), etag: 'left', meta: {} })
    hangs(({ call }) => /^DeleteObjects?$/.test(call))
    await terminate(['prune', '--apply'], oneHangs)
    server.trouble = undefined
    await ok('prune', '--apply')
    expect(far(/2020-01-01/)).toEqual([])
    expect(await manifests()).toHaveLength(2)
  })

  test('during the copy of a large SQLite database', async () => {
    await policy('', 'engine: sqlite, path: ./app.sqlite')
    const app = new DatabaseSync(project.path('app.sqlite'))
    app.exec('create table t (a blob)')
    for (let i = 0; i < 12; i++) app.exec('insert into t values (zeroblob(50000000))')
    app.close()
    const size = (await stat(project.path('app.sqlite'))).size
    /** A part of the copy is there. */
    const copying = async () => {
      for (const name of await readdir(project.path('tmp'), { recursive: true }).catch(() => [])) {
        const found = await stat(project.path(`tmp/${name}`)).catch(() => undefined)
        if (found?.isFile() && found.size > 0 && found.size < size) return true
      }
      return false
    }
    await terminate(['backup'], copying)
    expect(await manifests()).toEqual([])
  })
})
