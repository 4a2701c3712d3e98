import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export interface Browser extends AsyncDisposable {
  /** A PNG of the whole page at this width, as a screen of `scale` pixels for each of CSS's would show it. */
  picture(html: string, width: number, scale?: number): Promise<Buffer>
}

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
]

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/** Chromium, spoken to by its own protocol over a pipe: no package that drives browsers is needed for one screenshot. */
export async function openBrowser(program = 'chromium'): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'backproof-chromium-'))
  const child = spawn(program, [...quiet, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()).once('error', () => resolve()))
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number | string, (answer: Answer) => void>()
  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer
      waiting.get(answer.id ?? answer.method ?? '')?.(answer)
    }
  })
  let calls = 0
  const next = (key: number | string) => new Promise<Answer>((resolve) => waiting.set(key, resolve))
  async function call<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++calls
    const answered = next(id)
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    const { result, error } = await Promise.race([
      answered,
      ended.then((): Answer => ({ error: { message: 'it ended' } })),
    ])
    if (error) throw new Error(`${program}: ${method}: ${error.message}`)
    return result as T
  }
  return {
    async picture(html, width, scale = 2) {
      const { targetId } = await call<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await call<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
      const metrics = { width, height: 100, deviceScaleFactor: scale, mobile: false }
      await call('Emulation.setDeviceMetricsOverride', metrics, sessionId)
      await call('Page.enable', {}, sessionId)
      const { frameTree } = await call<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree', {}, sessionId)
      const loaded = next('Page.loadEventFired')
      await call('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, sessionId)
      await loaded
      const { cssContentSize } = await call<{ cssContentSize: { height: number } }>(
        'Page.getLayoutMetrics',
        {},
        sessionId,
      )
      const clip = { x: 0, y: 0, width, height: cssContentSize.height, scale: 1 }
      const shot = { format: 'png', clip, captureBeyondViewport: true }
      const { data } = await call<{ data: string }>('Page.captureScreenshot', shot, sessionId)
      await call('Target.closeTarget', { targetId })
      return Buffer.from(data, 'base64')
    },
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
