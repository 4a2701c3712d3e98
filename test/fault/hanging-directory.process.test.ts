import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProgram, type Project } from '../command/program.ts'
import { keys } from '../command/shop.ts'

/** Why there is no file system here that can be made to hang; undefined: there is one. */
const missing =
  existsSync('/usr/bin/bindfs') && existsSync('/dev/fuse') && process.getuid?.() === 0
    ? undefined
    : 'bindfs (apt-get install bindfs), /dev/fuse and root are needed'

interface Share {
  readonly path: string
  /** From now on nothing that asks it gets an answer, as of a network file system whose server has gone. */
  hang(): void
  end(): Promise<void>
}

async function mountShare(): Promise<Share> {
  const folder = await mkdtemp(join(tmpdir(), 'backproof-share-'))
  const path = join(folder, 'mounted')
  await mkdir(path)
  await mkdir(join(folder, 'behind/store'), { recursive: true })
  // Nothing may be answered from a cache of the kernel.
  const options = ['-f', '-o', 'attr_timeout=0,entry_timeout=0,negative_timeout=0,direct_io']
  const child: ChildProcess = spawn('bindfs', [...options, join(folder, 'behind'), path], { stdio: 'ignore' })
  const mounted = () => execFileSync('mount', { encoding: 'utf8' }).includes(path)
  for (let i = 0; !mounted(); i++) {
    if (i > 100) throw new Error('bindfs did not mount')
    await pause(50)
  }
  return {
    path: join(path, 'store'),
    hang: () => void child.kill('SIGSTOP'),
    async end() {
      child.kill('SIGKILL')
      await pause(100)
      execFileSync('umount', ['-l', path])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe.skipIf(missing)(`a directory on a file system that hangs${missing ? `: ${missing}` : ''}`, () => {
  let share: Share
  let project: Project
  beforeEach(async () => {
    share = await mountShare()
    project = await openProgram()
  })
  afterEach(async () => {
    await share.end()
    await project[Symbol.asyncDispose]()
  })

  const policy = async (timeout: string) => {
    const names = ['one', 'two', 'three']
    for (const name of names) await project.write(`data/${name}/file.txt`, name)
    await project.write(
      'backup-policy.yml',
      `version: 1
project: shop
stores:
  share: { directory: { path: ${share.path} }${timeout} }
  good: { directory: { path: ./good } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [share, good], schedule: "0 2 * * *", retention: { keep: { last: 3 } } }
sources:
${names.map((name) => `  ${name}: { engine: files, paths: [./data/${name}], tools: host }`).join('\n')}
`,
    )
  }

  test('costs its time limit once, does not block backups to another store, and lets the program end', async () => {
    await policy(', timeout: 3s')
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    share.hang()
    const began = performance.now()
    const made = await project.run(['backup', '--json'])
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(made, made.stderr).toMatchObject({ code: 1, killedBy: null })
    for (const source of JSON.parse(made.stdout).sources) {
      const stored = source.backup.copies.filter(({ outcome }: { outcome: string }) => outcome === 'stored')
      expect(stored).toMatchObject([{ store: 'good' }])
      const [{ message }] = source.problems
      expect(message).toMatch(/no progress for 3 s, in directory .*store: the store is given up for this run/)
    }
  })

  test('does not prevent a cancelled run from ending', async () => {
    await policy('')
    await project.run(['backup'])
    share.hang()
    const child = project.start(['backup'])
    await pause(3_000)
    const began = performance.now()
    child.kill('SIGTERM')
    expect(await child.ended).toMatchObject({ code: 130 })
    expect(performance.now() - began).toBeLessThan(5_500)
  })
})
