import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProtocol } from './protocol.ts'

export interface Browser extends AsyncDisposable {
  /** A PNG of the whole page at this width, as a screen of `scale` pixels for each of CSS's would show it. */
  picture(html: string, width: number, scale?: number): Promise<Buffer>
  /** The same page, to be looked at more closely. */
  show(html: string, screen: Screen): Promise<Page>
  /** The page at this address, until it is disposed of. */
  open(address: string, screen: Screen): Promise<Page>
}

export interface Screen {
  readonly width: number
  readonly height?: number
  readonly scale?: number
  readonly theme?: 'light' | 'dark'
}

export interface Page extends AsyncDisposable {
  /** What the expression is in the page, as JSON. */
  evaluate<T>(expression: string): Promise<T>
  /** A PNG of the whole page, or of its first so many pixels. */
  picture(height?: number): Promise<Buffer>
  /** What it has asked for, its own address first. */
  readonly requests: readonly string[]
  /** Errors and warnings: of its script, of the policy that it sets itself, of the browser. */
  readonly complaints: readonly string[]
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

interface LogEntry {
  readonly level: string
  readonly text: string
}

/** Chromium, spoken to by its own protocol over a pipe: no package that drives browsers is needed for some screenshots. */
export async function openBrowser(program = 'chromium'): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'backproof-chromium-'))
  const protocol = openProtocol(program, [...quiet, `--user-data-dir=${profile}`])
  const { call } = protocol

  async function newPage({ width, height = 800, scale = 1, theme = 'light' }: Screen) {
    const { targetId } = await call<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await call<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    const ask = <T>(method: string, params: object = {}) => call<T>(method, params, sessionId)
    await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false })
    await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
    await ask('Page.enable')
    const requests: string[] = []
    const complaints: string[] = []
    protocol.listen(sessionId, (method, params) => {
      if (method === 'Network.requestWillBeSent') requests.push((params['request'] as { url: string }).url)
      if (method === 'Runtime.exceptionThrown')
        complaints.push(JSON.stringify((params['exceptionDetails'] as { text: string }).text))
      if (method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(params['args']))
      const entry = params['entry'] as LogEntry | undefined
      if (method === 'Log.entryAdded' && entry) complaints.push(`${entry.level}: ${entry.text}`)
    })
    const page: Page = {
      requests,
      complaints,
      async evaluate<T>(expression: string) {
        const asked = { expression, returnByValue: true, awaitPromise: true }
        const { result, exceptionDetails } = await ask<{ result: { value: T }; exceptionDetails?: object }>(
          'Runtime.evaluate',
          asked,
        )
        if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
        return result.value
      },
      async picture(most = Number.POSITIVE_INFINITY) {
        const { cssContentSize } = await ask<{ cssContentSize: { height: number } }>('Page.getLayoutMetrics')
        const clip = { x: 0, y: 0, width, height: Math.min(cssContentSize.height, most), scale: 1 }
        const shot = { format: 'png', clip, captureBeyondViewport: true }
        const { data } = await ask<{ data: string }>('Page.captureScreenshot', shot)
        return Buffer.from(data, 'base64')
      },
      async [Symbol.asyncDispose]() {
        await call('Target.closeTarget', { targetId })
      },
    }
    return { page, ask, loaded: () => protocol.next(sessionId, 'Page.loadEventFired') }
  }

  async function show(html: string, screen: Screen): Promise<Page> {
    const { page, ask, loaded } = await newPage(screen)
    const { frameTree } = await ask<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree')
    const done = loaded()
    await ask('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
    await done
    return page
  }

  return {
    async picture(html, width, scale = 2) {
      await using page = await show(html, { width, height: 100, scale })
      return await page.picture()
    },
    show,
    async open(address, screen) {
      const { page, ask, loaded } = await newPage(screen)
      for (const domain of ['Network', 'Runtime', 'Log']) await ask(`${domain}.enable`)
      const done = loaded()
      await ask('Page.navigate', { url: address })
      await done
      return page
    },
    async [Symbol.asyncDispose]() {
      await protocol.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
