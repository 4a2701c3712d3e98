import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '../../src/problem.ts'
import { type Command, failureOf, feed, type SshServer, sshRuntime, text } from '../../src/runtime/runtime.ts'
import { marked, until } from './contract.ts'
import { freePort, hasSshd, makeKey, type Sshd, startSshd } from './sshd.ts'

const baseEnv = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }
const never = (): AbortSignal => new AbortController().signal
const sh = (script: string, more: Partial<Command> = {}): Command => ({ program: 'sh', args: ['-c', script], ...more })
const over = (server: SshServer) => sshRuntime({ server, baseEnv })
const failed = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Problem,
  )
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('backproof-ssh-'))

const folder = mkdtempSync(join(tmpdir(), 'backproof fault '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

describe.skipIf(!hasSshd)('ssh', () => {
  let shared: Promise<Sshd> | undefined
  const sshd = () => (shared ??= startSshd())
  afterAll(async () => (await shared)?.[Symbol.asyncDispose]())

  test('another host key than the pinned one is refused, and says what to compare', async () => {
    const { server } = await sshd()
    const { open } = makeKey(join(folder, 'stranger'))
    const problem = await failed(text(over({ ...server, hostKeys: [open] }), sh('echo never'), never()))
    expect(problem.code).toBe('tool-failed')
    expect(problem.message).toMatch(/^ssh \S+: its host key is not the one that the policy pins$/)
    expect(problem.hint).toContain(`ssh-keyscan -p ${server.port} 127.0.0.1`)
  })

  test('a second pinned key lets a host change its key', async () => {
    const { server } = await sshd()
    const { open } = makeKey(join(folder, 'next'))
    expect(await text(over({ ...server, hostKeys: [open, ...server.hostKeys] }), sh('echo in'), never())).toBe('in\n')
  })

  test('a key that the server does not know is refused, and what is no key is not tried', async () => {
    const { server } = await sshd()
    const { secret, open } = makeKey(join(folder, 'unknown'))
    const problem = await failed(text(over({ ...server, key: secret }), sh('echo never'), never()))
    expect(problem.message).toMatch(/: the key is not accepted: .*Permission denied/)
    expect(problem.hint).toContain(`authorized_keys of ${server.user} on 127.0.0.1`)
    expect(() => over({ ...server, key: open }).spawn(sh('true'), never())).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('not a private key'),
        // What stands in a key of one line is masked, in hints as well.
        hint: expect.not.stringContaining('-----'),
      }),
    )
    const agent = sshRuntime({
      server: { ...server, key: undefined },
      baseEnv: { ...baseEnv, SSH_AUTH_SOCK: '/nowhere' },
    })
    expect(await failed(text(agent, sh('true'), never()))).toMatchObject({
      message: expect.stringContaining('no key of the agent is accepted'),
      hint: expect.stringContaining('ssh-add -l'),
    })
    expect(() => over({ ...server, key: undefined }).spawn(sh('true'), never())).toThrow(/no key is named/)
    expect(leftovers()).toEqual([])
  })

  test('a host that does not answer, and a name that there is not, are told', async () => {
    const { server } = await sshd()
    const away = await failed(text(over({ ...server, port: await freePort() }), sh('true'), never()))
    expect(away.message).toMatch(/: it cannot be reached: .*refused/)
    const nobody = await failed(text(over({ ...server, host: 'nobody.invalid' }), sh('true'), never()))
    expect(nobody.message).toMatch(/@nobody\.invalid\S*: it cannot be reached: .*resolve/)
  })

  test.each([1, 126, 137, 254, 255])('exit code %i of the program is its own', async (code) => {
    const problem = await failed(text(over((await sshd()).server), sh(`echo why >&2; exit ${code}`), never()))
    expect(problem.message).toMatch(new RegExp(`^sh failed in ssh \\S+ \\(exit ${code}\\): why$`))
    expect(failureOf(problem)?.exitCode).toBe(code)
  })

  test('a machine that is silent after a lost connection is not waited for at each program', async () => {
    await using own = await startSshd()
    const runtime = over(own.server)
    const endless = sh('echo in; while :; do sleep 1; done')
    const begun = async (signal: AbortSignal) => {
      const child = runtime.spawn(endless, signal)
      await once(child.stdout, 'data')
      return child
    }
    const lost = await begun(never())
    own.kill('sessions')
    expect((await failed(lost.ended)).message).toMatch(/was lost while sh ran there/)
    const controllers = [new AbortController(), new AbortController()]
    const children = await Promise.all(controllers.map(({ signal }) => begun(signal)))
    own.suspend()
    const from = performance.now()
    for (const controller of controllers) controller.abort()
    await Promise.all(children.map(({ ended }) => failed(ended)))
    expect(performance.now() - from).toBeLessThan(20_000)
  }, 120_000)

  test('a connection that is lost is no end of the output, and ends the program there', async () => {
    await using own = await startSshd()
    const mark = `backproof-lost-${randomUUID()}`
    const child = over(own.server).spawn(
      { program: 'sh', args: ['-c', 'echo half; while :; do sleep 1; done', mark] },
      never(),
    )
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await until(() => said === 'half\n')
    own.kill('sessions')
    const problem = await failed(child.ended)
    expect(problem.message).toMatch(/^the connection of ssh \S+ was lost while sh ran there/)
    expect(child.stdout.readableEnded).toBe(false)
    await until(() => marked(mark) === 0)
  })

  test('a connection that is lost is no end of the input', async () => {
    await using own = await startSshd()
    const mark = join(folder, `committed-${randomUUID()}`)
    async function* half() {
      yield Buffer.from('half\n')
      await until(() => marked(mark) > 0)
      own.kill('all')
      await new Promise((resolve) => setTimeout(resolve, 1000))
      yield Buffer.from('other half\n')
    }
    const script = 'while read -r line; do :; done; : >"$0"'
    await failed(feed(over(own.server), { program: 'sh', args: ['-c', script, mark] }, Readable.from(half()), never()))
    await until(() => marked(mark) === 0)
    expect(existsSync(mark)).toBe(false)
  })

  test('nothing is left there, nor a key here, when this process is killed', async () => {
    const { server } = await sshd()
    const mark = join(folder, `killed-${randomUUID()}`)
    const file = join(folder, 'server.json')
    writeFileSync(file, JSON.stringify(server))
    const script = 'echo up; while read -r line; do :; done; : >"$0"; sleep 1000'
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), file, script, mark])
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(marked(mark)).toBeGreaterThan(1)
    holder.kill('SIGKILL')
    await until(() => marked(mark) === 0)
    expect(existsSync(mark)).toBe(false)
    await until(() => leftovers().length === 0)
  })

  test('a key is never in a file with a name, whoever is killed while it logs in', async () => {
    const { server } = await sshd()
    const own = mkdtempSync(join(folder, 'killed '))
    const file = join(folder, 'silent.json')
    await using silent = await listening()
    writeFileSync(file, JSON.stringify({ ...server, port: silent.port }))
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), file, ':', 'm'], {
      env: { ...process.env, TMPDIR: own },
    })
    await silent.connected
    const running = below(holder.pid ?? 0)
    expect(running.map(({ name }) => name)).toContain('ssh')
    expect(readdirSync(own)).toEqual([])
    for (const { pid } of [...running, { pid: holder.pid ?? 0 }]) process.kill(pid, 'SIGKILL')
    await until(() => !running.some(({ pid }) => existsSync(`/proc/${pid}/cwd`)))
    expect(readdirSync(own)).toEqual([])
  })

  test('a system that shows no processes logs in by files that go again', async () => {
    const { server } = await sshd()
    const own = mkdtempSync(join(folder, 'named '))
    vi.stubEnv('TMPDIR', own)
    expect(await text(sshRuntime({ server, baseEnv, proc: '/nowhere' }), sh('echo in'), never())).toBe('in\n')
    expect(readdirSync(own)).toEqual([])
  })

  test('what a shell, a banner and a forced command print is none of the program’s', async () => {
    const banner = join(folder, 'banner')
    writeFileSync(banner, 'Authorised users only\n')
    const noisy = 'command="echo welcome; echo beware >&2; printf unended; eval \\"$SSH_ORIGINAL_COMMAND\\""'
    await using own = await startSshd({ config: [`Banner "${banner}"`], restrictions: noisy })
    const child = over(own.server).spawn(sh('printf "a\\nb"; printf "warning: c\\nd" >&2'), never())
    let said = ''
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) said += chunk.toString()
    expect(said).toBe('a\nb')
    expect(await child.ended).toBe('warning: c\nd')
    const problem = await failed(text(over(own.server), sh('exit 3'), never()))
    expect(problem.message).toMatch(/\(exit 3\), without output$/)
  })

  test('a forced command that runs something else and exits 0 is no success', async () => {
    await using own = await startSshd({
      restrictions: 'restrict,command="echo dump; echo This account is for git >&2"',
    })
    const problem = await failed(text(over(own.server), sh('echo whole'), never()))
    expect(problem.message).toMatch(/: what answers there did not run the program: This account is for git$/)
    expect(problem.hint).toContain('SSH_ORIGINAL_COMMAND')
  })

  test.each(['sh', 'bash', 'zsh', 'tcsh', 'fish'])('%s as the login shell passes on all of it', async (shell) => {
    if (!existsSync(`/usr/bin/${shell}`)) return
    await using own = await startSshd({
      restrictions: `restrict,command="exec ${shell} -c \\"$SSH_ORIGINAL_COMMAND\\""`,
    })
    const value = `a'b"c$(d)\\e!f %25\n\tg ~ * é\u{1f600} \\\n`
    const script = 'printf "%s|" "$VALUE" "$@"; cat'
    const command = { program: 'sh', args: ['-c', script, 'sh', value, '', '-n', '!!'], env: { VALUE: value } }
    const every = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
    let said = Buffer.alloc(0)
    await feed(over(own.server), command, Readable.from([every, every]), never(), (chunk) => {
      said = Buffer.concat([said, chunk])
    })
    expect(said.equals(Buffer.concat([Buffer.from(`${value}|${value}||-n|!!|`), every, every]))).toBe(true)
  })

  test('a temporary directory with a space, and other signs, in its name does', async () => {
    const { server } = await sshd()
    const odd = mkdtempSync(join(folder, 'odd $HOME %h "x" '))
    vi.stubEnv('TMPDIR', odd)
    expect(await text(over(server), sh('echo in'), never())).toBe('in\n')
    expect(readdirSync(odd)).toEqual([])
  })

  test('what stays behind a program that ended well holds its output open until it ends', async () => {
    const { server } = await sshd()
    expect(await text(over(server), sh('(sleep 2; echo late) & echo early'), never())).toBe('early\nlate\n')
  })
})

/** Takes connections, and says nothing: who logs in waits. */
async function listening() {
  const connected = Promise.withResolvers<void>()
  const server = createServer(() => connected.resolve()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connected: connected.promise,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

/** Every process that one has started, and what those have. */
function below(parent: number): readonly { readonly pid: number; readonly name: string }[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return all.flatMap((pid) => {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'latin1') : ''
    const [, name = '', above] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? []
    return Number(above) === parent ? [{ pid: Number(pid), name }, ...below(Number(pid))] : []
  })
}
