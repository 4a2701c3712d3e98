import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

type Listener = (method: string, params: Readonly<Record<string, unknown>>) => void

/** The protocol of Chromium's developer tools, over a pipe (--remote-debugging-pipe). */
export function openProtocol(program: string, words: readonly string[]) {
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()).once('error', () => resolve()))
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const answers = new Map<number, (answer: Message) => void>()
  const listeners = new Map<string, Set<Listener>>()
  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) take(JSON.parse(message) as Message)
  })

  function take({ id, method, sessionId = '', params = {}, ...answer }: Message): void {
    if (id !== undefined) answers.get(id)?.(answer)
    if (id !== undefined) answers.delete(id)
    if (method !== undefined) for (const listener of listeners.get(sessionId) ?? []) listener(method, params)
  }

  let calls = 0
  async function call<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++calls
    const answered = new Promise<Message>((resolve) => answers.set(id, resolve))
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    const gone = ended.then((): Message => ({ error: { message: 'it ended' } }))
    const { result, error } = await Promise.race([answered, gone])
    if (error) throw new Error(`${program}: ${method}: ${error.message}`)
    return result as T
  }

  function listen(sessionId: string, listener: Listener): () => void {
    const all = listeners.get(sessionId) ?? new Set()
    listeners.set(sessionId, all.add(listener))
    return () => all.delete(listener)
  }

  /** The next event of this name. */
  async function next(sessionId: string, method: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const stop = listen(sessionId, (name) => name === method && resolve())
    await Promise.race([promise, ended])
    stop()
  }

  return {
    call,
    listen,
    next,
    async close() {
      child.kill()
      await ended
    },
  }
}
