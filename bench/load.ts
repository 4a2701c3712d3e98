import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generateKeys } from '../src/seal/seal.ts'

// node bench/load.ts [MEGABYTES] [ROUNDS]: a backup by `serve` alone, and while 500 requests a second ask for the health.

const [megabytes = 300, rounds = 3] = process.argv.slice(2).map(Number)
const perSecond = 500
const token = randomBytes(24).toString('hex')
const headers = { authorization: `Bearer ${token}` }
const folder = await mkdtemp(join(tmpdir(), 'backproof-load-'))

interface Cost {
  readonly wallMs: number
  /** Of the processes that the server started. */
  readonly jobMs: number
  readonly serverMs: number
}

/** CPU time in milliseconds of a process, and of its children that have ended (proc(5), stat). */
async function cpuOf(pid: number): Promise<{ readonly own: number; readonly children: number }> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8'))
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15)
  return { own: (utime + stime) * 10, children: (cutime + cstime) * 10 }
}

async function ask(url: string, method = 'GET'): Promise<{ readonly id: string; readonly state: string }> {
  const response = await fetch(url, { method, headers })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as { id: string; state: string }
}

async function backUp(url: string, pid: number): Promise<Cost> {
  const before = await cpuOf(pid)
  const began = performance.now()
  const { id } = await ask(`${url}/api/backups`, 'POST')
  for (;;) {
    const { state } = await ask(`${url}/api/jobs/${id}`)
    if (state === 'succeeded') break
    if (state !== 'running' && state !== 'queued') throw new Error(`the backup ${state}`)
    await pause(100)
  }
  const after = await cpuOf(pid)
  const wallMs = performance.now() - began
  return { wallMs, jobMs: after.children - before.children, serverMs: after.own - before.own }
}

/** Asks for the health at an even pace until it is told to stop. */
function load(url: string): { stop(): { readonly answers: number; readonly failed: number; readonly ms: number[] } } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const began = performance.now()
  const ms: number[] = []
  let [sent, failed] = [0, 0]
  const timer = setInterval(() => {
    for (; sent < ((performance.now() - began) / 1000) * perSecond; sent += 1) {
      const at = performance.now()
      const asking = request(`${url}/api/health`, { agent, headers }, (response) => {
        response.resume()
        response.on('end', () => {
          if (response.statusCode === 200) ms.push(performance.now() - at)
          else failed += 1
        })
      })
      asking.on('error', () => {
        failed += 1
      })
      asking.end()
    }
  }, 4)
  return {
    stop() {
      clearInterval(timer)
      agent.destroy()
      return { answers: ms.length, failed, ms: ms.sort((a, b) => a - b) }
    },
  }
}

async function main(): Promise<void> {
  const { recipient } = generateKeys()
  await mkdir(join(folder, 'data'))
  await mkdir(join(folder, 'store'))
  const block = randomBytes(500_000)
  // Half of it is compressible.
  const bytes = Buffer.concat([block, Buffer.alloc(500_000, 'backproof ')])
  for (let at = 0; at < megabytes; at += 1) await writeFile(join(folder, `data/${at}.bin`), bytes)
  await writeFile(
    join(folder, 'backup-policy.yml'),
    `version: 1
project: load
stores: { store: { directory: { path: ./store } } }
encryption: { recipients: [${recipient}] }
defaults: { stores: [store], retention: { keep: { last: 5 } } }
sources: { files: { engine: files, paths: [${join(folder, 'data')}] } }
`,
  )
  const cli = resolve(import.meta.dirname, '../src/cli.ts')
  const child = spawn(process.execPath, [cli, 'serve', '--listen', '127.0.0.1:0', '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, BACKPROOF_SERVE_TOKEN: token },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  try {
    while (!log.includes('"job-ended"')) {
      if (child.exitCode !== null) throw new Error(log)
      await pause(100)
    }
    const url = /"url":"([^"]+)"/.exec(log)?.[1] ?? ''
    const pid = child.pid ?? 0
    await backUp(url, pid)
    const alone: Cost[] = []
    const loaded: Cost[] = []
    for (let round = 1; round <= rounds; round += 1) {
      alone.push(await backUp(url, pid))
      const pressure = load(url)
      loaded.push(await backUp(url, pid))
      const { answers, failed, ms } = pressure.stop()
      const [a, b] = [alone.at(-1), loaded.at(-1)]
      if (!a || !b) continue
      const at = (part: number) => (ms[Math.floor(ms.length * part)] ?? 0).toFixed(1)
      console.log(
        `round ${round}: job ${a.jobMs} and ${b.jobMs} ms of CPU, ${Math.round(a.wallMs)} and ${Math.round(b.wallMs)} ms in all; ${answers} answers (${Math.round((answers / b.wallMs) * 1000)}/s), ${failed} failed, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; server ${Math.round((b.serverMs / b.wallMs) * 100)} % of a core`,
      )
    }
    const median = (costs: readonly Cost[], of: (cost: Cost) => number) =>
      costs.map(of).sort((x, y) => x - y)[Math.floor(costs.length / 2)] ?? Number.NaN
    const ratio = (of: (cost: Cost) => number) => (median(loaded, of) / median(alone, of)).toFixed(3)
    console.log(
      `under load: ${ratio(({ jobMs }) => jobMs)} of the CPU time, ${ratio(({ wallMs }) => wallMs)} of the time`,
    )
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
  }
}

try {
  await main()
} finally {
  await rm(folder, { recursive: true, force: true })
}
