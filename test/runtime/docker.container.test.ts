import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { isProblem, Problem } from '../../src/problem.ts'
import {
  type Address,
  dockerExec,
  dockerRun,
  type ReachableSpec,
  type SandboxSpec,
  startReachableSandbox,
  startSandbox,
  sweepContainers,
  text,
} from '../../src/runtime/runtime.ts'
import { startPostgres } from '../server/postgres.ts'
import { containersOf, marked, runtimeContract, until } from './contract.ts'

const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }
const never = (): AbortSignal => new AbortController().signal
const image = 'postgres:17'
const label = `test-${randomUUID()}`

afterAll(async () => {
  await sweepContainers(label, env, never())
})

const idle = (): string =>
  execFileSync('docker', ['run', '-d', '--label', `backproof=${label}`, '--entrypoint', 'sleep', image, 'infinity'], {
    encoding: 'utf8',
  }).trim()

runtimeContract('docker exec', async () => dockerExec({ name: 'postgres', service: { id: idle() }, baseEnv: env }))

const runLabel = `${label}-run`
runtimeContract(
  'docker run',
  async () => dockerRun({ image, label: runLabel, baseEnv: env }),
  async () => {
    await until(() => containersOf(runLabel).length === 0)
  },
)

test('a program of docker run has no capability, cannot gain one, and is not root', async () => {
  const runtime = dockerRun({ image, label, baseEnv: env })
  const status = await text(runtime, { program: 'cat', args: ['/proc/self/status'] }, never())
  expect(status).toMatch(/^CapBnd:\s+0+$/m)
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  expect(status).toMatch(/^Uid:\s+65534\b/m)
})

test.each([
  ['a shell that waits for its child', 'echo up; words=$(cat); echo "$words"'],
  ['a pipe', 'echo up; sleep 1000 | sleep 1000'],
  ['a shell that goes on', 'echo up; sleep 1000; sleep 0.2; sleep 1000'],
  ['a child that another has left', '(sleep 5 &) ; echo up; sleep 1000'],
])(
  'ending %s does not end the sessions of a PostgreSQL whose container it runs in',
  async (_, script) => {
    await using pg = await startPostgres(17)
    const runtime = dockerExec({ name: 'postgres', service: { id: pg.id }, baseEnv: env })
    const controller = new AbortController()
    const child = runtime.spawn({ program: 'sh', args: ['-c', script], stdin: 'open' }, controller.signal)
    await once(child.stdout, 'data')
    controller.abort(new Problem('cancelled', 'stopped by a test'))
    await expect(child.ended).rejects.toMatchObject({ code: 'cancelled' })
    expect(await pg.sql('select 7')).toMatch(/7/)
    expect(await pg.logs()).not.toMatch(/terminated by signal|all server processes terminated/)
  },
  120_000,
)

describe('addresses', () => {
  const service = { id: 'x', network: 'github_network_1', ports: { '5432/tcp': '49153', '8080': '80' } }

  test('are reached from inside a service container by its own port', () => {
    const { reach } = dockerExec({ name: 'postgres', service, baseEnv: env })
    expect(reach({ host: 'localhost', port: 49153 })).toEqual({ host: '127.0.0.1', port: 5432 })
    expect(reach({ host: 'postgres', port: 5432 })).toEqual({ host: '127.0.0.1', port: 5432 })
    expect(reach({ host: 'localhost', port: 1 })).toEqual({ host: 'localhost', port: 1 })
    expect(reach({ host: 'db.example', port: 49153 })).toEqual({ host: 'db.example', port: 49153 })
  })

  test('are reached on the network of a service by its name', () => {
    const services = { postgres: service }
    const { reach } = dockerRun({ image, network: 'github_network_1', services, label, baseEnv: env })
    expect(reach({ host: 'localhost', port: 49153 })).toEqual({ host: 'postgres', port: 5432 })
    expect(reach({ host: 'postgres', port: 5432 })).toEqual({ host: 'postgres', port: 5432 })
    expect(dockerRun({ image, label, baseEnv: env }).reach({ host: 'localhost', port: 49153 }).port).toBe(49153)
  })
})

test('a container that does not exist is reported by name', async () => {
  const runtime = dockerExec({ name: 'db', service: { id: `none-${randomUUID()}` }, baseEnv: env })
  await expect(text(runtime, { program: 'true', args: [] }, never())).rejects.toMatchObject({
    code: 'tool-missing',
    message: 'there is no running container db',
  })
})

test('the output of a program is not mistaken for that of docker', async () => {
  const runtime = dockerRun({ image, label, baseEnv: env })
  const said = 'ERROR:  job 7 is not running\nno such container: 7\nit cannot connect to the Docker daemon'
  const args = ['-c', 'echo "$1" >&2; exit 1', 'sh', said]
  await expect(text(runtime, { program: 'sh', args }, never())).rejects.toMatchObject({
    code: 'tool-failed',
    message: expect.stringContaining('job 7 is not running'),
  })
})

test('an image that cannot be pulled is reported by name', async () => {
  const runtime = dockerRun({ image: 'localhost:1/none:1', label, baseEnv: env })
  const error = await text(runtime, { program: 'true', args: [] }, never()).catch((reason: unknown) => reason)
  expect(isProblem(error, 'tool-missing')).toBe(true)
  expect((error as Error).message).toContain('image localhost:1/none:1 cannot be pulled')
})

describe('a sandbox', () => {
  const password = `sandbox-password-${randomUUID()}`
  const spec = (more: Partial<SandboxSpec> = {}): SandboxSpec => ({
    image,
    env: { POSTGRES_PASSWORD: password },
    args: [],
    ready: {
      program: 'psql',
      args: ['-X', '-h', '127.0.0.1', '-U', 'postgres', '-c', 'select 1'],
      env: { PGPASSWORD: password },
    },
    timeoutMs: 60_000,
    ...more,
  })

  test('is ready when it starts, has no network, and is removed with its volumes afterwards', async () => {
    const mine = `${label}-a`
    const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim().split('\n')
    let volumes: readonly string[] = []
    {
      await using sandbox = await startSandbox(spec(), { label: mine, baseEnv: env, signal: never() })
      const devices = await text(sandbox.runtime, { program: 'ls', args: ['/sys/class/net'] }, never())
      expect(devices.trim()).toBe('lo')
      expect(containersOf(mine)).toHaveLength(1)
      expect(marked(password)).toBe(0)
      // Its own: other tests come and go with theirs.
      volumes = docker('inspect', '-f', '{{range .Mounts}}{{println .Name}}{{end}}', ...containersOf(mine))
      expect(volumes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    }
    expect(containersOf(mine)).toEqual([])
    const left = docker('volume', 'ls', '-q')
    expect(volumes.filter((name) => left.includes(name))).toEqual([])
  })

  test.each(['postgres:15', 'postgres:17', 'postgres:18'])(
    'has no rights beyond its own, nor do the programs in it: %s',
    async (of) => {
      const mine = `${label}-${of}`
      await using sandbox = await startSandbox(spec({ image: of }), { label: mine, baseEnv: env, signal: never() })
      const run = (script: string) => text(sandbox.runtime, { program: 'sh', args: ['-c', script] }, never())
      for (const who of ['self', '1']) {
        const status = await run(`cat /proc/${who}/status`)
        expect(status).toMatch(/^CapEff:\s+0+$/m)
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
        expect(status).not.toMatch(/^Uid:\s+0\b/m)
      }
      const asked = '{{.HostConfig.PidsLimit}} {{.HostConfig.Memory}}'
      const limits = execFileSync('docker', ['inspect', '-f', asked, ...containersOf(mine)], { encoding: 'utf8' })
      expect(limits.trim()).toMatch(/^2048 [1-9]\d{8,}$/)
      // What is stopped there is gone, though it is another user's than the container's.
      const stop = new AbortController()
      const sleeping = text(sandbox.runtime, { program: 'sleep', args: ['4711'] }, stop.signal)
      await until(async () => /sleep/.test(await run('cat /proc/[0-9]*/comm 2>/dev/null || true')))
      stop.abort()
      await expect(sleeping).rejects.toMatchObject({ code: 'cancelled' })
      expect(await run('cat /proc/[0-9]*/comm 2>/dev/null || true')).not.toMatch(/sleep/)
    },
  )

  test('is removed by the next process if its own was killed, but not if its process is alive', async () => {
    const mine = `${label}-orphan`
    const child = spawn('sleep', ['600'])
    const ownerOf = (pid: number | undefined) => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const namespace = readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return `${boot}/${namespace}/${pid}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
    }
    const leave = (owner: string) => {
      const labels = ['--label', `backproof=${mine}`, '--label', `backproof-owner=${owner}`]
      const args = ['run', '-d', ...labels, '--network', 'none', '--entrypoint', 'sleep', image, '600']
      // As `docker ps` shows it.
      return execFileSync('docker', args, { encoding: 'utf8' }).slice(0, 12)
    }
    const killed = leave(ownerOf(child.pid))
    const alive = leave(ownerOf(process.pid))
    const elsewhere = leave('another-kernel/1/1/1')
    child.kill('SIGKILL')
    await once(child, 'exit')
    {
      await using _ = await startSandbox(spec(), { label: `${label}-next`, baseEnv: env, signal: never() })
      expect(containersOf(mine)).not.toContain(killed)
      expect(containersOf(mine).toSorted()).toEqual([alive, elsewhere].toSorted())
    }
    await sweepContainers(mine, env, never())
  })

  test('shows its log if it stops by itself', async () => {
    const mine = `${label}-b`
    const start = startSandbox(spec({ env: {} }), { label: mine, baseEnv: env, signal: never() })
    await expect(start).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringMatching(/postgres:17 stopped by itself: .*password/i),
    })
    expect(containersOf(mine)).toEqual([])
  })

  test('shows its log if it never becomes ready', async () => {
    const mine = `${label}-c`
    const ready = { program: 'false', args: [] }
    const start = startSandbox(spec({ ready, timeoutMs: 3000 }), { label: mine, baseEnv: env, signal: never() })
    await expect(start).rejects.toMatchObject({ code: 'sandbox-failed', message: expect.stringContaining('after 3 s') })
    expect(containersOf(mine)).toEqual([])
  })

  test('is refused if its image does not exist', async () => {
    const start = startSandbox(spec({ image: 'localhost:1/none:1' }), { label, baseEnv: env, signal: never() })
    await expect(start).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringContaining('image localhost:1/none:1 cannot be pulled'),
    })
  })

  test('leaves nothing if it is aborted during its start', async () => {
    const mine = `${label}-d`
    const controller = new AbortController()
    const start = startSandbox(spec({ ready: { program: 'false', args: [] } }), {
      label: mine,
      baseEnv: env,
      signal: controller.signal,
    })
    const failed = start.catch((reason: unknown) => reason)
    await until(() => containersOf(mine).length === 1)
    controller.abort()
    expect(isProblem(await failed, 'cancelled')).toBe(true)
    expect(containersOf(mine)).toEqual([])
  })

  test('is swept by its label after its run was killed, and nothing else is', async () => {
    const mine = `${label}-e`
    await startSandbox(spec(), { label: mine, baseEnv: env, signal: never() })
    await using other = await startSandbox(spec(), { label: `${mine}-other`, baseEnv: env, signal: never() })
    expect(await sweepContainers(mine, env, never())).toHaveLength(1)
    expect(containersOf(mine)).toEqual([])
    expect(await text(other.runtime, { program: 'echo', args: ['still here'] }, never())).toBe('still here\n')
    expect(await sweepContainers(mine, env, never())).toEqual([])
  })

  test('is swept even if the client of a killed run starts it later, if the sweep waits for it', async () => {
    const mine = `${label}-f`
    const sweeping = sweepContainers(mine, env, never(), 5_000)
    await startSandbox(spec(), { label: mine, baseEnv: env, signal: never() }).catch(() => 'swept while it started')
    expect(await sweeping).toHaveLength(1)
    expect(containersOf(mine)).toEqual([])
  })
})

describe('a sandbox with a reachable port', () => {
  const spec = (more: Partial<ReachableSpec> = {}): ReachableSpec => ({
    image: 'valkey/valkey:9.1',
    env: {},
    args: [],
    port: 6379,
    ready: async (at, signal) => expect(await ping(at, signal)).toBe('+PONG\r\n'),
    timeoutMs: 30_000,
    ...more,
  })
  const networksOf = (mine: string) =>
    execFileSync('docker', ['network', 'ls', '-q', '--filter', `label=backproof=${mine}`], { encoding: 'utf8' })

  test('answers on this machine, has no way out, and is removed with its network afterwards', async () => {
    const mine = `${label}-reach`
    {
      await using sandbox = await startReachableSandbox(spec(), { label: mine, baseEnv: env, signal: never() })
      expect(await ping(sandbox.address, never())).toBe('+PONG\r\n')
      // Another server of this machine, which can be reached from here and not from there.
      const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim()
      const other = docker('run', '-d', '--label', `backproof=${label}`, 'valkey/valkey:9.1')
      const host = docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', other)
      await until(async () => (await ping({ host, port: 6379 }, never()).catch(() => '')) !== '')
      const [id = ''] = containersOf(mine)
      const from = (to: string) => () => docker('exec', id, 'timeout', '3', 'bash', '-c', `exec 3<>/dev/tcp/${to}/6379`)
      expect(from('127.0.0.1')).not.toThrow()
      expect(from(host)).toThrow()
    }
    expect(containersOf(mine)).toEqual([])
    expect(networksOf(mine)).toBe('')
  })

  test('leaves no network if it never becomes ready, or is abandoned during its start', async () => {
    const mine = `${label}-unready`
    const stop = new AbortController()
    const ready = async () => Promise.reject(new Error('not yet'))
    const late = startReachableSandbox(spec({ ready, timeoutMs: 1000 }), { label: mine, baseEnv: env, signal: never() })
    await expect(late).rejects.toMatchObject({ code: 'sandbox-failed', message: expect.stringContaining('after 1 s') })
    const left = startReachableSandbox(spec({ ready }), { label: mine, baseEnv: env, signal: stop.signal })
    await until(async () => containersOf(mine).length > 0)
    stop.abort()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    expect(containersOf(mine)).toEqual([])
    expect(networksOf(mine)).toBe('')
  })

  test('is swept with its network after its run was killed', async () => {
    const mine = `${label}-network`
    execFileSync('docker', ['network', 'create', '--internal', '--label', `backproof=${mine}`, `${mine}-net`])
    expect(networksOf(mine)).not.toBe('')
    await sweepContainers(mine, env, never())
    expect(networksOf(mine)).toBe('')
  })
})

/** What a Redis server says to a PING. */
function ping({ host, port }: Address, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal }, () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      resolve(String(data))
      socket.destroy()
    })
    socket.once('error', reject)
  })
}
