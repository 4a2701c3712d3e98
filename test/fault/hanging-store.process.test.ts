import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openProgram, type Project } from '../command/program.ts'
import { keys } from '../command/shop.ts'

/** Takes every connection, and never answers: as a service behind a broken load balancer does. */
let server: Server
const sockets = new Set<Socket>()
let connected: () => void = () => {}
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    connected()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

let project: Project
beforeEach(async () => {
  project = await openProgram()
  return () => project[Symbol.asyncDispose]()
})

const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }

/** Five sources, each in the directory `good` and in the bucket `dead`. */
async function policy(timeout: string): Promise<void> {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const names = ['one', 'two', 'three', 'four', 'five']
  for (const name of names) await project.write(`data/${name}/file.txt`, name)
  const sources = names.map((name) => `  ${name}: { engine: files, paths: [./data/${name}], tools: host }`)
  await project.write(
    'backup-policy.yml',
    `version: 1
project: shop
stores:
  good: { directory: { path: ./good } }
  dead: { s3: { bucket: shop, region: auto, endpoint: "http://127.0.0.1:${address.port}" }${timeout} }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [dead, good], schedule: "0 2 * * *", retention: { keep: { last: 3 } } }
sources:
${sources.join('\n')}
`,
  )
}

describe('a store that accepts connections and never answers', () => {
  test('costs its time limit once, and does not cost any source its backup', async () => {
    await policy(', timeout: 3s')
    const began = performance.now()
    const ran = await project.run(['run', '--json'], env)
    const tookMs = performance.now() - began
    expect(ran).toMatchObject({ code: 1 })
    const { sources } = JSON.parse(ran.stdout)
    expect(sources).toHaveLength(5)
    for (const source of sources) {
      const stored = source.backup.copies.filter(({ outcome }: { outcome: string }) => outcome === 'stored')
      expect(stored).toMatchObject([{ store: 'good' }])
      const codes = source.problems.map(({ code }: { code: string }) => code)
      expect(codes).toEqual(['store-failed'])
      for (const { message, hint } of source.problems) {
        expect(message).toMatch(/no progress for 3 s, in s3:\/\/shop.*given up for this run/)
        expect(hint).toContain('timeout of this store')
      }
    }
    // 3 seconds, and the work: before, one such store took minutes of each source.
    expect(tookMs).toBeLessThan(25_000)
  })

  test.each(['list', 'report', 'plan'])('does not prevent %s from answering within seconds', async (command) => {
    await policy('')
    const began = performance.now()
    const shown = await project.run([command], env)
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(shown.stdout + shown.stderr).toMatch(/no progress for 10 s, in s3:\/\/shop/)
  })

  test('does not prevent a cancelled run from ending', async () => {
    await policy('')
    const running = new Promise<void>((resolve) => {
      connected = resolve
    })
    const child = project.start(['run'], env)
    await running
    const began = performance.now()
    child.kill('SIGTERM')
    expect(await child.ended).toMatchObject({ code: 130 })
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
