import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { Problem, remedy } from '../../problem.ts'
import { launch } from '../child.ts'
import type { Address } from '../contract.ts'
import { type Failure, failureOf, lastLines } from '../failure.ts'
import { addressOf, connectionProblem, ofClient, type SshOptions, sshClient } from './ssh-client.ts'

export interface Forward {
  /** As the machine in between knows it. */
  readonly server: Address
  /** Where this machine finds it. */
  readonly at: Address
}

/** Ports of this machine's loopback that lead to servers by way of another one, as long as this is open. */
export interface Tunnel extends AsyncDisposable {
  readonly forwards: readonly Forward[]
  /** Fires, with the reason, if it ends before it is closed. */
  readonly ended: AbortSignal
  /** Why the machine in between could not connect to a server; undefined: it could, or was not asked to. */
  refused(): Problem | undefined
}

const tries = 5
const longestNoise = 64 * 1024

/** @throws Problem that names the machine in between. */
export async function openTunnel(
  options: SshOptions,
  servers: readonly Address[],
  signal: AbortSignal,
): Promise<Tunnel> {
  for (let left = tries; ; left--) {
    try {
      return await tryTunnel(options, servers, signal)
    } catch (error) {
      // Somebody else was given the port meanwhile.
      if (left === 1 || !/address already in use|cannot listen/i.test(failureOf(error)?.stderr ?? '')) throw error
    }
  }
}

async function tryTunnel(options: SshOptions, servers: readonly Address[], signal: AbortSignal): Promise<Tunnel> {
  const where = addressOf(options.server)
  const forwards = await Promise.all(
    servers.map(async (server) => ({ server, at: { host: '127.0.0.1', port: await freePort() } })),
  )
  const flags = forwards.flatMap(({ server, at }) => [
    '-L',
    `${at.host}:${at.port}:${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`,
  ])
  // Said once the ports are open: a port that merely answers could be another program's.
  const mark = `backproof-${randomUUID()}`
  const fixed = {
    ExitOnForwardFailure: 'yes',
    GatewayPorts: 'no',
    PermitLocalCommand: 'yes',
    LocalCommand: `echo ${mark}`,
    // It tells there which connections were refused.
    LogLevel: 'INFO',
  }
  const client = sshClient(options, fixed, ['-N', '-a', '-x', ...flags], [])
  const closing = new AbortController()
  let noise = ''
  const child = launch(
    { program: 'ssh', args: [], name: `ssh ${where}` },
    {
      ...ofClient(client),
      where: 'host',
      sieve: {
        stdout: (chunk) => chunk,
        stderr: (chunk) => {
          noise = (noise + chunk.toString('utf8')).slice(-longestNoise)
          return chunk
        },
        rest: () => Buffer.alloc(0),
      },
      explain: (failure) => explained(options, failure),
    },
    AbortSignal.any([signal, closing.signal]),
  )
  child.ended.then(client.remove, client.remove)
  await said(child.stdout, mark, child.ended)
  // It is logged in.
  client.remove()
  child.stdout.resume()
  const lost = new AbortController()
  const over = () => {
    if (!closing.signal.aborted) lost.abort(brokenOff(where, noise))
  }
  child.ended.then(over, over)
  return {
    forwards,
    ended: lost.signal,
    refused: () => refusal(where, options, noise),
    [Symbol.asyncDispose]: async () => {
      closing.abort(new Problem('cancelled', 'the tunnel is closed'))
      await child.ended.catch(() => undefined)
    },
  }
}

function said(stdout: NodeJS.ReadableStream, mark: string, ended: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (chunk: Buffer) => {
      text = (text + chunk.toString('latin1')).slice(-4096)
      if (!text.includes(mark)) return
      stdout.removeListener('data', hear)
      resolve()
    }
    stdout.on('data', hear)
    ended.then(
      () => reject(new Problem('tool-failed', 'ssh ended before its ports were open', { hint: remedy.program })),
      reject,
    )
  })
}

function explained({ server }: SshOptions, failure: Failure): Problem {
  const found = connectionProblem(server, failure.stderr, [
    `no port can be forwarded through it${failure.stderr === '' ? '' : `: ${lastLines(failure.stderr)}`}`,
    'Try it by hand: ssh -N -L 5555:HOST:PORT USER@BASTION.',
  ])
  return new Problem(found.code, found.message, { hint: found.hint, cause: failure })
}

function brokenOff(where: string, noise: string): Problem {
  const last = lastLines(noise)
  return new Problem('source-failed', `the connection through ssh ${where} was lost${last === '' ? '' : `: ${last}`}`, {
    hint: 'Run it again. If it is lost again, look into the log of sshd there (journalctl -u ssh).',
  })
}

function refusal(where: string, { server }: SshOptions, noise: string): Problem | undefined {
  const because = /open failed: (.*)/.exec(noise)?.[1]?.trim()
  if (because === undefined) return undefined
  const forbidden = /administratively prohibited/.test(because)
  return new Problem('source-failed', `ssh ${where} does not connect to the server: ${because.slice(0, 300)}`, {
    hint: forbidden
      ? `Allow it there: permitopen="HOST:PORT" before the key in authorized_keys of ${server.user}, and AllowTcpForwarding local in sshd_config.`
      : 'Check host and port in the url: with via they are what that machine calls the server.',
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port')
  return address.port
}
