import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ended, openProgram, type Project, secretEnv } from '../command/program.ts'
import { keys, treeOf } from '../command/shop.ts'

const fileBytes = 3 << 20

let data: string
let project: Project
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'backproof-death-'))
  for (let i = 0; i < 4; i++) await writeFile(join(data, `${i}`), randomBytes(fileBytes))
  project = await openProgram({ stores: ['a'], data })
  const database = project.path('app.sqlite')
  {
    using db = new DatabaseSync(database)
    db.exec(
      `create table blobs (body blob); insert into blobs select randomblob(1000000) from json_each('[1,2,3,4,5,6,7,8]')`,
    )
  }
  const hook = (name: string, wait: string) =>
    `{ command: 'echo "$BACKPROOF_HOOK $BACKPROOF_RESTORE_STATE $BACKPROOF_SOURCE $BACKPROOF_RESTORE_ID $BACKPROOF_BACKUP_ID" >> "$HOME/${name}"${wait}' }`
  const recovery = `recovery: { before-restore: ${hook('hooks', '; [ ! -e "$HOME/slow" ] || sleep 1')}, after-restore: ${hook('hooks', '')} }`
  await project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores: { a: { directory: { path: ./a } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { retention: { keep: { last: 100 } } }
sources:
  files: { engine: files, paths: [${data}], ${recovery} }
  app: { engine: sqlite, path: ${database}, ${recovery} }
`,
  )
  expect((await project.run(['backup'])).code).toBe(0)
})
afterEach(async () => {
  await project[Symbol.asyncDispose]()
  await rm(data, { recursive: true, force: true })
})

type Moment = () => Promise<boolean>
const names = (path: string) => readdir(project.path(path), { recursive: true }).catch(() => [] as string[])
const seen =
  (path: string, pattern: RegExp): Moment =>
  async () =>
    (await names(path)).some((name) => pattern.test(name))
const hooks = async () => (await readFile(project.path('hooks'), 'utf8').catch(() => '')).split('\n').filter(Boolean)

/** Restores, and sends the signal when the moment has come. The program's own end is waited for, and that of what it left. */
async function stopAt(args: readonly string[], moment: Moment, signal: NodeJS.Signals): Promise<Ended> {
  const running = project.start(['restore', ...args], secretEnv)
  let over = false
  void running.ended.then(() => {
    over = true
  })
  while (!over && !(await moment())) await new Promise((resolve) => setTimeout(resolve, 1))
  if (!over && running.pid !== undefined) {
    try {
      process.kill(signal === 'SIGKILL' ? -running.pid : running.pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
  return running.ended
}

async function newest() {
  const { stdout } = await project.run(['restore', '--status', '--json'])
  const { restores } = JSON.parse(stdout)
  return restores[0] as {
    readonly id: string
    readonly state: string
    readonly error?: { readonly code: string; readonly message: string }
    readonly hooks: Readonly<Record<string, string>>
    readonly finish?: string
  }
}

const moments: readonly [string, () => Moment][] = [
  ['the record has begun', () => seen('a', /restores\/.*started/)],
  ['the hook before it runs', () => async () => (await hooks()).length > 0],
  ['the target is being written', () => seen('.', /partial/)],
]

describe.each([
  ['files', 'restored'],
  ['app', 'restored.sqlite'],
])('a restore of %s that is killed', (source, into) => {
  test.each(moments)('when %s is in the record as failed, and its hooks have run', async (_, moment) => {
    const ended = await stopAt(['--source', source, '--into', into], moment(), 'SIGKILL')
    if (ended.killedBy === null) return expect(ended.code).toBe(0)
    const shown = await newest()
    expect(shown).toMatchObject({
      state: 'failed',
      error: { code: 'run-failed', message: expect.stringMatching(/^interrupted: /) },
      hooks: { 'after-restore': 'ran' },
    })
    expect(shown.finish).toBeUndefined()
    expect((await hooks()).at(-1)).toMatch(new RegExp(`^after-restore failed ${source} ${shown.id} ${source}-2`))
    // Nothing that looks whole and is not.
    const left = await names(into)
    expect(left.filter((name) => !name.includes('partial'))).toEqual([])
    expect(await names('.')).not.toContain('restored.sqlite')
    // Once more, elsewhere: nothing of the first is in the way.
    const again = await project.run(['restore', '--source', source, '--into', `again-${into}`], secretEnv)
    expect([again.code, again.stderr]).toEqual([0, expect.any(String)])
    expect(await newest()).toMatchObject({
      state: 'completed',
      hooks: { 'before-restore': 'ran', 'after-restore': 'ran' },
    })
  })

  test('by SIGTERM runs the hook after it, and leaves nothing', async () => {
    const ended = await stopAt(['--source', source, '--into', into], seen('.', /partial/), 'SIGTERM')
    if (ended.code === 0) return
    expect(ended.code).toBe(130)
    expect(await newest()).toMatchObject({
      state: 'failed',
      error: { code: 'cancelled' },
      hooks: { 'after-restore': 'ran' },
    })
    expect((await hooks()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'before-restore in_progress',
      'after-restore failed',
    ])
    expect((await names('.')).filter((name) => /partial|^restored/.test(name))).toEqual([])
  })
})

test('a watchdog that is killed as well leaves its hook to --finish, and --status says so', async () => {
  await project.write('slow', '')
  const running = project.start(['restore', '--source', 'app', '--into', 'new.sqlite'], secretEnv)
  while ((await hooks()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const children = (await readFile(`/proc/${running.pid}/task/${running.pid}/children`, 'utf8')).trim().split(' ')
  // Or it would see its hook end, and run the one after it.
  process.kill(Number(running.pid), 'SIGSTOP')
  for (const pid of [...children, String(running.pid)]) process.kill(Number(pid), 'SIGKILL')
  await running.ended
  const shown = await newest()
  expect(shown).toMatchObject({ state: 'failed', interrupted: true, hooks: { 'after-restore': 'unknown' } })
  const status = await project.run(['restore', '--status', shown.id])
  expect(status.code).toBe(1)
  expect(status.stderr).toMatch(/its after-restore hook has not run[\s\S]*Run `backproof restore --finish /)
  expect((await hooks()).filter((line) => line.startsWith('after'))).toEqual([])
  const finish = String(shown.finish).split(' ').slice(1)
  expect((await project.run(finish)).code).toBe(0)
  expect((await hooks()).at(-1)).toMatch(/^after-restore failed app/)
  const closed = await newest()
  expect([closed.state, closed.finish]).toEqual(['failed', undefined])
  expect((await project.run(finish)).stdout).toMatch(/nothing is left to do/)
  expect(Object.keys(await treeOf(project.path('a'))).filter((name) => name.includes('/restores/'))).toHaveLength(2)
})

test('a restore of which no store takes the record has its hook run all the same when it is killed', async () => {
  await project.write('slow', '')
  // Where its folder would be, there is a file.
  await project.write('a/app/restores', '')
  const running = project.start(['restore', '--source', 'app', '--into', 'new.sqlite'], secretEnv)
  while ((await hooks()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  process.kill(-Number(running.pid), 'SIGKILL')
  const { stderr } = await running.ended
  expect(stderr).toMatch(/no store has a record of this restore; it goes on/)
  expect((await hooks()).at(-1)).toMatch(/^after-restore failed app app-\S+ app-2/)
})

test('a hook that outlives its program is ended before the hook after it runs, and none runs beside another', async () => {
  const recovery = `recovery: { before-restore: { command: 'echo $$ > "$HOME/pid"; exec sleep 300' }, after-restore: { command: 'exit 7' } }`
  const policy = await readFile(project.path('backup-policy.yml'), 'utf8')
  await project.write(
    'backup-policy.yml',
    policy.replace(/recovery: .*$/m, () => `${recovery} }`),
  )
  const pid = async () => Number(await readFile(project.path('pid'), 'utf8').catch(() => 0))
  const ended = await stopAt(['--source', 'files', '--into', 'new'], async () => (await pid()) > 0, 'SIGKILL')
  expect(ended.stderr).toContain(`ended what its hooks had left running: ${await pid()} (sleep)`)
  // Of one that has ended and that nobody collects, there is no command line.
  expect(await readFile(`/proc/${await pid()}/cmdline`, 'utf8').catch(() => '')).toBe('')
  const shown = await newest()
  expect(shown.hooks).toEqual({ 'before-restore': 'unknown', 'after-restore': 'failed' })

  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', '--', '--finish', shown.id])
  await using _ = { [Symbol.asyncDispose]: async () => void other.kill() }
  await once(other, 'spawn')
  const refused = await project.run(['restore', '--finish', shown.id])
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`see the process ${other.pid} (node)`)])
  other.kill()
  await once(other, 'exit')
  expect((await project.run(['restore', '--finish', shown.id])).stderr).toMatch(
    /after-restore of files failed .*exit 7/,
  )
})
