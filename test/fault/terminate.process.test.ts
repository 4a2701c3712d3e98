import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ended, filesBelow, openProgram, type Project, secretEnv } from '../command/program.ts'
import { keys } from '../command/shop.ts'

let project: Project
const started: { kill(name: 'SIGKILL'): boolean }[] = []
beforeEach(async () => {
  project = await openProgram({ stores: ['a'] })
  await mkdir(project.path('tmp'))
})
afterEach(async () => {
  for (const one of started.splice(0)) one.kill('SIGKILL')
  await project[Symbol.asyncDispose]()
})

/** Sent when the moment has come; the answer must be there 5 s later. */
async function terminate(
  args: readonly string[],
  moment: (pid: number) => Promise<boolean>,
): Promise<Ended & { readonly tookMs: number }> {
  const running = project.start(args, { ...secretEnv, TMPDIR: project.path('tmp') })
  started.push(running)
  const { pid = 0 } = running
  let over = false
  void running.ended.then(() => {
    over = true
  })
  while (!over && !(await moment(pid))) await new Promise((resolve) => setTimeout(resolve, 10))
  if (over) throw new Error(`it was over before its moment came: ${(await running.ended).stderr}`)
  const began = performance.now()
  running.kill('SIGTERM')
  const ended = await running.ended
  return { ...ended, tookMs: performance.now() - began }
}

/** It has read so much, of files and of all else. */
const hasRead = (bytes: number) => async (pid: number) => {
  const io = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '')
  return Number(/rchar: (\d+)/.exec(io)?.[1] ?? 0) >= bytes
}
const holds = async (folder: string, pattern: RegExp) =>
  (await readdir(folder, { recursive: true }).catch(() => [])).some((name) => pattern.test(name))

function expectAnswered({ code, killedBy, stderr, tookMs }: Awaited<ReturnType<typeof terminate>>) {
  expect({ code, killedBy }, stderr).toEqual({ code: 130, killedBy: null })
  expect(stderr).toContain('cancelled by SIGTERM')
  expect(tookMs).toBeLessThan(5000)
}

async function expectNothingLeft() {
  expect(await readdir(project.path('tmp'), { recursive: true })).toEqual([])
}
const manifests = async () =>
  (await filesBelow(project.path('a'))).filter(({ path }) => /\/manifests\/.*\.json$/.test(path)).length

const mib = 2 ** 20
/** What no compression makes small: reading it back takes some seconds. */
const large = async () => {
  await project.write('data/large', '')
  for (let i = 0; i < 4; i++) await writeFile(project.path('data/large'), randomBytes(48 * mib), { flag: 'a' })
}
const backedUp = async () => {
  const { code, stderr } = await project.run(['backup'])
  expect({ code }, stderr).toEqual({ code: 0 })
}

describe('SIGTERM is answered within 5 s, and leaves nothing', () => {
  test('during the backup of a huge file', async () => {
    await project.write('data/huge', '')
    // Of zeros: it takes no room here, and minutes to read.
    await truncate(project.path('data/huge'), 200 * 2 ** 30)
    expectAnswered(await terminate(['backup'], hasRead(300 * mib)))
    await expectNothingLeft()
    expect(await manifests()).toBe(0)
    expect(await holds(project.path('a'), /\.tmp$/)).toBe(false)
  })

  test('during the walk of many files', async () => {
    for (let i = 0; i < 100; i++) {
      await mkdir(project.path(`data/${i}`))
      for (let j = 0; j < 50; j++) await writeFile(project.path(`data/${i}/${j}`), '')
    }
    expectAnswered(await terminate(['backup'], () => holds(project.path('a'), /lease/)))
    await expectNothingLeft()
    expect(await manifests()).toBe(0)
  })

  test('during a read, a test restore, a restore into a target, and a raw restore', async () => {
    await large()
    await backedUp()
    for (const level of ['check', 'read']) {
      expectAnswered(await terminate(['verify', '--level', level], hasRead(60 * mib)))
      await expectNothingLeft()
    }
    expectAnswered(await terminate(['verify', '--level', 'restore'], () => holds(project.path('tmp'), /large/)))
    await expectNothingLeft()
    expectAnswered(await terminate(['restore', '--into', 'out'], () => holds(project.path('out'), /large/)))
    expect(await holds(project.folder, /^out/)).toBe(false)
    expectAnswered(await terminate(['restore', '--raw', 'raw'], () => holds(project.path('raw'), /tar$/)))
    expect(await holds(project.folder, /^raw/)).toBe(false)
    // No proof says anything of what was cut off.
    const proofs = (await filesBelow(project.path('a/files/proofs'))).map(({ path }) => path)
    expect(proofs.filter((path) => !/\.check\.a\.passed\.json$/.test(path))).toEqual([])
  })

  test('during an SQLite statement that never ends', async () => {
    await forEver()
    const answered = await terminate(['verify', '--level', 'restore'], busy)
    expectAnswered(answered)
    await expectNothingLeft()
  })
})

test('a proof with a statement that never ends stops in time, and so does the program', async () => {
  await forEver('timeout: 3s, ')
  const began = performance.now()
  const { code, stderr } = await project.run(['verify', '--level', 'restore'], secretEnv)
  expect({ code }, stderr).toEqual({ code: 1 })
  expect(stderr).toContain('it took longer than 3.0 s, and was stopped')
  expect(performance.now() - began).toBeLessThan(30_000)
})

/** A database that is backed up, with an assertion that nothing but the end of its thread stops. */
async function forEver(more = ''): Promise<void> {
  await project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
sources:
  app:
    engine: sqlite
    path: ./app.sqlite
    retention: { keep: { last: 9 } }
    verify: { ${more}assert: [{ name: for ever, sql: "${forEverSql}", min: 1 }] }
`,
  )
  const app = new DatabaseSync(project.path('app.sqlite'))
  app.exec('create table t (a); insert into t values (1)')
  app.close()
  await backedUp()
}
const forEverSql = 'with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c'

/** The restored database is there, and a thread has been at it for a second. */
async function busy(): Promise<boolean> {
  if (!(await holds(project.path('tmp'), /restored$/))) return false
  await new Promise((resolve) => setTimeout(resolve, 2000))
  return true
}
