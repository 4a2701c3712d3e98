import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/problem.ts'
import { failureOf, feed, podRuntime, text } from '../../src/runtime/runtime.ts'
import { commandLines, marked, runtimeContract, until } from './contract.ts'

// The stand-in of this folder: there is no cluster in the tests.
const baseEnv = { PATH: `${import.meta.dirname}:${process.env['PATH']}`, HOME: process.env['HOME'] ?? '/' }
const never = (): AbortSignal => new AbortController().signal
const sh = (script: string) => ({ program: 'sh', args: ['-c', script] })
const at = (pod: string) => podRuntime({ namespace: 'shop', pod, baseEnv })
const failed = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Problem,
  )

runtimeContract('kubectl exec of a stand-in', async () => at('orders-0'))

describe('kubectl exec of a stand-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backproof pod '))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([1, 126, 137, 255])('exit code %i of the program is its own, without what kubectl adds', async (code) => {
    const problem = await failed(text(at('orders-0'), sh(`echo why >&2; exit ${code}`), never()))
    expect(problem.message).toBe(`sh failed in kubectl exec shop/orders-0 (exit ${code}): why`)
    expect(failureOf(problem)?.stderr).toBe('why\n')
  })

  test('a pod that is not there is told in its words', async () => {
    const problem = await failed(text(at('gone'), sh('true'), never()))
    expect(problem.message).toMatch(/did not run the program: .*pods "gone" not found/)
    expect(problem.hint).toContain('pods/exec')
  })

  test.each(['silent', 'lying'])('a client that ends with 0 before the program did (%s) is no success', async (pod) => {
    const mark = `backproof-pod-${randomUUID()}`
    const command = { program: 'sh', args: ['-c', 'echo half; while :; do sleep 1; done', mark] }
    expect((await failed(text(at(pod), command, never()))).code).toBe('tool-failed')
    await until(() => marked(mark) === 0)
  })

  test('a client that is killed is no end of the input', async () => {
    const mark = join(folder, `committed-${randomUUID()}`)
    const clients = () =>
      commandLines().filter((line) => /^node .*kubectl exec/.test(line) || /kubectl exec -i/.test(line))
    async function* half() {
      yield Buffer.from('half\n')
      await until(() => marked(mark) > 0 && clients().length > 0)
      spawn('pkill', ['-KILL', '-f', 'test/runtime/kubectl exec -i -n shop cut'])
      await new Promise((resolve) => setTimeout(resolve, 1500))
      yield Buffer.from('other half\n')
    }
    const command = { program: 'sh', args: ['-c', 'while read -r line; do :; done; : >"$0"', mark] }
    await failed(feed(at('cut'), command, Readable.from(half()), never()))
    await until(() => marked(mark) === 0)
    expect(existsSync(mark)).toBe(false)
  })

  test('nothing is left there when this process is killed', async () => {
    const mark = join(folder, `killed-${randomUUID()}`)
    const script = 'echo up; while read -r line; do :; done; : >"$0"; sleep 1000'
    const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), 'orders-0', script, mark], {
      env: baseEnv,
    })
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    expect(marked(mark)).toBeGreaterThan(1)
    holder.kill('SIGKILL')
    await until(() => marked(mark) === 0)
    expect(existsSync(mark)).toBe(false)
  })
})
