import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { isProblem, Problem } from '../../src/problem.ts'
import { type Command, failureOf, feed, type Runtime, text } from '../../src/runtime/runtime.ts'

const never = (): AbortSignal => new AbortController().signal
const sh = (script: string, more: Partial<Command> = {}): Command => ({ program: 'sh', args: ['-c', script], ...more })

/** What every runtime promises. `processes` are those of this machine: a container's are among them. */
export function runtimeContract(
  name: string,
  start: () => Promise<Runtime>,
  stop: () => Promise<void> = async () => {},
) {
  describe(`runtime ${name}`, () => {
    /** In the command line of every program that may be left behind: nobody else's is counted. */
    const ours = `backproof-runtime-${randomUUID()}`
    const marker = () => `${ours}-${randomUUID()}`

    let started: Promise<Runtime> | undefined
    const runtime = (): Promise<Runtime> => (started ??= start())

    test('stdout ends after exit 0, and stderr is available', async () => {
      const at = await runtime()
      expect(await text(at, sh('printf "a\\nb"; echo careful >&2'), never())).toBe('a\nb')
      const child = at.spawn(sh('echo out; echo careful >&2'), never())
      expect(await readAll(child.stdout)).toBe('out\n')
      expect(await child.ended).toBe('careful\n')
    })

    test('a failing exit code is an error of stdout and of ended, with the place and the last lines of stderr', async () => {
      const at = await runtime()
      const child = at.spawn(sh('echo half; for i in 1 2 3 4 5 6 7 8 9; do echo line $i >&2; done; exit 3'), never())
      const error = await readAll(child.stdout).catch((reason: unknown) => reason)
      expect(isProblem(error, 'tool-failed')).toBe(true)
      const message = (error as Problem).message
      expect(message).toBe(`sh failed in ${at.where} (exit 3): line 5 / line 6 / line 7 / line 8 / line 9`)
      await expect(child.ended).rejects.toBe(error)
      expect(failureOf(error)?.exitCode).toBe(3)
    })

    test('a program that the system kills is an error', async () => {
      const at = await runtime()
      const mark = marker()
      const child = at.spawn({ program: 'sh', args: ['-c', 'echo half; while :; do sleep 1; done', mark] }, never())
      await firstChunk(child.stdout)
      const [pid] = pidsOf(mark)
      process.kill(pid ?? Number.NaN, 'SIGKILL')
      await expect(child.ended).rejects.toThrow(/killed by SIGKILL|exit 137/)
    })

    test('a missing program is reported with what to do', async () => {
      const at = await runtime()
      const error = await text(at, { program: 'pg_dumq', args: [] }, never()).catch((reason: unknown) => reason)
      expect(isProblem(error, 'tool-missing')).toBe(true)
      expect((error as Problem).message).toContain('pg_dumq')
      expect((error as Problem).message).toContain(at.where)
      expect((error as Problem).hint).toMatch(/postgres/)
    })

    test('a secret is in the environment, in no argument list and in no message', async () => {
      const at = await runtime()
      const secret = `s3cr3t/${randomUUID()}`
      const ready = Promise.withResolvers<void>()
      const script = 'echo "$PGPASSWORD"; read go; echo "bad $PGPASSWORD s3cr3t%2F$X" >&2; exit 1'
      const env = { PGPASSWORD: secret, X: secret.slice(7) }
      const child = at.spawn(sh(script, { env, secrets: [secret], stdin: 'open' }), never())
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('\n')) ready.resolve()
      })
      await ready.promise
      expect(said.trim()).toBe(secret)
      expect(commandLines().filter((line) => line.includes(secret.slice(7)))).toEqual([])
      child.stdin.end('go\n')
      const error = (await child.ended.catch((reason: unknown) => reason)) as Problem
      expect(error.message).toContain('bad *** ***')
      expect(JSON.stringify(failureOf(error))).not.toContain(secret.slice(7))
    })

    test('stdin is fed to its end', async () => {
      const at = await runtime()
      const child = at.spawn({ program: 'wc', args: ['-c'], stdin: 'open' }, never())
      for (let i = 0; i < 64; i++) child.stdin.write(Buffer.alloc(64 * 1024))
      child.stdin.end()
      expect((await readAll(child.stdout)).trim()).toBe(String(64 * 64 * 1024))
      await child.ended
    })

    test('an input that breaks off never looks complete to the program', async () => {
      const at = await runtime()
      const file = `/tmp/${marker()}`
      async function* broken() {
        yield Buffer.from('half\n')
        await until(() => marked(file) > 0)
        throw new Problem('object-damaged', 'segment 2 is damaged')
      }
      const command = sh(`: ${file}; while read line; do :; done; touch ${file}`)
      await expect(feed(at, command, Readable.from(broken()), never())).rejects.toMatchObject({
        code: 'object-damaged',
      })
      expect(marked(file)).toBe(0)
      expect((await text(at, sh(`test -e ${file} && echo committed || echo no`), never())).trim()).toBe('no')
    })

    test('an abort leaves no process, even of a program that ignores it and has children', async () => {
      const at = await runtime()
      const mark = marker()
      const controller = new AbortController()
      const script = `trap '' TERM; sh -c 'trap "" TERM; while :; do sleep 1; done' ${mark} & echo up; while :; do sleep 1; done`
      const child = at.spawn({ program: 'sh', args: ['-c', script, mark] }, controller.signal)
      await firstChunk(child.stdout)
      expect(marked(mark)).toBeGreaterThan(0)
      controller.abort(new Problem('cancelled', 'stopped by a test'))
      await expect(child.ended).rejects.toMatchObject({ code: 'cancelled', message: 'stopped by a test' })
      expect(marked(mark)).toBe(0)
    })

    test('a reader that goes away ends the program', async () => {
      const at = await runtime()
      const mark = marker()
      const child = at.spawn({ program: 'sh', args: ['-c', 'while :; do echo data; done', mark] }, never())
      await firstChunk(child.stdout)
      child.stdout.destroy()
      await expect(child.ended).rejects.toMatchObject({ code: 'tool-failed' })
      expect(marked(mark)).toBe(0)
    })

    test('a signal that has already fired starts nothing', async () => {
      const at = await runtime()
      await expect(text(at, sh('echo never'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    })

    test('a slow reader throttles a program with much output', async () => {
      const at = await runtime()
      const mark = marker()
      const total = 256 * 1024 * 1024
      const script = `head -c ${total} /dev/zero`
      const child = at.spawn({ program: 'sh', args: ['-c', script, mark] }, never())
      const before = process.memoryUsage.rss()
      let read = 0
      let most = 0
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        read += chunk.length
        if (read % (8 * 1024 * 1024) < chunk.length) await new Promise((resolve) => setTimeout(resolve, 5))
        most = Math.max(most, process.memoryUsage.rss() - before)
      }
      await child.ended
      expect(read).toBe(total)
      expect(most).toBeLessThan(96 * 1024 * 1024)
    })

    test('output above its limit is refused as text', async () => {
      const at = await runtime()
      await expect(text(at, sh('head -c 80000000 /dev/zero'), never())).rejects.toThrow(/more than 64 MiB/)
    })

    test('no process is left at the end', async () => {
      await stop()
      expect(marked(ours)).toBe(0)
    })
  })
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const late = Date.now() + 60_000
  while (!(await condition())) {
    if (Date.now() > late) throw new Error('what was waited for did not come')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function readAll(stream: Readable): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}

function firstChunk(stream: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('data', () => resolve())
    stream.once('error', reject)
  })
}

interface Process {
  readonly pid: number
  readonly commandLine: string
}

/** Every other process of this machine, those in containers included. */
function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => {
      try {
        return { pid: Number(pid), commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
      } catch {
        return { pid: Number(pid), commandLine: '' }
      }
    })
}

export function commandLines(): readonly string[] {
  return processes().map(({ commandLine }) => commandLine)
}

export function marked(...marks: readonly string[]): number {
  return commandLines().filter((line) => marks.every((mark) => line.includes(mark))).length
}

/** The process itself, not the docker client that waits for it. */
function pidsOf(mark: string): readonly number[] {
  return processes().flatMap(({ pid, commandLine }) =>
    /^sh .*/s.test(commandLine) && commandLine.includes(mark) ? [pid] : [],
  )
}

export function containersOf(label: string): readonly string[] {
  return execFileSync('docker', ['ps', '-aq', '--filter', `label=backproof=${label}`], { encoding: 'utf8' })
    .split('\n')
    .filter((id) => id !== '')
}
